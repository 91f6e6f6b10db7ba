import { previewRouting } from '../../shared/areas/contract';
import * as contract from '../../shared/reports/contract';
import { rolesOf, whoAnswers } from '../areas';
import { Answer, type Request, type Server, serve } from '../core/serve';
import { postsAt } from '../people';
import { allCategories, categoryInUse, conditionNamed, reportSettings } from './catalogue';
import { catalogueRoutes } from './catalogue-routes';
import { moveReport } from './commands/move-report';
import { rateReport } from './commands/rate-report';
import { type Limited, submitReport } from './commands/submit-report';
import { limitsFor, promiseFor } from './deadlines';
import { deskReports } from './desk';
import { deskRoutes } from './desk-routes';
import { bondOf } from './followers';
import { joinedTo } from './joined';
import type { ReportRecord } from './model';
import { presentCard, presentParty, presentPromise, presentReport, type Viewer } from './present';
import { contactFor, myReports, publicReports, shownReport } from './queries';
import { routingRoutes } from './routing-routes';

const viewerOf = ({
  actor,
  now,
  deps,
}: Pick<Request<typeof contract.readReport>, 'actor' | 'now' | 'deps'>): Viewer => ({
  actor,
  now,
  mediaKey: deps.keys.media,
});

const full = async (
  request: Pick<Request<typeof contract.readReport>, 'actor' | 'now' | 'deps'>,
  report: ReportRecord,
  askedAs: string | null = null,
) => {
  const [contact, bond, joined] = await Promise.all([
    contactFor(request.actor, report, request.deps.keys.fields),
    // nobody's bond is looked for where there is none
    report.followers + report.seconds > 0 ? bondOf(request.actor, report._id) : undefined,
    joinedTo(report),
  ]);
  return presentReport(report, viewerOf(request), contact, bond, { joined, askedAs });
};

/** @param refuseLimited whether somebody may report now, see the room of moderation */
export const reportRoutes = (server: Server, refuseLimited: Limited): void => {
  deskRoutes(server);
  catalogueRoutes(server);
  routingRoutes(server);
  serve(server, contract.listCategories, async () => ({ items: allCategories() }));

  serve(server, previewRouting, async ({ query, now }) => {
    const category = categoryInUse(query.category);
    const condition = conditionNamed(category, query.condition);
    const where = whoAnswers(query, category.id);
    const limits = limitsFor(category, condition?.id ?? null, reportSettings.current(), now);
    const promise = promiseFor(limits, now);
    const [post] = where.party.kind === 'dispatcher' ? [] : postsAt(where.party.key, rolesOf(where.party), now);
    return {
      street: where.street,
      divisions: where.divisions,
      post:
        post && where.party.kind === 'post'
          ? { id: post.id, role: post.role, areaName: post.boundName, personLabel: post.holderLabel }
          : null,
      department: where.party.kind === 'department' ? where.party.name : category.department,
      responsible: presentParty(where.party, now),
      acceptBy: promise.acceptBy.toISOString(),
      resolveBy: promise.resolveBy.toISOString(),
      promise: presentPromise(promise, limits),
      why: where.why(),
    };
  });

  serve(server, contract.submitReport, async (request) => {
    const { report, fresh } = await submitReport(request.actor, request.body, request.now, refuseLimited);
    const reply = presentReport(report, viewerOf(request), null);
    return fresh ? reply : new Answer(200, reply);
  });

  serve(server, contract.readReport, async (request) => {
    const { report, askedAs } = await shownReport(request.actor, request.params.number);
    return full(request, report, askedAs);
  });

  serve(server, contract.listReports, async (request) => {
    const { items, next } = await publicReports(request.query);
    return { items: items.map((report) => presentCard(report, viewerOf(request))), next };
  });

  serve(server, contract.listMyReports, async (request) => {
    const { items, next, counts } = await myReports(request.actor, request.query);
    return { items: items.map((report) => presentCard(report, viewerOf(request))), next, counts };
  });

  serve(server, contract.listDeskReports, async (request) => {
    const { items, next, counts, scopes } = await deskReports(request.actor, request.query, request.now);
    return { items: items.map((report) => presentCard(report, viewerOf(request))), next, counts, scopes };
  });

  serve(server, contract.moveReport, async (request) =>
    full(request, await moveReport(request.actor, request.params.number, request.body, viewerOf(request))),
  );

  serve(server, contract.rateReport, async (request) =>
    presentReport(
      await rateReport(request.actor, request.params.number, request.body, viewerOf(request)),
      viewerOf(request),
      null,
    ),
  );
};
