import { useState } from 'react';
import { calendarFeed } from '../../../shared/activities/contract';
import { listMySignUps, moveSignUp, rateActivity } from '../../../shared/activities/sign-up-contract';
import type { SignUpView } from '../../../shared/activities/views';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { usePages } from '../../api/use-pages';
import { pictureUrl } from '../../api/wire';
import { ask } from '../../components/dialog';
import { toast } from '../../components/toast';
import { copy } from '../../platform/device';
import { useReachBottom, useRouter, useShown } from '../../platform/page';

export type When = 'coming' | 'past';

export function useMyShifts() {
  const asked = useRouter().params.when;
  const me = useMe();
  const [when, setWhen] = useState<When>(asked === 'past' ? 'past' : 'coming');
  const list = usePages(`${me?.id ?? ''} ${when}`, (cursor) =>
    call(listMySignUps, { query: { when, ...(cursor && { cursor }) } }),
  );
  useShown(() => void list.reload());
  useReachBottom(() => void list.loadMore());

  const attempt = async (act: () => Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await act();
      toast(done);
      await list.reload();
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}，${detail}`, 'warning');
      await list.reload();
      return false;
    }
  };
  const cancel = async (row: SignUpView) => {
    const yes = await ask({
      title: '取消这次报名？',
      text: row.state === 'waiting' ? '取消后要重新排队。' : '您的名额会按顺序给候补的人。',
      yes: '取消报名',
      danger: true,
    });
    if (!yes) return;
    const body = { moveId: newId(), version: row.version, move: 'cancel' as const };
    await attempt(() => call(moveSignUp, { params: { id: row.id }, body }), '已取消');
  };
  const object = (row: SignUpView, text: string) =>
    attempt(
      () =>
        call(moveSignUp, {
          params: { id: row.id },
          body: { moveId: newId(), version: row.version, move: 'object', input: { text } },
        }),
      '已提交，组织者会答复',
    );
  const rate = (row: SignUpView, score: number, text: string) =>
    attempt(
      () => call(rateActivity, { params: { id: row.id }, body: { moveId: newId(), score, text } }),
      '谢谢您的评价',
    );
  const subscribe = async (renew: boolean) => {
    try {
      const { url } = await call(calendarFeed, { body: { renew } });
      const address = pictureUrl(url);
      const whole = process.env.TARO_ENV === 'h5' ? new URL(address, window.location.href).href : address;
      toast((await copy(whole)) ? '订阅地址已复制，粘贴到日历应用' : whole, 'calendar');
    } catch (error) {
      toast(wordsFor(error).title, 'warning');
    }
  };
  /** Whoever has the address sees the shifts: one that went astray is made useless. */
  const renew = async () => {
    const yes = await ask({
      title: '换一个订阅地址？',
      text: '知道地址的人都能看到您的班次。换了以后旧地址就看不到了，已订阅的日历要重新订阅。',
      yes: '换地址',
    });
    if (yes) await subscribe(true);
  };
  return { list, when, setWhen, cancel, object, rate, subscribe, renew };
}
