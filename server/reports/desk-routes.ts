import * as contract from '../../shared/reports/admin-contract';
import * as handing from '../../shared/reports/hand-over-contract';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { canAdminister, canAdministerAll, canDispatch } from '../people';
import { importYear, knownYears } from './calendar';
import { handOver, handOverChoices, readHandOver } from './commands/hand-over';
import { mergeReports } from './commands/merge-batch';
import { reassignReports } from './commands/reassign-reports';
import { unmaskContact } from './contact';
import { deskFiltersOf, saveDeskFilters } from './desk-filters';
import { setBond } from './followers';
import { canHandle, canModerate } from './policy';
import { presentCard } from './present';
import { provisionalCases, visibleReport } from './queries';
import { metresBetween, similarGroups, similarTo } from './similar';
import { allTemplates, saveTemplates, templatesFor } from './templates';

export const deskRoutes = (server: Server): void => {
  serve(server, contract.followReport, ({ actor, params, now }) => setBond(actor, params.number, 'follow', true, now));
  serve(server, contract.unfollowReport, ({ actor, params, now }) =>
    setBond(actor, params.number, 'follow', false, now),
  );
  serve(server, contract.secondReport, ({ actor, params, now }) => setBond(actor, params.number, 'second', true, now));
  serve(server, contract.unsecondReport, ({ actor, params, now }) =>
    setBond(actor, params.number, 'second', false, now),
  );

  serve(server, contract.readContact, ({ actor, params, body, deps, now }) =>
    unmaskContact(actor, params.number, body.reason, deps.keys.fields, now),
  );

  serve(server, contract.listReplyTemplates, async ({ actor, params, now }) => {
    const report = await visibleReport(actor, params.number);
    refuseUnless(canHandle(actor, report), 'report.move-not-yours');
    return { items: await templatesFor(report, now) };
  });

  serve(server, contract.reassignReports, ({ actor, body, now, deps }) =>
    reassignReports(actor, body, { actor, now, mediaKey: deps.keys.media }),
  );

  serve(server, contract.mergeReports, ({ actor, body, now, deps }) =>
    mergeReports(actor, body, { actor, now, mediaKey: deps.keys.media }),
  );
  serve(server, contract.listSimilarGroups, async ({ actor, now, deps }) => {
    refuseUnless(canDispatch(actor), 'post.not-held');
    const viewer = { actor, now, mediaKey: deps.keys.media };
    return {
      items: (await similarGroups(actor)).flatMap(([lead, ...others]) =>
        lead
          ? [
              {
                lead: presentCard(lead, viewer),
                others: others.map((other) => presentCard(other, viewer)),
                metres: Math.round(Math.max(...others.map((other) => metresBetween(lead, other)))),
              },
            ]
          : [],
      ),
    };
  });
  serve(server, contract.listSimilarReports, async ({ actor, params, now, deps }) => {
    const report = await visibleReport(actor, params.number);
    refuseUnless(canModerate(actor, report), 'report.move-not-yours');
    const viewer = { actor, now, mediaKey: deps.keys.media };
    const found = await similarTo(report);
    return { items: found.map((other) => presentCard(other, viewer, metresBetween(report, other))) };
  });

  serve(server, contract.readDeskFilters, ({ actor }) => deskFiltersOf(actor));
  serve(server, contract.saveDeskFilters, ({ actor, body }) => saveDeskFilters(actor, body.items));

  serve(server, contract.listHolidays, async ({ actor }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const [known, provisional] = await Promise.all([knownYears(), provisionalCases()]);
    return { ...known, provisional };
  });
  serve(server, contract.importHolidays, async ({ actor, body, now }) => {
    const version = await importYear(actor, body, now);
    return { year: body.year, holidays: body.holidays.length, workdays: body.workdays.length, version };
  });
  serve(server, contract.readTemplates, async ({ actor }) => {
    refuseUnless(canAdministerAll(actor), 'post.not-held');
    return allTemplates();
  });
  serve(server, contract.saveTemplates, ({ actor, body, now }) => saveTemplates(actor, body, now));

  serve(server, handing.readHandOverChoices, ({ actor, params, now }) => handOverChoices(actor, params.id, now));
  serve(server, handing.handOver, ({ actor, params, body, deps, now }) =>
    handOver(deps.keys.fields, actor, params.id, body, now),
  );
  serve(server, handing.readHandOver, ({ actor, params }) => readHandOver(actor, params.id));
};
