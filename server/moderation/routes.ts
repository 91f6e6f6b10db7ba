import * as contract from '../../shared/moderation/contract';
import { maskName } from '../../shared/words';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import type { Storage } from '../media';
import { canDispatch, People } from '../people';
import { canModerate, presentCard, type ReportRecord, visibleReport } from '../reports';
import { appealLimit, decideLimit } from './commands/appeal-limit';
import { flagReport } from './commands/flag-report';
import { moderateReport } from './commands/moderate-report';
import { presentContent } from './pieces';
import { mayDecide } from './policy';
import { presentLimit, whyQueued } from './present';
import { countFlags, keptOf, limitsFor, moderationQueue, openFlags, ownLimit } from './queries';

const content = async (report: ReportRecord, key: Uint8Array) => {
  const [flags, count, kept] = await Promise.all([openFlags(report._id), countFlags(report._id), keptOf(report)]);
  return presentContent(report, flags, count, kept, key);
};

export const moderationRoutes = (server: Server, storage: Storage): void => {
  serve(server, contract.flagReport, async ({ actor, params, body, now }) => {
    await flagReport(actor, params.number, body, now);
    return { flagged: true as const };
  });

  serve(server, contract.listModerationQueue, async ({ actor, query, now, deps }) => {
    refuseUnless(canDispatch(actor), 'post.not-held');
    const { items, next } = await moderationQueue(actor, query);
    const viewer = { actor, now, mediaKey: deps.keys.media };
    return {
      items: items.map((report) => ({
        report: presentCard(report, viewer),
        since: (report.moderation.waiting ?? report.submittedAt).toISOString(),
        why: whyQueued(report),
      })),
      next,
    };
  });

  serve(server, contract.readContent, async ({ actor, params, deps }) => {
    const report = await visibleReport(actor, params.number);
    refuseUnless(canModerate(actor, report), 'report.move-not-yours');
    return content(report, deps.keys.media);
  });
  serve(server, contract.moderateReport, async ({ actor, params, body, now, deps }) => {
    const viewer = { actor, now, mediaKey: deps.keys.media };
    const report = await moderateReport(actor, params.number, body, { storage, keys: deps.keys.fields }, viewer);
    return content(report, deps.keys.media);
  });

  serve(server, contract.readMyLimit, async ({ actor, now }) => {
    const limit = await ownLimit(actor.personId, now);
    return { limit: limit && presentLimit(limit) };
  });
  serve(server, contract.appealMyLimit, async ({ actor, body, now }) => ({
    limit: presentLimit(await appealLimit(actor, body.text, now)),
  }));

  serve(server, contract.listLimits, async ({ actor, now }) => {
    refuseUnless(canDispatch(actor), 'post.not-held');
    const limits = await limitsFor(actor, now);
    const people = await People.find({ _id: { $in: limits.map(({ person }) => person) } }, { nickname: 1 }).lean();
    const names = new Map(people.map(({ _id, nickname }) => [String(_id), maskName(nickname)]));
    return {
      items: limits.map((limit) => ({
        ...presentLimit(limit),
        person: names.get(String(limit.person)) ?? '已注销',
        mayDecide:
          limit.appeal !== null &&
          limit.decision === null &&
          mayDecide(actor, limit.county) &&
          !limit.deciders.some((one) => String(one) === actor.personId),
      })),
    };
  });
  serve(server, contract.decideLimit, async ({ actor, params, body, now }) => ({
    limit: presentLimit(await decideLimit(actor, params.id, body, now)),
  }));
};
