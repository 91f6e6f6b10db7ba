// Limits in force, in memory: whether somebody may report costs no round trip for those who are not limited.
import { Types } from 'mongoose';
import { DEFAULT_LIMITS, LimitSettings } from '../../shared/moderation/limits';
import { dateText } from '../../shared/words';
import { dayOf, instantOn } from '../../shared/workdays';
import { outboxOf } from '../core/outbox';
import { Refusal } from '../core/refusal';
import { setting } from '../core/settings';
import { snapshot } from '../core/snapshot';
import { Reports } from '../reports';
import { type LimitRecord, ReportLimits } from './model';

export const limitSettings = setting('report-limits', '上报限制：次数与天数', LimitSettings, DEFAULT_LIMITS);
export const limitOutbox = outboxOf<LimitRecord>('limit', ReportLimits, '_id');

const HELD = 20_000;
/** person → the limit that ends last; lifted ones are not in it. */
export const limitBook = snapshot('report-limits', async (): Promise<ReadonlyMap<string, LimitRecord>> => {
  const rows = await ReportLimits.find({ lifted: false }).sort({ until: -1 }).limit(HELD).lean<LimitRecord[]>();
  const book = new Map<string, LimitRecord>();
  for (const row of rows) if (!book.has(String(row.person))) book.set(String(row.person), row);
  return book;
});

/** The limit somebody is under now. */
export const limitInForce = (personId: string, now: Date): LimitRecord | undefined => {
  const found = limitBook.current().get(personId);
  return found && found.from <= now && now < found.until ? found : undefined;
};

/**
 * @returns the next place among today's reports of somebody under a limit
 * @throws Refusal report.limited when they have reported as often as it allows today
 */
export const refuseLimited = async (personId: string, now: Date): Promise<string | undefined> => {
  const limit = limitInForce(personId, now);
  if (!limit) return undefined;
  const day = dayOf(now.getTime());
  const today = new Date(instantOn(day, 0));
  const filed = await Reports.countDocuments(
    { reporter: new Types.ObjectId(personId), submittedAt: { $gte: today } },
    { limit: limit.perDay },
  );
  if (filed < limit.perDay) return `${personId} ${day} ${filed}`;
  throw new Refusal('report.limited', {
    detail: `因多次上报被认定为不实或不当，${dateText(limit.until)}之前每天最多上报 ${limit.perDay} 件，紧急情况不受限制。可以在“我的”里查看并申诉。`,
  });
};
