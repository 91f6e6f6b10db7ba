// A shift that was moved may now lie at the same time as another of the same participant: nobody signed up so, nobody is thrown out, but
// they are told and have to give one of them back before they can say that they come.
import { conflictWith } from '../../shared/activities/conflicts';
import { ACTIVE_STATES } from '../../shared/activities/sign-ups';
import { Activities, SignUps } from './model';
import type { ActivityRecord, SignUpRecord } from './record';

export interface Overlap {
  row: SignUpRecord;
  title: string;
}

/** For each of these sign-ups another of the same participant at the same time, by id; those without are not in it. */
export const overlapsOf = async (rows: readonly SignUpRecord[]): Promise<ReadonlyMap<string, Overlap>> => {
  if (rows.length === 0) return new Map();
  const others = await SignUps.find({
    participant: { $in: rows.map(({ participant }) => participant) },
    from: { $lt: new Date(Math.max(...rows.map(({ to }) => to.getTime()))) },
    to: { $gt: new Date(Math.min(...rows.map(({ from }) => from.getTime()))) },
    state: { $in: [...ACTIVE_STATES] },
  }).lean<SignUpRecord[]>();
  const found = rows.flatMap((row) => {
    const other = conflictWith(
      row,
      others.filter(({ _id, participant }) => !_id.equals(row._id) && participant === row.participant),
    );
    return other ? [{ row, other }] : [];
  });
  if (found.length === 0) return new Map();
  const activities = await Activities.find(
    { _id: { $in: found.map(({ other }) => other.activity) } },
    { title: 1 },
  ).lean<Pick<ActivityRecord, '_id' | 'title'>[]>();
  const titles = new Map(activities.map(({ _id, title }) => [String(_id), title]));
  return new Map(
    found.map(({ row, other }) => [String(row._id), { row: other, title: titles.get(String(other.activity)) ?? '' }]),
  );
};
