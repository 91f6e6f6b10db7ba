import { useEffect, useRef, useState } from 'react';
import { OFFLINE_SLOTS, SLOT_MS } from '../../../shared/activities/codes';
import { attend, listMySignUps } from '../../../shared/activities/sign-up-contract';
import type { SignUpView } from '../../../shared/activities/views';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { findHere } from '../../api/here';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { scan } from '../../platform/device';
import { useRouter, useShown } from '../../platform/page';

type Body = NonNullable<Parameters<typeof call<typeof attend>>[1]>['body'];
const AGAIN_MS = 8000;

export function useCheckIn() {
  const wanted = useRouter().params.signUp;
  const me = useMe();
  const mine = useCall(me?.id, () => call(listMySignUps, { query: { when: 'coming', limit: '50' } }));
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState<SignUpView>();
  /** what was read while there was no network, and until when its code counts */
  const [kept, setKept] = useState<{ body: Body; until: number }>();
  /** the step keeps its id until it was answered: an answer that was lost is not a second check-in */
  const step = useRef<{ key: string; moveId: string }>(undefined);
  useShown(() => void mine.reload());
  const ready = mine.data?.items.filter((row) => row.can.checkIn || row.can.checkOut) ?? [];
  const row = ready.find(({ id }) => id === wanted) ?? ready[0];
  const direction = row?.can.checkOut ? 'out' : 'in';

  const deliver = async (body: Body, until: number) => {
    try {
      setDone(await call(attend, { body }));
      setKept(undefined);
      step.current = undefined;
    } catch (error) {
      const { title, detail, offline } = wordsFor(error);
      const still = offline && Date.now() < until;
      setKept(still ? { body, until } : undefined);
      setProblem(still ? undefined : `${title}。${detail}`);
      if (!offline) step.current = undefined;
    }
  };
  useEffect(() => {
    if (!kept) return undefined;
    const timer = setTimeout(() => void deliver(kept.body, kept.until), AGAIN_MS);
    return () => clearTimeout(timer);
  });

  /** A code read or typed, together with where the device is. */
  const send = async (given: string) => {
    setBusy(true);
    setProblem(undefined);
    const here = await findHere();
    if (here.ok) {
      const location = { ...here.place, datum: 'wgs84' as const };
      const key = [row?.id, direction, given].join(' ');
      if (step.current?.key !== key) step.current = { key, moveId: newId() };
      const { moveId } = step.current;
      await deliver(
        { moveId, code: given, direction, location, ...(row && { signUp: row.id }) },
        Date.now() + OFFLINE_SLOTS * SLOT_MS,
      );
    } else {
      setProblem(
        here.reason === 'denied'
          ? '没有定位权限。请在设置里允许使用位置，或请组织者补签。'
          : '暂时取不到位置。请到空旷处再试，或请组织者补签。',
      );
    }
    setBusy(false);
  };
  const scanCode = async () => {
    const found = await scan();
    if (found.kind === 'text') await send(found.text);
    if (found.kind === 'unavailable') setProblem('这里不能扫码，请输入组织者屏幕上的 8 位码。');
  };
  return {
    mine,
    row,
    /** more than one of the account could be meant: a child, too */
    several: ready.length > 1 || row?.who !== '本人',
    direction,
    code,
    setCode,
    busy,
    problem,
    waiting: kept !== undefined,
    done,
    send,
    scanCode,
  };
}
