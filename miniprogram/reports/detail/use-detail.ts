import { useState } from 'react';
import type { Input } from '../../../shared/endpoint';
import { followReport, secondReport, unfollowReport, unsecondReport } from '../../../shared/reports/admin-contract';
import { type ReportView, rateReport, readReport } from '../../../shared/reports/contract';
import type { PersonMove } from '../../../shared/reports/moves';
import type { RatingReason, Score } from '../../../shared/reports/rating';
import { call } from '../../api/client';
import { newId } from '../../api/ids';
import { useCall } from '../../api/use-call';
import { ask } from '../../components/dialog';
import { toast } from '../../components/toast';
import { useMoves } from '../../components/use-moves';
import { copy } from '../../platform/device';
import { useRouter, useShown } from '../../platform/page';

export function useDetail() {
  const number = useRouter().params.number ?? '';
  const report = useCall(number, () => call(readReport, { params: { number } }));
  const { busy, run, move } = useMoves(report.data, report.put);
  const [sheet, setSheet] = useState<PersonMove>();
  useShown(() => void report.reload());

  const withdraw = async () => {
    const sure = await ask({
      title: '撤回这件上报？',
      text: '撤回后不再派给街长，也不能恢复。需要时可以重新上报。',
      yes: '撤回',
      danger: true,
    });
    if (sure) await move({ move: 'withdraw', input: {} }, '已撤回');
  };

  const share = async (shown: ReportView) => {
    const words = `${shown.category.name}（${shown.number}）${shown.statusLabel}`;
    const link = process.env.TARO_ENV === 'h5' ? `${words} ${window.location.href}` : words;
    toast((await copy(link)) ? '已复制，发给别人就能看' : '这个浏览器不让复制', 'share');
  };

  /** 关注 and 我也遇到了 go on and off with the same tap. */
  const bond = (shown: ReportView, kind: 'follow' | 'second') => {
    const on = kind === 'follow' ? shown.following : shown.seconded;
    const endpoint = kind === 'follow' ? (on ? unfollowReport : followReport) : on ? unsecondReport : secondReport;
    const done = kind === 'follow' ? (on ? '不再关注' : '已关注，有进展会告诉您') : on ? '已取消' : '已记下，谢谢您';
    void run(async () => ({ ...shown, ...(await call(endpoint, { params: { number } })) }), done);
  };

  return { report, busy, run, move, withdraw, share, bond, number, sheet, setSheet };
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
