// Lists of the managing unit's desk.
import { Types } from 'mongoose';
import type { Validated } from '../../shared/endpoint';
import {
  ADOPTION_VIEWS,
  type listDeskAdoptions,
  type listDeskPlots,
  VIEW_NAMES,
} from '../../shared/green-spaces/desk-contract';
import { LIVING_STATES } from '../../shared/green-spaces/states';
import type { Actor } from '../../shared/people/actor';
import { after, fromCursor, toCursor } from '../core/cursor';
import { Refusal } from '../core/refusal';
import { type AdoptionRecord, Adoptions } from './adoption-model';
import { type PlotRecord, Plots } from './plot-model';
import { type DeskScope, deskScope } from './policy';

type View = (typeof ADOPTION_VIEWS)[number];
const DAY = 86_400_000;
const ENDING_DAYS = 60;
const COUNT_MOST = 1000;

const FILTERS: Record<View, (now: Date) => Record<string, unknown>> = {
  applications: () => ({ state: 'applied' }),
  neglected: () => ({ state: { $in: [...LIVING_STATES] }, 'facts.neglectReminders': { $gt: 0 } }),
  ending: (now) => ({
    state: { $in: [...LIVING_STATES] },
    $or: [{ endAt: { $lte: new Date(now.getTime() + ENDING_DAYS * DAY) } }, { 'facts.noticeUntil': { $ne: null } }],
  }),
  appeals: () => ({ 'facts.appeal': 'pending' }),
  living: () => ({ state: { $in: [...LIVING_STATES] } }),
  waiting: () => ({ state: 'waiting' }),
};

/** Departments and counties of a desk, as a filter. @throws Refusal post.not-held */
const scopeFilter = (actor: Actor): Record<string, unknown> => {
  const scope: DeskScope | null = deskScope(actor);
  if (!scope) throw new Refusal('post.not-held');
  if (scope.everywhere) return {};
  const { counties, departments } = scope;
  if (departments.length === 0) return { county: { $in: [...counties] } };
  if (counties.length === 0) return { unit: { $in: [...departments] } };
  return { $or: [{ county: { $in: [...counties] } }, { unit: { $in: [...departments] } }] };
};
const both = (a: Record<string, unknown>, b: Record<string, unknown>) => ({ $and: [a, b] });

/** @throws Refusal post.not-held */
export const deskAdoptions = async (actor: Actor, query: Validated<typeof listDeskAdoptions>['query'], now: Date) => {
  const scope = scopeFilter(actor);
  const beyond = query.cursor
    ? after(
        'nextAt',
        1,
        '_id',
        1,
        fromCursor(query.cursor, [(v) => v instanceof Date, (v) => v instanceof Types.ObjectId]),
      )
    : {};
  const [rows, counts] = await Promise.all([
    Adoptions.find({ $and: [scope, FILTERS[query.view](now), beyond] }, { history: 0 })
      .sort({ nextAt: 1, _id: 1 })
      .limit(query.limit + 1)
      .lean<AdoptionRecord[]>(),
    query.cursor
      ? []
      : Promise.all(
          ADOPTION_VIEWS.map(async (view) => ({
            view,
            name: VIEW_NAMES[view],
            count: (
              await Adoptions.find(both(scope, FILTERS[view](now)), { _id: 1 })
                .limit(COUNT_MOST)
                .lean()
            ).length,
          })),
        ),
  ]);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? toCursor([last.nextAt, last._id]) : null, counts };
};

/** @throws Refusal post.not-held */
export const deskPlots = async (actor: Actor, query: Validated<typeof listDeskPlots>['query']) => {
  const scope = scopeFilter(actor);
  const [from] = query.cursor ? fromCursor(query.cursor, [(v) => typeof v === 'string']) : [];
  const rows = await Plots.find(
    {
      $and: [
        scope,
        query.state ? { state: query.state } : {},
        query.code ? { _id: { $gte: query.code, $lt: `${query.code}\uFFFF` } } : {},
        from === undefined ? {} : { _id: { $gt: from } },
      ],
    },
    { history: 0, shape: 0 },
  )
    .sort({ _id: 1 })
    .limit(query.limit + 1)
    .lean<PlotRecord[]>();
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? toCursor([last._id]) : null };
};

const EXPORTED = 500;
/** All adoptions of a desk in pages, oldest first. @throws Refusal post.not-held */
export const exportedAdoptions = async (actor: Actor, cursor: string | undefined) => {
  const scope = scopeFilter(actor);
  const [from] = cursor ? fromCursor(cursor, [(v) => v instanceof Types.ObjectId]) : [];
  const rows = await Adoptions.find({ $and: [scope, from === undefined ? {} : { _id: { $gt: from } }] }, { history: 0 })
    .sort({ _id: 1 })
    .limit(EXPORTED + 1)
    .lean<AdoptionRecord[]>();
  const items = rows.slice(0, EXPORTED);
  const last = items.at(-1);
  return { items, next: rows.length > EXPORTED && last ? toCursor([last._id]) : null };
};
