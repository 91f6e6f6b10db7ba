import { useState } from 'react';
import { mergeReports } from '../../../shared/reports/admin-contract';
import { moveReport, type ReportCardView } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { toast } from '../../components/toast';

/** Merges some cards into the one that leads: all of them or none. A try after a lost answer is the same batch. */
export function useMerge(cards: readonly ReportCardView[], onDone: () => void) {
  const [batchId] = useState(newId);
  const [lead, setLead] = useState(cards[0]?.number);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const merged = cards.filter((one) => one.number !== lead && !left.has(one.number));
  const missing = !lead ? '先选主件' : merged.length === 0 ? '至少留一件并入' : undefined;
  const send = async () => {
    if (!lead || missing) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const reports = merged.map(({ number, version }) => ({ number, version }));
      await call(mergeReports, { body: { batchId, lead, reports, text: text.trim() } });
      toast(`${reports.length} 件已并案`);
      onDone();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      setProblem(`${title}。${detail}`);
    }
    setBusy(false);
  };
  /** kept out of the merge, or taken back in */
  const toggle = (number: string) =>
    setLeft((old) => {
      const next = new Set(old);
      if (!next.delete(number)) next.add(number);
      return next;
    });
  return { lead, setLead, left, toggle, merged, text, setText, busy, problem, missing, send };
}

/** Splits one off again; the reason is told to who reported it. */
export function useSplit(onDone: () => void) {
  const [moveId, setMoveId] = useState(newId);
  const [busy, setBusy] = useState(false);
  const split = async (number: string, version: number, text: string) => {
    setBusy(true);
    try {
      await call(moveReport, {
        params: { number },
        body: { moveId, version, move: 'split', input: { text } },
      });
      toast('已拆开，恢复办理');
      setMoveId(newId());
      onDone();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
    }
    setBusy(false);
  };
  return { busy, split };
}
