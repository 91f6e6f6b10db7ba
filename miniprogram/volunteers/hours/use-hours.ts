import { useState } from 'react';
import { moveSignUp } from '../../../shared/activities/sign-up-contract';
import { deleteVolunteer, leaveVolunteering, readHours, readMyVolunteers } from '../../../shared/volunteers/contract';
import type { ServiceView, VolunteerView } from '../../../shared/volunteers/views';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { ask } from '../../components/dialog';
import { toast } from '../../components/toast';
import { useRouter, useShown } from '../../platform/page';

export function useHours() {
  const wanted = useRouter().params.id;
  const me = useMe();
  const mine = useCall(me?.id, () => call(readMyVolunteers));
  const [chosen, setChosen] = useState(wanted);
  const items = mine.data?.items ?? [];
  const volunteer = items.find(({ id }) => id === chosen) ?? items[0];
  const hours = useCall(volunteer?.id, () => call(readHours, { params: { id: volunteer?.id ?? '' } }));
  const reload = async () => {
    await mine.reload();
    await hours.reload();
  };
  useShown(() => void reload());

  const attempt = async (act: () => Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await act();
      toast(done);
      await reload();
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}，${detail}`, 'warning');
      return false;
    }
  };
  const object = (service: ServiceView, text: string) =>
    attempt(
      () =>
        call(moveSignUp, {
          params: { id: service.signUp },
          body: { moveId: newId(), version: service.version, move: 'object', input: { text } },
        }),
      '已提交，组织者会答复',
    );
  const leave = async ({ id }: VolunteerView) => {
    if (
      await ask({
        title: '退出志愿服务？',
        text: '今后的报名会取消；时长和证明保留，随时可以再回来。',
        yes: '退出',
        danger: true,
      })
    )
      await attempt(() => call(leaveVolunteering, { params: { id } }), '已退出');
  };
  const remove = async ({ id }: VolunteerView) => {
    const yes = await ask({
      title: '删除全部登记？',
      text: '姓名、电话等全部删去，开过的证明作废，不能恢复。',
      yes: '全部删除',
      danger: true,
    });
    if (yes) await attempt(() => call(deleteVolunteer, { params: { id } }), '已全部删除');
  };
  return { mine, items, volunteer, choose: setChosen, hours, object, leave, remove };
}
