import { useState } from 'react';
import { readActivity } from '../../../shared/activities/contract';
import { signUpFor } from '../../../shared/activities/sign-up-contract';
import type { ActivityView } from '../../../shared/activities/views';
import { readMyVolunteers } from '../../../shared/volunteers/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
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
    asking,
    setAsking,
  };
}

/** The form of one sign-up: its id stays the same until it has been answered, so that a second tap signs up once. */
export function useSignUp(activity: ActivityView, shift: string, done: () => void) {
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (given: {
    volunteers: string[];
    companions: number;
    acknowledged: boolean;
    photoConsent: boolean;
  }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { signUps } = await call(signUpFor, {
        params: { id: activity.id },
        body: { signUpId: id, shift, ...given },
      });
      const [first] = signUps;
      if (first?.state === 'waiting') toast(`已进入候补，第 ${first.ahead ?? '—'} 位`, 'hourglass');
      else toast('报名成功');
      done();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      setProblem(`${title}。${detail}`);
    }
    setBusy(false);
  };
  return { busy, problem, send };
}
