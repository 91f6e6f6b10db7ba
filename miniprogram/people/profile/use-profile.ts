import { useState } from 'react';
import { updateMe } from '../../../shared/people/contract';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { keepMe, refreshMe, useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { ask } from '../../components/dialog';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';

export function useProfile() {
  const me = useMe();
  const session = useCall('me', refreshMe);
  const [nickname, setNickname] = useState<string>();
  const [phone, setPhone] = useState('');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);

  const save = async (body: { nickname?: string; phone?: string | null }, done: string, leave: boolean) => {
    setBusy(true);
    setErrors({});
    try {
      keepMe(await call(updateMe, { body }));
      toast(done);
      if (leave) go.back();
    } catch (error) {
      if (error instanceof ApiError && Object.keys(error.fields).length) setErrors(error.fields);
      else toast(wordsFor(error).title, 'warning');
    }
    setBusy(false);
  };

  const keep = () => {
    const name = (nickname ?? me?.nickname ?? '').trim();
    void save(
      { ...(name && name !== me?.nickname ? { nickname: name } : {}), ...(phone ? { phone } : {}) },
      '已保存',
      true,
    );
  };
  const removePhone = async () => {
    const sure = await ask({
      title: '删掉手机号？',
      text: '删掉后，办事的人打不了电话给您。',
      yes: '删掉',
      danger: true,
    });
    if (sure) await save({ phone: null }, '已删掉手机号', false);
  };
  const changed = Boolean(phone) || (nickname !== undefined && nickname.trim() !== me?.nickname);
  return {
    me,
    session,
    nickname: nickname ?? me?.nickname ?? '',
    setNickname,
    phone,
    setPhone,
    errors,
    busy,
    keep,
    removePhone,
    changed,
  };
}
