import { CHECK_LABELS } from '../../shared/moderation/checks';
import type { ReportRecord } from '../reports';
import type { LimitRecord } from './model';

/** A limit to the person it holds and to dispatchers. */
export const presentLimit = ({ _id, from, until, perDay, reports, lifted, appeal, decision }: LimitRecord) => ({
  id: String(_id),
  from: from.toISOString(),
  until: until.toISOString(),
  perDay,
  reports,
  lifted,
  appeal: appeal && { text: appeal.text, at: appeal.at.toISOString() },
  decision: decision && { ...decision, at: decision.at.toISOString() },
});

/** Said as it is: plain rules look at words, nothing looks at photos but people. */
const ORIGINS = { review: '文字里像有手机号或证件号', risky: '文字里有词表上的词' } as const;
/** Why something is in the queue. */
export const whyQueued = ({ moderation: { text, photo, flags, hidden } }: ReportRecord): string[] => [
  ...(text === 'review' || text === 'risky' ? [ORIGINS[text]] : []),
  ...(photo === 'review' || photo === 'risky' ? [`照片${CHECK_LABELS[photo]}`] : []),
  ...(flags > 0 ? [`${flags} 人举报`] : []),
  ...(hidden.length > 0 ? ['有文字或照片没有公开'] : []),
];
