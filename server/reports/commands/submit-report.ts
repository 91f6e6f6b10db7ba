import { createHash, randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { makeReportNumber } from '../../../shared/report-number';
import { alwaysPrivate, isCoarse, isEmergency, photoToReport } from '../../../shared/reports/category';
import { NO_FACTS } from '../../../shared/reports/facts';
import { OPEN_STATES } from '../../../shared/reports/states';
import { dispatcherOf, downToCommunity, whoAnswers } from '../../areas';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { ownPhotos } from '../../media';
import { categoryInUse, conditionNamed, reportSettings } from '../catalogue';
import { moderationOf } from '../content';
import { limitsFor, nextLook, promiseFor, startClock } from '../deadlines';
import { forgetDeskCounts } from '../desk-counts';
import { type ReportRecord, Reports } from '../model';
import { canPatrol } from '../policy';
import type { Submission } from '../submission';

const NUMBER_TRIES = 5;

/**
 * Refuses somebody who has reported as often as a limit on them allows.
 * @returns the place this report takes among those of the day, unique in the database: of two sent at once one gets it; undefined for
 * whoever is not limited
 * @throws Refusal report.limited
 */
export type Limited = (personId: string, now: Date) => Promise<string | undefined>;

const fingerprintOf = (body: Submission) =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22);

const compose = async (actor: Actor, body: Submission, now: Date): Promise<ReportRecord> => {
  const category = categoryInUse(body.category);
  const condition = conditionNamed(category, body.condition);
  refuseUnless(body.description.length > 0 || body.photos.length > 0, 'report.empty', {
    fields: { description: '请写一句话，或拍一张照片' },
  });
  refuseUnless(!photoToReport(category.flags) || body.photos.length > 0, 'report.photo-required', {
    detail: `“${category.name}”需要至少一张现场照片。`,
    fields: { photos: '请至少拍一张现场照片' },
  });
  const where = whoAnswers(body.location, category.id);
  const photos = await ownPhotos(actor, body.photos);

  const limits = limitsFor(category, condition?.id ?? null, reportSettings.current(), now);
  const clock = startClock('acceptance', limits.acceptance, now);
  const moderation = moderationOf(body.description, now);
  // words that may be harmful go to nobody before a dispatcher has read them (domain.md §4)
  const party = moderation.text === 'risky' ? dispatcherOf(where.county) : where.party;
  const state = party.kind === 'dispatcher' ? 'submitted' : 'assigned';
  const visibility = alwaysPrivate(category.flags) ? 'private' : (body.visibility ?? 'public');
  const reporter = new Types.ObjectId(actor.personId);
  const coarse = isCoarse(category) || where.estate;
  const [shownLng, shownLat] = coarse ? where.label : [where.lng, where.lat];
  return {
    _id: new Types.ObjectId(),
    number: makeReportNumber(where.county, now, randomBytes(6)),
    county: where.county,
    reporter,
    submissionId: body.submissionId,
    fingerprint: fingerprintOf(body),
    version: 1,
    state,
    open: OPEN_STATES.includes(state),
    public: visibility === 'public',
    category: category.id,
    condition: condition?.id ?? null,
    description: body.description,
    address: body.address,
    location: { lng: where.lng, lat: where.lat, accuracy: body.location.accuracy ?? null },
    coarse,
    publicLocation: { lng: shownLng, lat: shownLat },
    publicAddress: coarse ? `${downToCommunity(where.divisions).at(-1)?.name ?? ''}附近` : body.address,
    street: where.street,
    divisions: where.divisions.map(({ code, name }) => ({ code, name })),
    why: where.why(),
    areasVersion: where.areasVersion,
    party,
    seenBy: [party.key],
    limits,
    clock,
    dueAt: clock.dueAt,
    deskAt: clock.dueAt.getTime(),
    nextAt: nextLook({ state, clock, facts: NO_FACTS, limits }),
    ...promiseFor(limits, now),
    photos,
    visibility,
    anonymous: body.anonymous,
    // an anonymous reporter cannot be called: staff see no identity at all
    allowContact: body.allowContact && !body.anonymous,
    source: body.source === 'patrol' && !canPatrol(actor) ? 'app' : body.source,
    link: body.link ?? null,
    submittedAt: now,
    updatedAt: now,
    history: [
      {
        _id: new Types.ObjectId(),
        at: now,
        move: 'submit',
        from: null,
        to: state,
        person: reporter,
        role: null,
        label: '上报人',
        text: '',
        photos: [],
        reason: null,
        party,
        told: [],
        moveId: body.submissionId,
      },
    ],
    rating: null,
    earlierRatings: [],
    facts: { ...NO_FACTS },
    tasks: [],
    overdue: false,
    escalatedTo: [],
    escalatedLabel: null,
    handledBy: [],
    joint: [],
    merged: null,
    moderation,
    followers: 0,
    seconds: 0,
    announced: 0,
    pending: { until: new Date(0) },
  };
};

const firstAnswer = async (actor: Actor, body: Submission): Promise<ReportRecord | null> => {
  const earlier = await Reports.findOne({
    reporter: actor.personId,
    submissionId: body.submissionId,
  }).lean<ReportRecord>();
  if (earlier && earlier.fingerprint !== fingerprintOf(body)) throw new Refusal('report.submission-reused');
  return earlier;
};

/**
 * Files a report with whoever answers for the place and the category. The same submission again gives the
 * same report (`fresh: false`): the unique index decides, so that even two at once make one.
 */
export const submitReport = async (
  actor: Actor,
  body: Submission,
  now: Date,
  refuseLimited?: Limited,
): Promise<{ report: ReportRecord; fresh: boolean }> => {
  let record: ReportRecord;
  // nobody in danger is held up
  const takePlace = async () =>
    isEmergency(categoryInUse(body.category).flags) ? undefined : refuseLimited?.(actor.personId, now);
  try {
    const limitedPlace = await takePlace();
    record = { ...(await compose(actor, body, now)), ...(limitedPlace && { limitedPlace }) };
  } catch (error) {
    // what was accepted once stays accepted, even if the photo or the category is gone since
    const earlier = error instanceof Refusal ? await firstAnswer(actor, body) : null;
    if (earlier) return { report: earlier, fresh: false };
    throw error;
  }
  for (let attempt = 1; ; attempt++) {
    try {
      await Reports.collection.insertOne(record as never);
      forgetDeskCounts();
      return { report: record, fresh: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const earlier = await firstAnswer(actor, body);
      if (earlier) return { report: earlier, fresh: false };
      if (attempt === NUMBER_TRIES) throw error;
      // another report of the same moment has the place: the next one, if there is one
      if (record.limitedPlace) record.limitedPlace = (await takePlace()) ?? record.limitedPlace;
      record.number = makeReportNumber(record.county, now, randomBytes(6));
    }
  }
};
