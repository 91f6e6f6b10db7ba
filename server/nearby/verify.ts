// Are the counters right? Every report against its point, and the counters against the points; what differs can be put right. The
// counters are compared and corrected inside one transaction, so reports counted meanwhile are neither missed nor doubled.
import mongoose from 'mongoose';
import { DONE_DAYS } from '../../shared/nearby/mapped';
import { dayOf } from '../../shared/workdays';
import { type ReportRecord, Reports } from '../reports';
import { type MapPoint, MapPoints, MapTallies, type MapTally, StreetMonths } from './model';
import { type Amounts, addToMap, addToMonths, blockOf, changesOf, firstDayOf, partsOf, pointOf } from './tally';

export interface Verified {
  reports: number;
  /** reports whose point is missing or wrong, those still to be announced left out */
  points: number;
  /** counters of the map that are wrong */
  tallies: number;
  /** months of streets that are wrong */
  months: number;
}

const AT_ONCE = 1000;
/** Days beyond those shown that counters are kept, so that a clock a little behind finds them. */
const SPARE_DAYS = 2;
export const firstDoneDay = (now: Date): number => dayOf(now.getTime()) - DONE_DAYS;
const keptFrom = (now: Date) => firstDoneDay(now) - SPARE_DAYS;

const plain = (value: unknown) => JSON.stringify(value);
const sameAs = (a: MapPoint, b: MapPoint) => {
  const fields = ({ version, number, kind, day, category, state, late, lng, lat, cells, street, figures }: MapPoint) =>
    plain([version, number, kind, day, category, state, late, lng, lat, cells, street, figures]);
  return fields(a) === fields(b);
};

/** Every report against its point; `repair` writes the points, and leaves the counters to `verifyTallies`. */
const verifyPoints = async (repair: boolean, progress: (reports: number) => void) => {
  let [reports, wrong] = [0, 0];
  let batch: ReportRecord[] = [];
  const flush = async () => {
    const stored = await MapPoints.find({ _id: { $in: batch.map(({ _id }) => _id) } }).lean<MapPoint[]>();
    const byId = new Map(stored.map((one) => [String(one._id), one]));
    const differing = batch
      .map(pointOf)
      // what is still to be announced is counted in a moment
      .filter((point, i) => {
        const known = byId.get(String(point._id));
        return known ? !sameAs(point, known) && known.version >= point.version : repair || !batch[i]?.pending;
      });
    wrong += differing.length;
    if (repair && differing.length > 0)
      await MapPoints.collection.bulkWrite(
        // a step that was counted since is newer than what was read here, and stays
        differing.map(({ _id, ...fields }) => {
          const known = byId.get(String(_id));
          return {
            updateOne: known
              ? { filter: { _id, version: known.version }, update: { $set: fields } }
              : { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
          };
        }) as never[],
      );
    reports += batch.length;
    batch = [];
    progress(reports);
  };
  for await (const report of Reports.find({}, { why: 0, photos: 0, seenBy: 0 }).lean<ReportRecord>().cursor()) {
    batch.push(report);
    if (batch.length === AT_ONCE) await flush();
  }
  if (batch.length > 0) await flush();
  return { reports, wrong };
};

/** The difference that makes the counters what the points say. */
const verifyTallies = async (repair: boolean, now: Date) => {
  let found = { tallies: 0, months: 0 };
  await mongoose.connection.transaction(async (session) => {
    // whole blocks of days, as they are kept
    const kept = blockOf(keptFrom(now));
    const recent = {
      $or: [{ kind: 'open' as const }, { kind: 'done' as const, day: { $gte: firstDayOf(kept) } }],
    };
    const recentTallies = { $or: [{ kind: 'open' as const }, { kind: 'done' as const, block: { $gte: kept } }] };
    const [map, months]: [Amounts, Amounts] = [new Map(), new Map()];
    for await (const point of MapPoints.find(recent).session(session).lean<MapPoint>().cursor())
      addToMap(map, point, 1);
    const counted = MapPoints.find({}, { figures: 1 }).session(session).lean<MapPoint>().cursor();
    for await (const point of counted) addToMonths(months, point, 1);
    for await (const tally of MapTallies.find(recentTallies).session(session).lean<MapTally>().cursor()) {
      const fields = map.get(tally._id) ?? {};
      map.set(tally._id, fields);
      const taken: [string, number][] = [
        ['n', tally.n],
        ['lng', tally.lng],
        ['lat', tally.lat],
        ...Object.entries(tally.counts).map(([key, n]): [string, number] => [`counts.${key}`, n]),
      ];
      for (const [path, n] of taken) fields[path] = (fields[path] ?? 0) - n;
    }
    for await (const { _id, ...stored } of StreetMonths.find().session(session).lean().cursor()) {
      const fields = months.get(_id) ?? {};
      months.set(_id, fields);
      for (const [path, n] of Object.entries(stored)) fields[path] = (fields[path] ?? 0) - Number(n);
    }
    const [wrongTallies, wrongMonths] = [changesOf(map), changesOf(months)];
    found = { tallies: wrongTallies.length, months: wrongMonths.length };
    if (!repair) return;
    for (let i = 0; i < wrongTallies.length; i += AT_ONCE)
      await MapTallies.collection.bulkWrite(
        wrongTallies.slice(i, i + AT_ONCE).map(([id, inc]) => ({
          updateOne: {
            filter: { _id: id as never },
            update: { $inc: inc, $setOnInsert: partsOf(id) },
            upsert: true,
          },
        })),
        { session },
      );
    if (wrongTallies.length > 0) await MapTallies.deleteMany({ kind: { $in: ['open', 'done'] }, n: 0 }, { session });
    if (wrongMonths.length > 0)
      await StreetMonths.collection.bulkWrite(
        wrongMonths.map(([id, inc]) => ({
          updateOne: { filter: { _id: id as never }, update: { $inc: inc }, upsert: true },
        })),
        { session },
      );
  });
  return found;
};

/** Checks everything; with `repair` puts right what is wrong. */
export const verifyMap = async (
  repair: boolean,
  now: Date,
  progress: (reports: number) => void = () => undefined,
): Promise<Verified> => {
  const { reports, wrong } = await verifyPoints(repair, progress);
  return { reports, points: wrong, ...(await verifyTallies(repair, now)) };
};

/** Forgets counters of days the map no longer shows. */
export const forgetOldTallies = async (now: Date): Promise<void> => {
  await MapTallies.deleteMany({ kind: 'done', block: { $lt: blockOf(keptFrom(now)) } });
};
