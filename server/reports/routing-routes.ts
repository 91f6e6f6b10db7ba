import * as contract from '../../shared/reports/routing-contract';
import { peopleOf, responsibilityFor, rolesOf, whoAnswers } from '../areas';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { canAdminister, canWorkDesk, isManned, postsAt } from '../people';
import { categoryInUse, conditionNamed, reportSettings } from './catalogue';
import { decideReroutes, reroutesFor } from './commands/decide-reroutes';
import { limitsFor, promiseFor } from './deadlines';
import { type Climber, climb, LADDER_LEVELS } from './ladder';
import { presentParty, presentPromise } from './present';

/** Every rung a case like this would climb, from the bottom. */
const rungsOf = (climber: Climber, now: Date) => {
  const rungs: { label: string | null; passed: string[] }[] = [];
  for (let level = climber.party.kind === 'dispatcher' ? 1 : 0; level < LADDER_LEVELS; ) {
    const { rung, next, passed } = climb(climber, level, now);
    rungs.push({ label: rung?.label ?? null, passed });
    level = next;
  }
  return rungs;
};

export const routingRoutes = (server: Server): void => {
  serve(server, contract.dryRun, async ({ actor, query, now }) => {
    refuseUnless(canAdminister(actor) || canWorkDesk(actor), 'post.not-held');
    const category = categoryInUse(query.category);
    const condition = conditionNamed(category, query.condition);
    const where = whoAnswers(query, category.id);
    const limits = limitsFor(category, condition?.id ?? null, reportSettings.current(), now);
    const promise = promiseFor(limits, now);
    const { lead, cooperating } = responsibilityFor(where.county, category);
    const { party } = where;
    const there = party.kind === 'dispatcher' ? null : postsAt(party.key, rolesOf(party), now);
    return {
      county: where.county,
      street: where.street?.name ?? null,
      divisions: where.divisions.map(({ name }) => name),
      responsible: presentParty(party, now),
      manned: there ? there.some((post) => isManned(post, now)) : peopleOf(party, now).length > 0,
      promise: presentPromise(promise, limits),
      why: where.why(),
      lead,
      cooperating,
      ladder: rungsOf({ party, street: where.street, divisions: where.divisions, county: where.county }, now),
    };
  });
  serve(server, contract.listReroutes, ({ actor, query, now }) => reroutesFor(actor, query, now));
  serve(server, contract.decideReroutes, ({ actor, body, now, deps }) =>
    decideReroutes(actor, body, { actor, now, mediaKey: deps.keys.media }),
  );
};
