import { useEffect, useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { decideReroutes, listReroutes } from '../../../shared/reports/routing-contract';
import { call } from '../../api/client';
import { newId } from '../../api/ids';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';
import { useSave } from '../parts/use-save';

type Item = Reply<typeof decideReroutes>['items'][number];
const ASK_EVERY_MS = 3000;

export function useReroutes() {
  const list = usePages('reroutes', (cursor) =>
    call(listReroutes, { query: { limit: '50', ...(cursor ? { cursor } : {}) } }),
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string>();
  const [refused, setRefused] = useState<readonly Item[]>([]);
  const save = useSave();
  const scan = list.page?.scan;
  // while open cases are still being looked through, the list grows by itself
  const { reload } = list;
  useEffect(() => {
    if (!scan || scan.finished) return;
    const timer = setInterval(() => void reload(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [scan, reload]);

  const decide = async (decision: 'move' | 'keep') => {
    const picked = list.items.filter(({ number }) => chosen.has(number));
    const reports = picked.map(({ number, version, proposed }) => ({ number, version, proposed: proposed.key }));
    const reply = await save.run(() => call(decideReroutes, { body: { batchId: newId(), decision, reports } }));
    if (!reply) return;
    const failed = reply.items.filter(({ ok }) => !ok);
    setRefused(failed);
    setChosen(new Set());
    const done = reply.items.length - failed.length;
    if (done > 0) toast(decision === 'move' ? `${done} 件已改派` : `${done} 件保持不变`);
    await reload();
  };
  return {
    list,
    scan,
    chosen,
    tick: (number: string) =>
      setChosen((old) => {
        const next = new Set(old);
        if (!next.delete(number)) next.add(number);
        return next;
      }),
    tickAll: () => {
      const all = list.items.slice(0, 50).map(({ number }) => number);
      setChosen((old) => (old.size >= all.length ? new Set() : new Set(all)));
    },
    opened,
    open: setOpened,
    refused,
    save,
    decide,
  };
}
export type Reroutes = ReturnType<typeof useReroutes>;
