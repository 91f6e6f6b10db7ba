import { useState } from 'react';
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

export function useCheckIn() {
  const wanted = useRouter().params.signUp;
  const me = useMe();
  const mine = useCall(me?.id, () => call(listMySignUps, { query: { when: 'coming', limit: '50' } }));
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState<SignUpView>();
  useShown(() => void mine.reload());
  const ready = mine.data?.items.filter((row) => row.can.checkIn || row.can.checkOut) ?? [];
  const row = ready.find(({ id }) => id === wanted) ?? ready[0];
  const direction = row?.can.checkOut ? 'out' : 'in';

  /** A code read or typed, together with where the device is. */
  const send = async (given: string) => {
    setBusy(true);
    setProblem(undefined);
    const here = await findHere();
    if (here.ok) {
      try {
        const location = { ...here.place, datum: 'wgs84' as const };
        setDone(
          await call(attend, {
            body: { moveId: newId(), code: given, direction, location, ...(row && { signUp: row.id }) },
          }),
        );
      } catch (error) {
        const { title, detail } = wordsFor(error);
        setProblem(`${title}。${detail}`);
      }
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
  return { mine, row, direction, code, setCode, busy, problem, done, send, scanCode };
}
