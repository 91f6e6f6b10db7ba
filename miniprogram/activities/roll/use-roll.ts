import { useEffect, useState } from 'react';
import { moveSignUp } from '../../../shared/activities/sign-up-contract';
import type { AskedMove } from '../../../shared/activities/sign-ups';
import { type AttendeeView, readCodes, readRoll } from '../../../shared/activities/staff-contract';
import type { ActivityView } from '../../../shared/activities/views';
import { moveActivity, moveDay } from '../../../shared/activities/write-contract';
import type { Reply } from '../../../shared/endpoint';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { useRouter, useShown } from '../../platform/page';

const EVERY_MS = 15_000;

/** The roll of an activity and everything an organiser does about it. */
export function useRoll(given?: string) {
  const asked = useRouter().params.id;
  const id = given ?? asked ?? '';
  const me = useMe();
  const roll = useCall(`${me?.id ?? ''} ${id}`, () => call(readRoll, { params: { id } }));
  useShown(() => void roll.reload());

  const attempt = async (act: () => Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await act();
      toast(done);
      await roll.reload();
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}，${detail}`, 'warning');
      await roll.reload();
      return false;
    }
  };
  const move = (row: AttendeeView, name: AskedMove, input: { text?: string; inAt?: string; outAt?: string }) =>
    attempt(
      () =>
        call(moveSignUp, {
          params: { id: row.id },
          body: { moveId: newId(), version: row.version, move: name, input },
        }),
      '已记下',
    );
  type ActivityInput = { text?: string; thanks?: string; photos?: string[]; consent?: boolean };
  const moveWhole = (
    activity: ActivityView,
    name: 'publish' | 'cancel' | 'settle' | 'summarise',
    input: ActivityInput = {},
  ) =>
    attempt(
      () =>
        call(moveActivity, { params: { id }, body: { moveId: newId(), version: activity.version, move: name, input } }),
      { publish: '已发布', cancel: '已取消，报名的人会收到通知', settle: '已结算', summarise: '小结已发布' }[name],
    );
  const moveToDay = (activity: ActivityView, day: string) =>
    attempt(
      () => call(moveDay, { params: { id }, body: { moveId: newId(), version: activity.version, day } }),
      '已改期，报名的人会收到通知',
    );
  /** Drafts of the series, one after the other: what fails stays a draft and can be published again. */
  const publishAll = (drafts: readonly { id: string; version: number }[]) =>
    attempt(async () => {
      for (const draft of drafts)
        await call(moveActivity, {
          params: { id: draft.id },
          body: { moveId: newId(), version: draft.version, move: 'publish' },
        });
    }, `已发布 ${drafts.length} 场`);
  return { id, roll, move, moveWhole, moveToDay, publishAll };
}
export type Roll = ReturnType<typeof useRoll>;

type Codes = Reply<typeof readCodes>;

/** The code of this minute: fetched again and again, and without a network taken from what was fetched for the next five minutes. */
export function useCodes(shift: string | undefined) {
  const [codes, setCodes] = useState<Codes>();
  const [problem, setProblem] = useState<unknown>();
  const [, redraw] = useState(0);
  // the server's clock decides what is now: its first code is of its present minute
  const [ahead, setAhead] = useState(0);
  useEffect(() => {
    if (!shift) return undefined;
    let gone = false;
    const fetchCodes = async () => {
      try {
        const found = await call(readCodes, { params: { id: shift } });
        if (gone) return;
        const first = found.codes[0];
        if (first) {
          const from = Date.parse(first.from);
          const local = Math.floor(Date.now() / 60_000) * 60_000;
          setAhead(from - local);
        }
        setCodes(found);
        setProblem(undefined);
      } catch (error) {
        if (!gone) setProblem(error);
      }
    };
    void fetchCodes();
    const asking = setInterval(() => void fetchCodes(), EVERY_MS);
    const ticking = setInterval(() => redraw((n) => n + 1), 1000);
    return () => {
      gone = true;
      clearInterval(asking);
      clearInterval(ticking);
    };
  }, [shift]);
  const now = Date.now() + ahead;
  const shown = codes?.codes.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  return { codes, shown, seconds: shown ? Math.ceil((Date.parse(shown.to) - now) / 1000) : 0, problem };
}
