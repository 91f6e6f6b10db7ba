import { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import { type LngLat, toWgs84 } from '../../../shared/geo';
import { countCare, type LastDone } from '../../../shared/green-spaces/care';
import type { logCare as contract } from '../../../shared/green-spaces/care-contract';
import { badgeFor } from '../../../shared/green-spaces/settings';
import { LIVING_STATES } from '../../../shared/green-spaces/states';
import type { Actor } from '../../../shared/people/actor';
import { distanceText } from '../../../shared/words';
import { dayOf } from '../../../shared/workdays';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { markAttached, ownPhotos } from '../../media';
import { type AdoptionRecord, Adoptions } from '../adoption-model';
import { type CareLogRecord, CareLogs } from '../care-log-model';
import { distanceToPlot } from '../places';
import { type PlotRecord, Plots } from '../plot-model';
import { adoptionRelations } from '../policy';
import { visibleAdoption } from '../queries';
import { greenSpaceSettings } from '../settings';
import { inTransaction, nextLookAt } from '../steps';

type CareRequest = Validated<typeof contract>['body'];
/** An uncertain position may help somebody so far, metres; beyond it the phone knows nothing. */
const ACCURACY_HELPS_M = 50;
const TRIES = 8;

export interface Logged {
  log: CareLogRecord;
  adoption: AdoptionRecord;
  fresh: boolean;
  /** name of the badge this log earned */
  earned: string | null;
}

const earlierLog = async (actor: Actor, adoption: AdoptionRecord, logId: string): Promise<CareLogRecord | null> => {
  const found = await CareLogs.findOne({ person: new Types.ObjectId(actor.personId), logId }).lean<CareLogRecord>();
  refuseUnless(!found || found.adoption.equals(adoption._id), 'adoption.log-reused');
  return found;
};

/** @throws Refusal adoption.too-far, with the distance */
const presence = (plot: PlotRecord, { location, remote }: CareRequest) => {
  const { atPlaceM, pointRadiusM } = greenSpaceSettings.current();
  if (location) {
    const point: LngLat = toWgs84([location.lng, location.lat], location.datum);
    const metres = distanceToPlot(plot, point, pointRadiusM);
    if (metres - Math.min(location.accuracy ?? 0, ACCURACY_HELPS_M) <= atPlaceM) return { atPlace: true, remote: null };
    refuseUnless(remote, 'adoption.too-far', {
      detail: `您离绿地${distanceText(metres)}。请走到绿地边再记，或选一个不在现场的原因。`,
      fields: { remote: '请选一个不在现场的原因' },
      extra: { distanceM: Math.round(metres) },
    });
  }
  refuseUnless(remote, 'adoption.too-far', { fields: { remote: '没有定位时，请选一个不在现场的原因' } });
  return { atPlace: false, remote };
};

const write = (adoption: AdoptionRecord, log: CareLogRecord) => {
  const lastDone: LastDone = { ...adoption.lastDone, ...Object.fromEntries(log.tasks.map((task) => [task, log.day])) };
  const next = {
    ...adoption,
    care: countCare(adoption.care, log),
    lastCareAt: log.at,
    lastDone,
    facts: { ...adoption.facts, neglectReminders: 0, dueReminded: false },
  };
  const { care, lastCareAt, facts } = next;
  const newDay = care.visits - adoption.care.visits;
  return inTransaction(async (session) => {
    const after = await Adoptions.findOneAndUpdate(
      { _id: adoption._id, version: adoption.version },
      { $set: { care, lastCareAt, lastDone, facts, nextAt: nextLookAt(next) }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    ).lean<AdoptionRecord>();
    if (!after) return null;
    await CareLogs.insertMany([log], { session });
    await Plots.updateOne({ _id: log.plot }, { $inc: { visits: newDay }, $max: { lastCareAt: log.at } }, { session });
    return after;
  });
};

/**
 * Logs care. Log, figures of the adoption and of the plot change together; the same `logId` again is a retry.
 * @throws Refusal adoption.*, media.not-yours
 */
export const logCare = async (actor: Actor, id: string, body: CareRequest, now: Date): Promise<Logged> => {
  let adoption = await visibleAdoption(actor, id);
  const relations = adoptionRelations(actor, adoption);
  refuseUnless(relations.has('adopter') || relations.has('family'), 'adoption.move-not-yours');
  const earlier = await earlierLog(actor, adoption, body.logId);
  if (earlier) return { log: earlier, adoption, fresh: false, earned: null };
  const tasks = [...new Set(body.tasks)];
  const unknown = tasks.find((task) => !adoption.tasks.some((row) => row.task === task));
  refuseUnless(!unknown, 'adoption.task-unknown', { fields: { tasks: '这块绿地没有这项养护，请重新选择' } });
  const plot = await Plots.findById(adoption.plot).lean<PlotRecord>();
  refuseUnless(plot, 'adoption.not-found');
  refuseUnless(LIVING_STATES.includes(adoption.state), 'adoption.not-living');
  const log: CareLogRecord = {
    _id: new Types.ObjectId(),
    logId: body.logId,
    adoption: adoption._id,
    plot: adoption.plot,
    person: new Types.ObjectId(actor.personId),
    at: now,
    day: dayOf(now.getTime()),
    tasks,
    minutes: body.minutes,
    photos: await ownPhotos(actor, body.photos),
    note: body.note,
    ...presence(plot, body),
  };
  const settings = greenSpaceSettings.current();
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    refuseUnless(LIVING_STATES.includes(adoption.state), 'adoption.not-living');
    try {
      const after = await write(adoption, log);
      if (after) {
        await markAttached(log.photos.map((photo) => photo._id));
        const [before, now_] = [badgeFor(adoption.care.visits, settings), badgeFor(after.care.visits, settings)];
        return { log, adoption: after, fresh: true, earned: now_.level > before.level ? now_.name : null };
      }
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // the retry raced its first try
      const first = await earlierLog(actor, adoption, body.logId);
      if (first) return { log: first, adoption: await visibleAdoption(actor, id), fresh: false, earned: null };
      throw error;
    }
    // somebody else of the family logged, or a step was made: count on from there
    adoption = await visibleAdoption(actor, id);
  }
  throw new Refusal('adoption.stale');
};
