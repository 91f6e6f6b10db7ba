import { useState } from 'react';
import * as v from 'valibot';
import type { Input } from '../../../shared/endpoint';
import { moveReport, Report, type ReportView, rateReport, readReport } from '../../../shared/reports/contract';
import type { RatingReason, Score } from '../../../shared/reports/rating';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useCall } from '../../api/use-call';
import { ask } from '../../components/dialog';
import { toast } from '../../components/toast';
import { copy } from '../../platform/device';
import { useRouter, useShown } from '../../platform/page';

export function useDetail() {
  const number = useRouter().params.number ?? '';
  const report = useCall(number, () => call(readReport, { params: { number } }));
  const [busy, setBusy] = useState(false);
  useShown(() => void report.reload());

  /** Runs one change; a report that changed meanwhile is shown as it is now, with the reason said. */
  const run = async (act: () => Promise<ReportView>, done: string) => {
    setBusy(true);
    try {
      report.put(await act());
      toast(done);
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
      const current = error instanceof ApiError ? v.safeParse(Report, error.problem.current) : undefined;
      if (current?.success) report.put(current.output);
    }
    setBusy(false);
  };

  const withdraw = async (shown: ReportView) => {
    const sure = await ask({
      title: '撤回这件上报？',
      text: '撤回后不再派给街长，也不能恢复。需要时可以重新上报。',
      yes: '撤回',
      danger: true,
    });
    if (!sure) return;
    await run(
      () =>
        call(moveReport, {
          params: { number },
          body: { moveId: newId(), version: shown.version, move: 'withdraw', input: {} },
        }),
      '已撤回',
    );
  };

  const share = async (shown: ReportView) => {
    const words = `${shown.category.name}（${shown.number}）${shown.statusLabel}`;
    const link = process.env.TARO_ENV === 'h5' ? `${words} ${window.location.href}` : words;
    toast((await copy(link)) ? '已复制，发给别人就能看' : '这个浏览器不让复制', 'share');
  };

  return { report, busy, run, withdraw, share, number };
}

type RateBody = NonNullable<Input<typeof rateReport>['body']>;

/** The resident's verdict; the last two grades ask for a reason (好差评). */
export function useRating(detail: ReturnType<typeof useDetail>) {
  const [score, setScore] = useState<Score>();
  const [reasons, setReasons] = useState<readonly RatingReason[]>([]);
  const [text, setText] = useState('');
  const [submissionId] = useState(newId);
  const bad = score !== undefined && score <= 2;
  const missing =
    score === undefined ? '先选满意程度' : bad && reasons.length === 0 && !text.trim() ? '请选一个原因' : undefined;
  const toggle = (reason: RatingReason) =>
    setReasons((old) => (old.includes(reason) ? old.filter((one) => one !== reason) : [...old, reason]));
  const send = () => {
    if (score === undefined) return;
    const body: RateBody = { submissionId, score, text: text.trim(), reasons: bad ? [...reasons] : [] };
    void detail.run(() => call(rateReport, { params: { number: detail.number }, body }), '谢谢您的评价');
  };
  return { score, setScore, reasons, toggle, text, setText, bad, missing, send };
}
