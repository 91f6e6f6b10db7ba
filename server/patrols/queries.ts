import { Types } from 'mongoose';
import type { Reply, Validated } from '../../shared/endpoint';
import type { listMyPatrols } from '../../shared/patrols/contract';
import { rhythmOf } from '../../shared/patrols/rhythm';
import type { Actor } from '../../shared/people/actor';
import { directory, type Street } from '../areas';
import { after, fromCursor, toCursor } from '../core/cursor';
import { Refusal, refuseUnless } from '../core/refusal';
import { type PatrolRecord, Patrols } from './model';
import { areasPatrolledBy, isOwnPatrol } from './policy';
import { patrolSettings } from './settings';

/** Streets somebody is chief or deputy of now. */
export const streetsPatrolledBy = (actor: Actor): Street[] =>
  areasPatrolledBy(actor).flatMap((code) => directory.current().streets.get(code) ?? []);

/** One's own patrol. @throws Refusal patrol.not-found, for other people's too */
export const ownPatrol = async (actor: Actor, id: string): Promise<PatrolRecord> => {
  const patrol = await Patrols.findById(id).lean<PatrolRecord>();
  if (!patrol || !isOwnPatrol(actor, patrol)) throw new Refusal('patrol.not-found');
  return patrol;
};

/** When a street was patrolled last, by whomever; null when no patrol of it is on record. */
export const lastPatrolOf = async (street: string): Promise<Date | null> => {
  const last = await Patrols.findOne({ visited: street }, { endedAt: 1 })
    .sort({ endedAt: -1 })
    .lean<Pick<PatrolRecord, 'endedAt'>>();
  return last?.endedAt ?? null;
};

/** Days from one patrol of a street to the next. */
export const patrolDaysOf = (street: Pick<Street, 'patrolDays'>): number =>
  street.patrolDays ?? patrolSettings.current().rhythmDays;

const isDate = (value: unknown) => value instanceof Date;
const isText = (value: unknown) => typeof value === 'string';

interface MyPatrols {
  streets: Reply<typeof listMyPatrols>['streets'];
  running: PatrolRecord | null;
  items: PatrolRecord[];
  next: string | null;
}

/** @throws Refusal post.not-held for whoever is no chief or deputy of a street */
export const myPatrols = async (
  actor: Actor,
  { cursor, limit }: Validated<typeof listMyPatrols>['query'],
  now: Date,
): Promise<MyPatrols> => {
  const own = streetsPatrolledBy(actor);
  refuseUnless(own.length > 0, 'post.not-held');
  const person = new Types.ObjectId(actor.personId);
  const beyond = cursor ? after('startedAt', -1, '_id', -1, fromCursor(cursor, [isDate, isText])) : {};
  const [running, rows, last] = await Promise.all([
    Patrols.findOne({ person, running: true }).lean<PatrolRecord>(),
    Patrols.find({ person, ...beyond })
      .sort({ startedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<PatrolRecord[]>(),
    Promise.all(own.map(({ _id }) => lastPatrolOf(_id))),
  ]);
  const page = rows.slice(0, limit);
  const end = page.at(-1);
  return {
    streets: own.map((street, i) => {
      const [everyDays, lastAt] = [patrolDaysOf(street), last[i] ?? null];
      const { state, lateDays } = rhythmOf(lastAt, everyDays, now);
      return { code: street._id, name: street.name, everyDays, lastAt: lastAt?.toISOString() ?? null, state, lateDays };
    }),
    running,
    items: page.filter(({ endedAt }) => endedAt),
    next: rows.length > limit && end ? toCursor([end.startedAt, end._id]) : null,
  };
};
