// Counting a report: its point and the counters change in one transaction, and only when the report is newer than what was
// counted. So a step told twice, told late, told by two processes or cut off by a crash is counted exactly once.
import mongoose, { type ClientSession } from 'mongoose';
import type { ReportRecord } from '../reports';
import { type MapPoint, MapPoints, MapTallies, StreetMonths } from './model';
import { type Amounts, addToMap, addToMonths, changesOf, partsOf, pointOf } from './tally';

const writeTallies = async (amounts: Amounts, session: ClientSession): Promise<void> => {
  const changes = changesOf(amounts);
  if (changes.length === 0) return;
  const upserts = changes.map(([id, inc]) => ({
    updateOne: {
      filter: { _id: id as never },
      update: { $inc: inc, $setOnInsert: partsOf(id) },
      // what was forgotten with its day is not brought back by taking from it
      upsert: (inc.n ?? 0) > 0,
    },
  }));
  // a count that came to nothing leaves no name behind: documents stay as small as what is there
  const names = changes.flatMap(([id, inc]) =>
    Object.keys(inc).flatMap((path) => (path.startsWith('counts.') && (inc[path] ?? 0) < 0 ? [{ id, path }] : [])),
  );
  const clears = names.map(({ id, path }) => ({
    updateOne: { filter: { _id: id as never, [path]: 0 }, update: { $unset: { [path]: 1 } } },
  }));
  await MapTallies.collection.bulkWrite([...upserts, ...clears] as never[], { session });
  const emptied = changes.filter(([, inc]) => (inc.n ?? 0) < 0).map(([id]) => id);
  if (emptied.length > 0) await MapTallies.deleteMany({ _id: { $in: emptied }, n: 0 }, { session });
};

const writeMonths = async (amounts: Amounts, session: ClientSession): Promise<void> => {
  const changes = changesOf(amounts);
  if (changes.length === 0) return;
  await StreetMonths.collection.bulkWrite(
    changes.map(([id, inc]) => ({
      updateOne: { filter: { _id: id as never }, update: { $inc: inc }, upsert: true },
    })),
    { session },
  );
};

/** Counts a report as it is handed over, unless it was counted in this version or a later one. */
export const countReport = async (report: ReportRecord): Promise<void> => {
  const after = pointOf(report);
  await mongoose.connection.transaction(async (session) => {
    const before = await MapPoints.findById(report._id).session(session).lean<MapPoint>();
    if (before && before.version >= after.version) return;
    const [map, months]: [Amounts, Amounts] = [new Map(), new Map()];
    if (before) {
      addToMap(map, before, -1);
      addToMonths(months, before, -1);
    }
    addToMap(map, after, 1);
    addToMonths(months, after, 1);
    const { _id, ...fields } = after;
    await MapPoints.updateOne({ _id }, { $set: fields }, { upsert: true, session });
    await writeTallies(map, session);
    await writeMonths(months, session);
  });
};

/** A reaction to every step of a report. */
export const countStep = ({ report }: { report: ReportRecord }): Promise<void> => countReport(report);
