// The queue of what adoptions show in public, and its presenter.
import type { Validated } from '../../shared/endpoint';
import { type AdoptionContentView, type listAdoptionContent, PLAQUE } from '../../shared/green-spaces/content-contract';
import { FLAG_REASONS } from '../../shared/moderation/contract';
import type { Actor } from '../../shared/people/actor';
import { MODERATION_REASONS } from '../../shared/reports/moves';
import { countiesReached } from '../areas';
import { after, fromCursor, toCursor } from '../core/cursor';
import { presentPhoto } from '../media';
import { type AdoptionRecord, Adoptions } from './adoption-model';
import { type CareLogRecord, CareLogs } from './care-log-model';
import {
  type AdoptionContent,
  AdoptionContents,
  type AdoptionFlag,
  AdoptionFlags,
  type ContentEntry,
} from './content-model';

/** One piece with what it shows. */
export interface Shown {
  content: AdoptionContent;
  adoption: AdoptionRecord;
  /** of a care log; null for a plaque */
  log: CareLogRecord | null;
}

/** Pieces not shown to others: `plaque`, or ids of photos. */
export const hiddenOf = ({ adoption, log }: Pick<Shown, 'adoption' | 'log'>): readonly string[] =>
  log ? (log.hiddenPhotos ?? []) : adoption.plaqueHidden ? [PLAQUE] : [];

const ACTS: Readonly<Record<ContentEntry['act'], string>> = { pass: '看过，没有问题', hide: '隐藏', restore: '恢复' };
const reasonText = (reason: string, words: Readonly<Record<string, string>>) => words[reason] ?? reason;

export const presentContent = (
  { content, adoption, log }: Shown,
  flags: readonly AdoptionFlag[],
  mediaKey: Uint8Array,
): AdoptionContentView => {
  const hidden = hiddenOf({ adoption, log });
  return {
    piece: content._id,
    kind: log ? 'care' : 'plaque',
    plot: { code: adoption.plot, name: adoption.plotName },
    words: log ? null : adoption.plaque,
    photos: (log?.photos ?? []).map((photo) => ({
      photo: presentPhoto(mediaKey, photo),
      hidden: hidden.includes(photo._id),
    })),
    hidden: hidden.length > 0,
    why: [
      ...(content.doubtful ? ['牌名检查有疑问'] : []),
      ...(content.flags > 0 ? [`${content.flags} 人举报`] : []),
      ...(hidden.length > 0 ? ['没有公开'] : []),
    ],
    since: content.waiting?.toISOString() ?? null,
    flags: flags.map(({ reason, text, at }) => ({
      reason: reasonText(reason, FLAG_REASONS),
      text,
      at: at.toISOString(),
    })),
    flagCount: content.flags,
    version: content.version,
    history: content.history.map(({ at, act, label, reason, text }) => ({
      at: at.toISOString(),
      title: ACTS[act],
      by: label,
      reason: reason === null ? null : reasonText(reason, MODERATION_REASONS),
      text,
    })),
  };
};

/** What some pieces show; those whose adoption or log is gone are left out. */
export const withShown = async (contents: readonly AdoptionContent[]): Promise<Shown[]> => {
  const logIds = contents.flatMap(({ _id }) => (_id.startsWith('care-') ? _id.slice('care-'.length) : []));
  const [adoptions, logs] = await Promise.all([
    Adoptions.find({ _id: { $in: contents.map(({ adoption }) => adoption) } }).lean<AdoptionRecord[]>(),
    CareLogs.find({ _id: { $in: logIds } }).lean<CareLogRecord[]>(),
  ]);
  return contents.flatMap((content) => {
    const adoption = adoptions.find(({ _id }) => _id.equals(content.adoption));
    const log = logs.find(({ _id }) => content._id === `care-${_id}`) ?? null;
    return adoption && (log || content._id.startsWith('plaque-')) ? [{ content, adoption, log }] : [];
  });
};

const FLAGS_SHOWN = 20;
/** Flags nobody has decided, the latest first. */
export const openFlagsOf = (piece: string): Promise<AdoptionFlag[]> =>
  AdoptionFlags.find({ piece, decidedAt: null }).sort({ _id: -1 }).limit(FLAGS_SHOWN).lean<AdoptionFlag[]>();

/** What waits in the counties somebody dispatches, or what is hidden there. */
export const contentQueue = async (
  actor: Actor,
  { view, cursor, limit }: Validated<typeof listAdoptionContent>['query'],
) => {
  const waits = view === 'waiting';
  const isText = (value: unknown) => typeof value === 'string';
  const isDate = (value: unknown) => value instanceof Date;
  const beyond = !cursor
    ? {}
    : waits
      ? after('waiting', 1, '_id', 1, fromCursor(cursor, [isDate, isText]))
      : { _id: { $gt: String(fromCursor(cursor, [isText])[0]) } };
  const county = { $in: countiesReached(actor, 'dispatcher') };
  const rows = await AdoptionContents.find({
    $and: [{ county, ...(waits ? { waiting: { $exists: true } } : { held: true }) }, beyond],
  })
    .sort(waits ? { waiting: 1, _id: 1 } : { _id: 1 })
    .limit(limit + 1)
    .lean<AdoptionContent[]>();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: await withShown(items),
    next: last ? toCursor(waits ? [last.waiting, last._id] : [last._id]) : null,
  };
};
