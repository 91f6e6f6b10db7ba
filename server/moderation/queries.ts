import { Types } from 'mongoose';
import type { Validated } from '../../shared/endpoint';
import type { listModerationQueue } from '../../shared/moderation/contract';
import type { Actor } from '../../shared/people/actor';
import { countiesReached } from '../areas';
import { after, fromCursor, toCursor } from '../core/cursor';
import { blurredAmong } from '../media';
import { CARD, type ReportRecord, Reports } from '../reports';
import { type FlagRecord, Flags, type LimitRecord, Redactions, ReportLimits } from './model';
import { type Kept, photosOf } from './pieces';

const isDate = (value: unknown) => value instanceof Date;
const isId = (value: unknown) => value instanceof Types.ObjectId;

/** What waits for a moderator in the counties somebody dispatches, what waits longest on top. */
export const moderationQueue = async (
  actor: Actor,
  { cursor, limit }: Validated<typeof listModerationQueue>['query'],
) => {
  const beyond = cursor ? after('moderation.waiting', 1, '_id', 1, fromCursor(cursor, [isDate, isId])) : {};
  const rows = await Reports.find(
    { county: { $in: countiesReached(actor, 'dispatcher') }, 'moderation.waiting': { $exists: true }, ...beyond },
    CARD,
  )
    .sort({ 'moderation.waiting': 1, _id: 1 })
    .limit(limit + 1)
    .lean<ReportRecord[]>();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next: rows.length > limit && last ? toCursor([last.moderation.waiting, last._id]) : null,
  };
};

const FLAGS_SHOWN = 50;
/** Flags that nobody has decided, the latest first. */
export const openFlags = (report: Types.ObjectId): Promise<FlagRecord[]> =>
  Flags.find({ report, decidedAt: null }).sort({ _id: -1 }).limit(FLAGS_SHOWN).lean<FlagRecord[]>();

export const countFlags = (report: Types.ObjectId): Promise<number> =>
  Flags.countDocuments({ report, decidedAt: null });

/** Pieces of a report whose original is kept. */
export const keptOf = async (report: ReportRecord): Promise<Kept> => {
  const [redacted, blurred] = await Promise.all([
    Redactions.find({ report: report._id }, { piece: 1 }).lean(),
    blurredAmong(photosOf(report).map(({ _id }) => _id)),
  ]);
  return { redacted: new Set(redacted.map(({ piece }) => piece)), blurred: new Set(blurred.keys()) };
};

const LIMITS_SHOWN = 100;
/** Limits of the counties somebody dispatches that have not ended: appeals to decide first. */
export const limitsFor = async (actor: Actor, now: Date): Promise<LimitRecord[]> => {
  const rows = await ReportLimits.find({
    county: { $in: countiesReached(actor, 'dispatcher') },
    until: { $gt: now },
  })
    .sort({ until: -1 })
    .limit(LIMITS_SHOWN)
    .lean<LimitRecord[]>();
  const waits = ({ appeal, decision }: LimitRecord) => (appeal && !decision ? 0 : 1);
  return rows.sort((a, b) => waits(a) - waits(b));
};

/** Somebody's latest limit that has not ended, lifted or not. */
export const ownLimit = (personId: string, now: Date): Promise<LimitRecord | null> =>
  ReportLimits.findOne({ person: new Types.ObjectId(personId), until: { $gt: now } })
    .sort({ from: -1 })
    .lean<LimitRecord>();
