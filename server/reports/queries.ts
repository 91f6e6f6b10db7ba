import { Types } from 'mongoose';
import type { Validated } from '../../shared/endpoint';
import type { Actor } from '../../shared/people/actor';
import { parseReportNumber } from '../../shared/report-number';
import type { listMyReports, listReports } from '../../shared/reports/contract';
import { ENDED_STATES, OPEN_STATES, stateLabel } from '../../shared/reports/states';
import { maskName, maskPhone } from '../../shared/words';
import { after, fromCursor, toCursor } from '../core/cursor';
import { Refusal } from '../core/refusal';
import { unseal } from '../core/sealed';
import { People } from '../people';
import { catalogue } from './catalogue';
import { type ReportRecord, Reports } from './model';
import { canHandle, canSee } from './policy';
import type { Contact } from './present';

type Filter = Record<string, unknown>;
const isDate = (value: unknown) => value instanceof Date;
const isId = (value: unknown) => value instanceof Types.ObjectId;
/** Lists need no timeline: the history stays in the database. */
export const CARD = { history: 0, why: 0 } as const;

/** The one report that answers `filter`. Straight to the driver: the most frequent read, and nothing of it needs casting; a cursor read to its end costs less than findOne. */
const oneOf = async (filter: { number: string } | { _id: ReportRecord['_id'] }): Promise<ReportRecord | null> => {
  const [report = null] = await Reports.collection.find<ReportRecord>(filter).limit(1).toArray();
  return report;
};

const byNumber = async (number: string): Promise<ReportRecord | null> => {
  const canonical = parseReportNumber(number);
  return canonical ? oneOf({ number: canonical }) : null;
};

/** A report by its number as typed. @throws Refusal report.not-found, also when the actor may not see it */
export const visibleReport = async (actor: Actor | null, number: string): Promise<ReportRecord> => {
  const report = await byNumber(number);
  if (!report || !canSee(actor, report)) throw new Refusal('report.not-found');
  return report;
};

/**
 * A report by its number as typed; one that is merged resolves to its lead. Whoever reported it and may not see the lead, since that
 * one was referred meanwhile, still finds their own.
 * @throws Refusal report.not-found
 */
export const shownReport = async (
  actor: Actor | null,
  number: string,
): Promise<{ report: ReportRecord; askedAs: string | null }> => {
  const found = await byNumber(number);
  const lead = found?.merged ? await oneOf({ _id: found.merged.into }) : found;
  const report = [lead, found].find((one) => one && canSee(actor, one));
  if (!found || !report) throw new Refusal('report.not-found');
  return { report, askedAs: report === found ? null : found.number };
};

/** Contact of the reporter for those who handle it: masked; the phone only where calling was allowed (domain.md §10). */
export const contactFor = async (
  actor: Actor | null,
  report: ReportRecord,
  keys: readonly Uint8Array[],
): Promise<Contact> => {
  if (!canHandle(actor, report) || report.anonymous) return null;
  const person = await People.findById(report.reporter, { nickname: 1, phone: 1 }).lean();
  if (!person) return null;
  const phone = report.allowContact && person.phone ? maskPhone(unseal(keys, person.phone)) : null;
  return { name: maskName(person.nickname), phone, allowContact: report.allowContact };
};

export interface Page {
  items: ReportRecord[];
  next: string | null;
}

export const pageOf = (rows: ReportRecord[], limit: number, keyOf: (last: ReportRecord) => unknown[]): Page => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? toCursor(keyOf(last)) : null };
};

const newestFirst = async (filter: Filter, cursor: string | undefined, limit: number): Promise<Page> => {
  const beyond = cursor ? after('submittedAt', -1, '_id', -1, fromCursor(cursor, [isDate, isId])) : {};
  // straight to the driver, here and below: nothing of these filters needs casting
  const rows = await Reports.collection
    .find<ReportRecord>({ ...filter, ...beyond }, { projection: CARD })
    .sort({ submittedAt: -1, _id: -1 })
    .limit(limit + 1)
    .toArray();
  return pageOf(rows, limit, (last) => [last.submittedAt, last._id]);
};

export const publicReports = (query: Validated<typeof listReports>['query']): Promise<Page> =>
  newestFirst(
    {
      public: true,
      ...(query.category && { category: query.category }),
      ...(query.status && { state: query.status }),
      ...(query.street && { 'street.code': query.street }),
    },
    query.cursor,
    query.limit,
  );

const GROUPS = { open: OPEN_STATES, 'to-rate': ['resolved'], ended: ENDED_STATES } as const;

export const myReports = async (actor: Actor, query: Validated<typeof listMyReports>['query']) => {
  const reporter = new Types.ObjectId(actor.personId);
  const [page, groups] = await Promise.all([
    newestFirst(
      { reporter, ...(query.group && { state: { $in: [...GROUPS[query.group]] } }) },
      query.cursor,
      query.limit,
    ),
    Reports.collection
      .aggregate<{ _id: ReportRecord['state']; n: number }>([
        { $match: { reporter } },
        { $group: { _id: '$state', n: { $sum: 1 } } },
      ])
      .toArray(),
  ]);
  const count = (states: readonly string[]) =>
    groups.filter((g) => states.includes(g._id)).reduce((sum, g) => sum + g.n, 0);
  return {
    ...page,
    counts: { open: count(GROUPS.open), toRate: count(GROUPS['to-rate']), ended: count(GROUPS.ended) },
  };
};

/** Which of these photos a report refers to. */
export const photosInUse = async (ids: string[]): Promise<Set<string>> => {
  const reports = await Reports.find(
    { $or: [{ 'photos._id': { $in: ids } }, { 'history.photos._id': { $in: ids } }] },
    { 'photos._id': 1, 'history.photos._id': 1 },
  ).lean<Pick<ReportRecord, 'photos' | 'history'>[]>();
  return new Set(reports.flatMap((r) => [...r.photos, ...r.history.flatMap((e) => e.photos)].map((p) => p._id)));
};

/** How many cases lie open with each party; a number is no report, and may be told to whoever administers the place. */
export const openCases = async (keys: readonly string[]): Promise<Readonly<Record<string, number>>> => {
  const rows = await Reports.aggregate<{ _id: string; n: number }>([
    { $match: { 'party.key': { $in: [...keys] }, open: true } },
    { $group: { _id: '$party.key', n: { $sum: 1 } } },
  ]);
  return Object.fromEntries(rows.map(({ _id, n }) => [_id, n]));
};

/** Open cases whose deadline waits for the holidays of a year. */
export const provisionalCases = (): Promise<number> => Reports.countDocuments({ provisional: true, open: true });

const LINKED_SHOWN = 100;

/**
 * Reports linked to any of these, newest first: number, category and state, nothing of the reporter.
 * @param reporter only what this person, or one of these, reported: anybody can name anything as a link
 */
export const reportsLinkedTo = async (kind: string, ids: readonly string[], reporter?: string | readonly string[]) => {
  const by = typeof reporter === 'string' ? reporter : reporter && { $in: [...reporter] };
  const rows = await Reports.find(
    { 'link.kind': kind, 'link.id': { $in: [...ids] }, ...(by && { reporter: by }) },
    { number: 1, category: 1, state: 1, link: 1 },
  )
    .sort({ submittedAt: -1 })
    .limit(LINKED_SHOWN)
    .lean<Pick<ReportRecord, 'number' | 'category' | 'state' | 'link'>[]>();
  return rows.map(({ number, category, state, link }) => ({
    number,
    category: catalogue.current().byId.get(category)?.name ?? category,
    status: stateLabel(state),
    linked: link?.id ?? '',
  }));
};
