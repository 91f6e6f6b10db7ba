import { useEffect, useState } from 'react';
import { endPatrol, listMyPatrols, type PatrolView } from '../../../shared/patrols/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { beginWalk, currentWalk, finishWalk, flushWalk, step, takeOver, useWalk } from '../../api/patrol';
import { useMe } from '../../api/session';
import { usePages } from '../../api/use-pages';
import { ask } from '../../components/dialog';
import { toast } from '../../components/toast';
import { lasting } from '../../components/when';
import { useShown } from '../../platform/page';
import { watchPlace } from '../../platform/watch';

/** `asking` until the device has said where it is for the first time */
export type Fix = 'asking' | 'good' | 'none';

const SECOND = 1000;
const SEND_MS = 30 * SECOND;
/** One has been away for so long that a part of the way may be missing. */
const AWAY_MS = 120 * SECOND;

export function usePatrol() {
  const me = useMe();
  const list = usePages(me?.id, (cursor) => call(listMyPatrols, { query: cursor ? { cursor } : {} }));
  const walk = useWalk();
  const walking = walk !== undefined && walk.endedAt === undefined;
  const [fix, setFix] = useState<Fix>('asking');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<PatrolView>();
  const [now, setNow] = useState(() => Date.now());
  const { reload } = list;

  /** Refusals are told; what could not be sent for want of a network waits by itself. */
  const told = async (work: Promise<PatrolView | undefined>) => {
    try {
      const over = await work;
      if (over) setDone(over);
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
    }
    await reload();
  };

  const id = walk?.id;
  useEffect(() => {
    if (!walking || !id) return;
    setFix('asking');
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    // the last steps before one stands still, and what a network that came back did not announce
    const sending = setInterval(() => void flushWalk().catch(() => undefined), SEND_MS);
    const stop = watchPlace(
      (place) => {
        setFix('good');
        step({ ...place, at: Date.now() });
      },
      () => setFix((old) => (old === 'good' ? old : 'none')),
    );
    return () => {
      clearInterval(timer);
      clearInterval(sending);
      stop();
    };
  }, [walking, id]);
  useShown(() => {
    const ongoing = currentWalk();
    if (!ongoing) return void reload();
    const last = ongoing.endedAt === undefined ? ongoing.way.at(-1)?.at : undefined;
    if (last !== undefined && Date.now() - last >= AWAY_MS) {
      const away = lasting(new Date(last).toISOString(), new Date().toISOString());
      toast(`有 ${away}没有记录；接着走就接着记`, 'info');
    }
    void told(flushWalk());
  });

  const start = async () => {
    setBusy(true);
    setDone(undefined);
    setNow(Date.now());
    await told(beginWalk());
    setBusy(false);
  };
  const stop = async () => {
    const yes = await ask({
      title: '结束这次巡查？',
      text: '结束后只留下起止时间和各条街看过多少，走过的路线不保存。',
      yes: '结束巡查',
      no: '接着巡',
    });
    if (!yes) return;
    setBusy(true);
    await told(finishWalk());
    if (currentWalk()) toast('没有网络，已存下，连上网就自动报上', 'offline');
    setBusy(false);
  };
  const running = list.page?.running ?? undefined;
  /** one that runs on another device, or was begun by it and left there */
  const elsewhere = running && !walk ? running : undefined;
  /** what was reported on the way, as the server told it last: with a part of the way, or when the page was shown again */
  const withTheWay = walk?.view?.found ?? [];
  const withTheList = running && running.id === walk?.id ? running.found : [];
  const found = withTheList.length > withTheWay.length ? withTheList : withTheWay;
  const endElsewhere = async () => {
    if (!elsewhere) return;
    setBusy(true);
    await told(call(endPatrol, { params: { id: elsewhere.id }, body: {} }));
    setBusy(false);
  };
  return {
    list,
    streets: list.page?.streets ?? [],
    walk,
    walking,
    fix,
    busy,
    done,
    now,
    found,
    elsewhere,
    start: () => void start(),
    stop: () => void stop(),
    goOnHere: () => elsewhere && takeOver(elsewhere),
    endElsewhere: () => void endElsewhere(),
  };
}
