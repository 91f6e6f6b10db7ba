// Endpoints of organisers and dispatchers.
import QRCode from 'qrcode';
import { codeText, OFFLINE_SLOTS, slotAt, slotStart } from '../../shared/activities/codes';
import * as contract from '../../shared/activities/staff-contract';
import * as writing from '../../shared/activities/write-contract';
import { Refusal, refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { reportsLinkedTo } from '../reports';
import { codeFor } from './codes';
import { organiserName } from './commands/compose-activity';
import { createActivity } from './commands/create-activity';
import { moveDay } from './commands/move-day';
import { reviseActivity } from './commands/revise-activity';
import { exportFile, exportPath, readExportPath } from './exports';
import { organised } from './lists';
import { Activities, SignUps } from './model';
import { canOrganise } from './policy';
import { presentShift } from './present';
import { keysOf, organisedActivity, peopleOn, ratingsOf, shiftNamed, shiftsOf } from './queries';
import type { ActivityRecord, SignUpRecord } from './record';
import { rollOf } from './roll';
import { statisticsFor } from './statistics';
import { activityView, cardViews, viewerOf } from './views';

const organises = (keys: readonly string[]) => keys.map((key) => ({ key, name: organiserName(key) }));

/** @throws Refusal post.not-held for whoever organises nothing */
const organisersOnly = (keys: readonly string[]) => refuseUnless(keys.length > 0, 'post.not-held');

/** A period a person may ask for: in order, three years at most. @throws Refusal request.invalid */
const checkPeriod = ({ from, to }: { from: string; to: string }) => {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  refuseUnless(days >= 0 && days <= 1100, 'request.invalid', { fields: { to: '结束日期要在开始之后，最多三年' } });
};

/** Who waits for the organiser: absent-minded ones, and objections. */
const toConfirm = async (activities: readonly ActivityRecord[]) => {
  const activity = { $in: activities.map(({ _id }) => _id) };
  const rows = await Promise.all([
    SignUps.find({ activity, unconfirmed: true }, { activity: 1 }).lean<Pick<SignUpRecord, 'activity'>[]>(),
    SignUps.find({ activity, objection: { $type: 'object' }, 'objection.answer': null }, { activity: 1 }).lean<
      Pick<SignUpRecord, 'activity'>[]
    >(),
  ]);
  return ({ _id }: ActivityRecord) => rows.flat().filter((row) => row.activity.equals(_id)).length;
};

export const staffRoutes = (server: Server): void => {
  serve(server, writing.createActivity, async (request) => {
    const { actor, body, deps, now } = request;
    const made = await createActivity(actor, body, deps.keys.fields, now);
    const [first] = made;
    if (!first) throw new Refusal('server.failed');
    return {
      items: made.map(({ _id, startsAt }) => ({ id: String(_id), startsAt: startsAt.toISOString() })),
      activity: await activityView(first, viewerOf(request)),
    };
  });
  serve(server, writing.reviseActivity, async (request) => {
    const { actor, params, body, deps, now } = request;
    return activityView(await reviseActivity(actor, params.id, body, deps.keys.fields, now), viewerOf(request));
  });

  serve(server, writing.moveDay, async (request) =>
    activityView(await moveDay(request.actor, request.params.id, request.body, request.now), viewerOf(request)),
  );

  serve(server, contract.listOrganised, async (request) => {
    const viewer = viewerOf(request);
    organisersOnly(viewer.organises);
    const { page, next } = await organised(request.query, viewer);
    const [cards, waiting] = await Promise.all([cardViews(page, viewer), toConfirm(page)]);
    return {
      items: cards.map(({ card, activity, shifts }) => ({
        ...card,
        version: activity.version,
        signedUp: shifts.reduce((sum, shift) => sum + shift.capacity - shift.free, 0),
        waiting: shifts.reduce((sum, shift) => sum + shift.queued, 0),
        toConfirm: waiting(activity),
      })),
      next,
      organises: organises(viewer.organises),
    };
  });

  serve(server, contract.readRoll, async (request) => {
    const viewer = viewerOf(request);
    const activity = await organisedActivity(request.actor, request.params.id);
    const [shifts, people] = await Promise.all([shiftsOf(activity._id), peopleOn(activity._id)]);
    const [view, items, reports, ratings] = await Promise.all([
      activityView(activity, viewer),
      rollOf(activity, viewer),
      reportsLinkedTo(
        'shift',
        shifts.map(({ _id }) => String(_id)),
        // anybody can name a shift in a report: only those who are on it have made theirs there
        people,
      ),
      ratingsOf(activity._id),
    ]);
    return {
      activity: view,
      items,
      reports: reports.map(({ number, category, status }) => ({ number, category, status })),
      ratings,
    };
  });

  serve(server, contract.readCodes, async ({ actor, params, deps, now }) => {
    const shift = await shiftNamed(params.id);
    const activity = await Activities.findById(shift.activity, { history: 0 }).lean<ActivityRecord>();
    if (!activity || activity.state === 'draft') throw new Refusal('shift.not-found');
    refuseUnless(canOrganise(actor, activity, keysOf(actor)), 'activity.not-yours');
    const rows = await SignUps.find(
      { shift: shift._id, state: { $in: ['confirmed', 'present', 'left'] } },
      { state: 1, seats: 1 },
    ).lean<SignUpRecord[]>();
    const count = (states: readonly string[]) =>
      rows.filter(({ state }) => states.includes(state)).reduce((sum, { seats }) => sum + seats, 0);
    const codes = await Promise.all(
      Array.from({ length: OFFLINE_SLOTS + 1 }, async (_, i) => {
        const slot = slotAt(now) + i;
        const code = codeFor(deps.keys.slips, params.id, slot);
        // WeChat's <image> is sure of PNG only
        const qr = await QRCode.toDataURL(codeText(params.id, code), {
          margin: 1,
          scale: 6,
          errorCorrectionLevel: 'M',
        });
        return {
          from: slotStart(slot).toISOString(),
          to: slotStart(slot + 1).toISOString(),
          code,
          qr,
        };
      }),
    );
    return {
      shift: presentShift(shift, activity.kind),
      title: activity.title,
      present: count(['present']),
      expected: count(['confirmed', 'present', 'left']),
      codes,
    };
  });

  serve(server, contract.activityStatistics, async ({ actor, query }) => {
    const keys = keysOf(actor);
    organisersOnly(keys);
    checkPeriod(query);
    return statisticsFor(keys, query.from, query.to);
  });
  serve(server, contract.exportActivities, async ({ actor, body, deps }) => {
    const keys = keysOf(actor);
    organisersOnly(body.what === 'volunteers' ? keys.filter((key) => key.startsWith('dispatcher:')) : keys);
    checkPeriod(body);
    return { url: exportPath(deps.keys.slips, body, keys) };
  });
  server.router.get('/api/v1/activity-exports/:wish/:signature', async (ctx) => {
    const { wish = '', signature = '' } = ctx.params;
    const read = readExportPath(server.deps.keys.slips, wish, signature);
    if (!read) throw new Refusal('export.link-invalid');
    const { name, body } = await exportFile(read, read.keys, server.deps.keys.fields);
    ctx.type =
      read.format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    ctx.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    ctx.set('cache-control', 'private, no-store');
    ctx.body = body;
  });
};
