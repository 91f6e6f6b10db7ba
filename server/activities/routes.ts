import { Types } from 'mongoose';
import * as contract from '../../shared/activities/contract';
import * as signUps from '../../shared/activities/sign-up-contract';
import * as writing from '../../shared/activities/write-contract';
import { after, fromCursor, toCursor } from '../core/cursor';
import { originOf } from '../core/public-origin';
import { Refusal, refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { activityCalendar, feedCalendar, feedToken } from './calendars';
import { attend } from './commands/attend';
import { moveActivity } from './commands/move-activity';
import { moveSignUp } from './commands/move-sign-up';
import { rateActivity } from './commands/rate-activity';
import { signUpFor } from './commands/sign-up-for';
import { summaries, upcoming } from './lists';
import { SignUps } from './model';
import { shiftsOf, visibleActivity } from './queries';
import type { SignUpRecord } from './record';
import { sharePicture } from './share-picture';
import { staffRoutes } from './staff-routes';
import { activityView, signUpView, signUpViews, viewerOf } from './views';

const DATE_AND_ID = [(v: unknown) => v instanceof Date, (v: unknown) => v instanceof Types.ObjectId];

const DAY = 86_400_000;
/** A shift that is over is not gone for whoever is still there: they have to check out. */
const coming = (now: Date) => ({
  to: { $gt: new Date(now.getTime() - DAY) },
  $or: [{ to: { $gt: now } }, { state: 'present' as const }],
});
const past = (now: Date) => ({ to: { $lte: now }, state: { $ne: 'present' as const } });

/** One's own sign-ups: those to come in the order they come, those gone the newest first. */
const mySignUps = async (
  person: string,
  query: { when: 'coming' | 'past'; cursor?: string | undefined; limit: number },
  now: Date,
) => {
  const direction = query.when === 'coming' ? 1 : -1;
  const beyond = query.cursor ? after('to', direction, '_id', direction, fromCursor(query.cursor, DATE_AND_ID)) : {};
  const rows = await SignUps.find({
    $and: [{ person: new Types.ObjectId(person), ...(query.when === 'coming' ? coming(now) : past(now)) }, beyond],
  })
    .sort({ to: direction, _id: direction })
    .limit(query.limit + 1)
    .lean<SignUpRecord[]>();
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: last && rows.length > query.limit ? toCursor([last.to, last._id]) : null };
};

export const activityRoutes = (server: Server): void => {
  staffRoutes(server);

  serve(server, contract.listActivities, (request) => upcoming(request.query, viewerOf(request)));
  serve(server, contract.listSummaries, (request) => summaries(request.query, viewerOf(request)));
  serve(server, contract.readActivity, async (request) =>
    activityView(await visibleActivity(request.actor, request.params.id), viewerOf(request)),
  );
  serve(server, signUps.signUpFor, async (request) => {
    const { actor, params, body, deps, now } = request;
    const rows = await signUpFor(actor, params.id, body, deps.keys.fields, now);
    return { signUps: await signUpViews(rows, viewerOf(request)) };
  });
  serve(server, signUps.listMySignUps, async (request) => {
    const { items, next } = await mySignUps(request.actor.personId, request.query, request.now);
    return { items: await signUpViews(items, viewerOf(request)), next };
  });
  serve(server, signUps.moveSignUp, async (request) =>
    signUpView(
      await moveSignUp(request.actor, request.params.id, request.body, request.deps.keys.fields, request.now),
      viewerOf(request),
    ),
  );
  serve(server, signUps.attend, async (request) =>
    signUpView(await attend(request.actor, request.body, request.deps.keys.slips, request.now), viewerOf(request)),
  );
  serve(server, signUps.rateActivity, async (request) =>
    signUpView(await rateActivity(request.actor, request.params.id, request.body, request.now), viewerOf(request)),
  );
  serve(server, writing.moveActivity, async (request) =>
    activityView(await moveActivity(request.actor, request.params.id, request.body, request.now), viewerOf(request)),
  );
  serve(server, contract.calendarFeed, async ({ actor, body }) => ({
    url: `/api/v1/calendars/${await feedToken(actor, body.renew)}.ics`,
  }));

  // files, not JSON
  const { router, deps } = server;
  const asCalendar = (ctx: Parameters<Parameters<typeof router.get>[1]>[0], name: string, text: string) => {
    ctx.type = 'text/calendar; charset=utf-8';
    ctx.set('content-disposition', `inline; filename="${name}.ics"`);
    ctx.set('cache-control', 'no-cache');
    ctx.body = text;
  };
  router.get('/api/v1/activities/:id/calendar.ics', async (ctx) => {
    const activity = await visibleActivity(null, ctx.params.id ?? '');
    asCalendar(ctx, String(activity._id), activityCalendar(activity, await shiftsOf(activity._id), deps.now()));
  });
  router.get('/api/v1/calendars/:token.ics', async (ctx) => {
    const text = await feedCalendar(ctx.params.token ?? '', deps.now());
    if (!text) throw new Refusal('export.link-invalid');
    asCalendar(ctx, 'my-shifts', text);
  });
  router.get('/api/v1/activities/:id/share.png', async (ctx) => {
    const activity = await visibleActivity(null, ctx.params.id ?? '');
    refuseUnless(activity.state !== 'draft', 'activity.not-found');
    const url = `${originOf(ctx, deps)}/#/activities/detail/index?id=${activity._id}`;
    ctx.type = 'image/png';
    ctx.set('cache-control', 'public, max-age=300');
    ctx.set('cross-origin-resource-policy', 'cross-origin');
    ctx.body = await sharePicture(activity, await shiftsOf(activity._id), url);
  });
};
