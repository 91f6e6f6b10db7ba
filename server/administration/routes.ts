import * as contract from '../../shared/administration/contract';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { canAdminister } from '../people';
import { auditPage, auditTable } from './audit';
import { checksFor } from './checks';
import { changeSettings, listSettings } from './settings';

export const administrationRoutes = (server: Server): void => {
  serve(server, contract.listAudit, ({ actor, query }) => auditPage(actor, query));
  serve(server, contract.exportAudit, ({ actor, query, now }) => auditTable(actor, query, now));
  serve(server, contract.listSettings, async ({ actor }) => ({ items: await listSettings(actor) }));
  serve(server, contract.changeSettings, ({ actor, params, body, now }) =>
    changeSettings(actor, params.name, body, now),
  );
  serve(server, contract.listChecks, async ({ actor, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return { items: checksFor(actor, now) };
  });
};
