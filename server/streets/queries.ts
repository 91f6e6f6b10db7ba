import type { Reply, Validated } from '../../shared/endpoint';
import { distanceToShape, middleOf, type Shape, toWgs84 } from '../../shared/geo';
import type { readStreet } from '../../shared/streets/contract';
import { cardPositionOf } from '../../shared/streets/position';
import { areaNamed, directory, type FormerArea, FormerAreas, type Street } from '../areas';
import { Refusal } from '../core/refusal';
import { openOnStreet, streetMonth } from '../nearby';
import { lastPatrolOf, patrolDaysOf } from '../patrols';
import type { ReportRecord } from '../reports';
import { cardFacts, stampOf } from './card';
import { cardSettings } from './settings';

type Query = Validated<typeof readStreet>['query'];
type View = Reply<typeof readStreet>;

/** Open reports shown on the card itself. */
const SHOWN = 5;

interface Found {
  street: Street;
  retired: View['retired'];
}

/** A street under its code, or as it was when it was last there. @throws Refusal street.not-found */
const streetFound = async (code: string): Promise<Found> => {
  const { streets, retired } = directory.current();
  const street = streets.get(code);
  if (street) return { street, retired: null };
  const former = retired.get(code);
  if (former?.kind !== 'streets') throw new Refusal('street.not-found');
  const last = await FormerAreas.findOne({ code }).sort({ until: -1 }).lean<FormerArea>();
  if (!last) throw new Refusal('street.not-found');
  const next = former.successor === null ? undefined : areaNamed(former.successor);
  return {
    street: last.row as Street,
    retired: { at: former.validTo.toISOString(), successor: next ? { code: next.code, name: next.name } : null },
  };
};

/** Whether the place of whoever scanned the card lies at its street; the street they stand on when it does not. */
const positionOf = (street: Street, query: Query): View['position'] => {
  const { lng, lat, datum } = query;
  if (lng === undefined || lat === undefined || datum === undefined) return null;
  const point = toWgs84([lng, lat], datum);
  const accuracyM = query.accuracy ?? 0;
  const distanceM = distanceToShape(point, street.shape);
  const widthM = street.shape.type === 'LineString' ? street.widthM : 0;
  const state = cardPositionOf({ distanceM, widthM, accuracyM }, cardSettings.current());
  const actual =
    state === 'moved'
      ? directory.current().router.locate({ lng: point[0], lat: point[1], accuracyM }).street
      : undefined;
  return {
    state,
    distanceM: Math.round(distanceM),
    actual: actual && actual.code !== street._id ? { code: actual.code, name: actual.name } : null,
  };
};

const whereText = (town: string, shape: Shape): string => {
  const [lng, lat] = middleOf(shape);
  const { divisions } = directory.current().router.locate({ lng, lat });
  const community = divisions.find(({ level }) => level === 'community')?.name;
  return [town, community].filter(Boolean).join(' · ');
};

/** `2026-11` → 11月 */
const monthName = (now: Date) => `${new Date(now.getTime() + 8 * 3_600_000).getUTCMonth() + 1}月`;

/** The card of a street, with what a scanned card and a place say about it. @throws Refusal street.not-found */
export const streetCard = async (
  code: string,
  query: Query,
  now: Date,
  present: (report: ReportRecord) => View['open']['items'][number],
): Promise<View> => {
  const { street, retired } = await streetFound(code);
  const [open, month, patrolled] = await Promise.all([
    openOnStreet(code, SHOWN),
    streetMonth(code, now),
    lastPatrolOf(code),
  ]);
  const facts = cardFacts(street, now);
  const [lng, lat] = middleOf(street.shape);
  const share = (done: number | undefined, due: number | undefined) => ({ done: done ?? 0, due: due ?? 0 });
  return {
    code,
    name: facts.name,
    town: facts.town,
    where: whereText(facts.town.name, street.shape),
    extent: facts.from && facts.to ? { from: facts.from, to: facts.to } : null,
    shape: street.shape as View['shape'],
    centre: { lng, lat, datum: 'wgs84' },
    illustrative: directory.current().facts.illustrative,
    chief: retired ? null : facts.chief,
    deputy: retired ? null : facts.deputy,
    supervisor: retired ? null : facts.supervisor,
    dutyPhone: retired ? null : facts.dutyPhone,
    acceptText: facts.acceptText,
    open: { count: open.count, items: open.reports.map(present) },
    month: {
      name: monthName(now),
      accepted: share(month.acceptOnTime, month.acceptDue),
      resolved: share(month.resolveOnTime, month.resolveDue),
      satisfied: share(month.satisfied, month.rated),
    },
    lastPatrolAt: patrolled?.toISOString() ?? null,
    patrolDays: patrolDaysOf(street),
    retired,
    printed: query.k === undefined ? null : query.k === stampOf(facts) && !retired ? 'current' : 'stale',
    position: positionOf(street, query),
  };
};
