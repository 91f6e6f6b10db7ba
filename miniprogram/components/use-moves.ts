import { useRef, useState } from 'react';
import * as v from 'valibot';
import type { Input } from '../../shared/endpoint';
import { moveReport, Report, type ReportView } from '../../shared/reports/contract';
import { call } from '../api/client';
import { ApiError, wordsFor } from '../api/errors';
import { newId } from '../api/ids';
import { toast } from './toast';

type MoveBody = NonNullable<Input<typeof moveReport>['body']>;
/** A move without what every move carries. */
export type Step = MoveBody extends infer M ? (M extends MoveBody ? Omit<M, 'moveId' | 'version'> : never) : never;

/**
 * Makes moves on one report. A move tried again after a lost answer is the same move; one refused because the report has
 * changed shows the report as it is now and keeps what was written.
 * @param put shows the report after a move
 */
export function useMoves(report: ReportView | undefined, put: (report: ReportView) => void) {
  const [busy, setBusy] = useState(false);
  const tried = useRef<{ said: string; moveId: string }>();

  /** Runs one change and says how it went; true when it was made. */
  const run = async (act: () => Promise<ReportView>, done: string): Promise<boolean> => {
    setBusy(true);
    try {
      put(await act());
      toast(done);
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
      const current = error instanceof ApiError ? v.safeParse(Report, error.problem.current) : undefined;
      if (current?.success) put(current.output);
      return false;
    } finally {
      setBusy(false);
    }
  };

  const move = async (step: Step, done: string): Promise<boolean> => {
    if (!report) return false;
    const said = JSON.stringify([step, report.version]);
    if (tried.current?.said !== said) tried.current = { said, moveId: newId() };
    const body = { ...step, moveId: tried.current.moveId, version: report.version } as MoveBody;
    return run(() => call(moveReport, { params: { number: report.number }, body }), done);
  };

  return { busy, run, move };
}
