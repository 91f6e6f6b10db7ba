import * as contract from '../../shared/patrols/contract';
import { Answer, type Server, serve } from '../core/serve';
import { endPatrol } from './commands/end-patrol';
import { startPatrol } from './commands/start-patrol';
import { walkPatrol } from './commands/walk-patrol';
import { presentPatrol, presentPatrols } from './present';
import { myPatrols, ownPatrol } from './queries';

export const patrolRoutes = (server: Server): void => {
  serve(server, contract.listMyPatrols, async ({ actor, query, now }) => {
    const { streets, running, items, next } = await myPatrols(actor, query, now);
    const views = await presentPatrols([...(running ? [running] : []), ...items]);
    return {
      streets,
      running: running ? (views[0] ?? null) : null,
      items: running ? views.slice(1) : views,
      next,
    };
  });

  serve(server, contract.startPatrol, async ({ actor, body, now }) => {
    const { patrol, fresh } = await startPatrol(actor, body, now);
    return new Answer(fresh ? 201 : 200, await presentPatrol(patrol));
  });

  serve(server, contract.readPatrol, async ({ actor, params }) => presentPatrol(await ownPatrol(actor, params.id)));

  serve(server, contract.addToPatrol, async ({ actor, params, body, now }) =>
    presentPatrol(await walkPatrol(actor, params.id, body, now)),
  );

  serve(server, contract.endPatrol, async ({ actor, params, body, now }) =>
    presentPatrol(await endPatrol(actor, params.id, body.secondsAgo, now)),
  );
};
