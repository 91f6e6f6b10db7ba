import { useState } from 'react';
import { readActivity } from '../../../shared/activities/contract';
import { readMyVolunteers } from '../../../shared/volunteers/contract';
import { call } from '../../api/client';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { useRouter, useShareAppMessage, useShown } from '../../platform/page';

export function useDetail() {
  const id = useRouter().params.id ?? '';
  const me = useMe();
  const activity = useCall(`${me?.id ?? ''} ${id}`, () => call(readActivity, { params: { id } }));
  const mine = useCall(me?.id, () => call(readMyVolunteers));
  const [chosen, setChosen] = useState<string>();
  const [asking, setAsking] = useState(false);
  useShown(() => void activity.reload());
  useShareAppMessage(() => ({ title: activity.data?.title ?? '彝城共治', path: `/activities/detail/index?id=${id}` }));
  const shifts = activity.data?.shifts ?? [];
  const taken = new Set(activity.data?.mySignUps.map((row) => row.shift.id));
  const shift =
    shifts.find((one) => one.id === chosen) ?? shifts.find((one) => !taken.has(one.id) && one.free > 0) ?? shifts[0];
  return {
    id,
    activity,
    shift,
    choose: setChosen,
    volunteers: mine.data?.items.filter(({ state }) => state === 'active') ?? [],
    groups: (mine.data?.organises ?? []).flatMap(({ key }) => (key.startsWith('group:') ? [key.slice(6)] : [])),
    asking,
    setAsking,
  };
}
