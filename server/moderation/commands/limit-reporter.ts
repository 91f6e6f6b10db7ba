import { Types } from 'mongoose';
import { limitUntil } from '../../../shared/moderation/limits';
import { isDuplicateKey } from '../../core/database';
import { toAnnounce } from '../../core/outbox';
import { type Announcement, type Entry, type ReportRecord, Reports } from '../../reports';
import { limitBook, limitInForce, limitSettings } from '../limits';
import { type LimitRecord, ReportLimits } from '../model';

const RECENT = 50;
const abuse = ({ history }: Pick<ReportRecord, 'history'>): Entry | undefined => {
  const last = history.findLast(({ move }) => move === 'reject');
  return last?.reason === 'abuse' ? last : undefined;
};

/**
 * A reaction to every rejection: when the rule says so, its reporter is limited. A rejection that was taken back on appeal does not
 * count: only reports that are rejected now are looked at.
 */
export const limitReporter = async ({ report, entry }: Announcement): Promise<void> => {
  if (entry.move !== 'reject' || entry.reason !== 'abuse') return;
  const personId = String(report.reporter);
  if (limitInForce(personId, entry.at)) return;
  const [rejected, last] = await Promise.all([
    Reports.find({ reporter: report.reporter, state: 'rejected' }, { number: 1, county: 1, history: 1 })
      .sort({ submittedAt: -1 })
      .limit(RECENT)
      .lean<Pick<ReportRecord, 'number' | 'county' | 'history'>[]>(),
    ReportLimits.findOne({ person: report.reporter }).sort({ from: -1 }).lean<LimitRecord>(),
  ]);
  if (last && String(last.trigger) === String(entry._id)) {
    // written by a worker that died before the other processes heard of it
    await limitBook.touch();
    return;
  }
  const settings = limitSettings.current();
  const counted = rejected.flatMap((one) => {
    const said = abuse(one);
    return said && (!last || said.at > last.from) ? [{ number: one.number, said }] : [];
  });
  const until = limitUntil(
    counted.map(({ said }) => said.at),
    last?.from ?? null,
    entry.at,
    settings,
  );
  if (!until) return;
  const limit: LimitRecord = {
    _id: new Types.ObjectId(),
    person: report.reporter,
    county: report.county,
    from: entry.at,
    until,
    perDay: settings.perDay,
    reports: counted.map(({ number }) => number),
    deciders: [
      ...new Map(counted.flatMap(({ said }) => (said.person ? [[String(said.person), said.person]] : []))).values(),
    ],
    trigger: entry._id,
    lifted: false,
    appeal: null,
    decision: null,
    version: 1,
    history: [{ _id: new Types.ObjectId(), at: entry.at, act: 'limited', person: null, label: '系统', text: '' }],
    announced: 0,
    ...toAnnounce(),
  };
  try {
    await ReportLimits.insertMany([limit]);
  } catch (error) {
    // announced before by a worker that died before saying so
    if (!isDuplicateKey(error)) throw error;
  }
  await limitBook.touch();
};
