import * as contract from '../../shared/green-spaces/agreement-contract';
import { type Server, serve } from '../core/serve';
import { draftAgreement, publishAgreement, readAgreements } from './commands/publish-agreement';

export const agreementRoutes = (server: Server): void => {
  serve(server, contract.readAgreements, ({ actor }) => readAgreements(actor));
  serve(server, contract.draftAgreement, ({ actor, body, now }) => draftAgreement(actor, body, now));
  serve(server, contract.publishAgreement, ({ actor, body, now }) => publishAgreement(actor, body, now));
};
