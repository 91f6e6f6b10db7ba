// `explain`: which index a query is read through, and what was examined.

import { drain } from '../cursors';
import { decode } from '../decoding';
import { fail } from '../errors';
import { type Job, runJob } from '../jobs';
import type { Plan } from '../planner';
import { type Explained, newStats } from '../reader';
import { type Document, isDocument } from '../values';
import type { Context, Handler } from './context';
import { document, pipelineOf, whole } from './reads';

function inputStage(plan: Plan): Document {
  if (plan.branches) return { stage: 'OR', inputStages: plan.branches.map(inputStage) };
  if (plan.stage === 'COLLSCAN') return { stage: 'COLLSCAN', direction: 'forward' };
  const { index } = plan;
  return {
    stage: index.isId && plan.ranges.every(({ isPoint }) => isPoint) ? 'IDHACK' : 'IXSCAN',
    indexName: index.spec.name,
    keyPattern: index.spec.key,
    isMultiKey: index.multikey.size > 0,
    isUnique: index.spec.unique === true,
    isPartial: index.spec.partialFilterExpression !== undefined,
    direction: plan.reverse ? 'backward' : 'forward',
  };
}

function winningPlan({ plan, sortsInMemory }: Explained): Document {
  if (!plan) return { stage: 'EOF' };
  const input = inputStage(plan);
  const fetch = plan.stage === 'COLLSCAN' ? input : { stage: 'FETCH', inputStage: input };
  return sortsInMemory ? { stage: 'SORT', inputStage: fetch } : fetch;
}

/** The read behind any command that can be explained. */
function jobOf(namespace: string, command: Document): Job {
  const name = Object.keys(command)[0];
  const [statement] = [command.updates, command.deletes].flat() as Array<Document | undefined>;
  if (name === 'aggregate') return { kind: 'aggregate', namespace, pipeline: pipelineOf(command), hint: command.hint };
  if (name === 'count')
    return { kind: 'count', namespace, query: { filter: document(command, 'query'), hint: command.hint } };
  if (name === 'distinct') return { kind: 'find', namespace, query: { filter: document(command, 'query') } };
  if (name === 'find') {
    const query = {
      filter: document(command, 'filter'),
      sort: document(command, 'sort'),
      skip: whole(command, 'skip'),
      limit: Math.abs(Number(command.limit ?? 0)),
      hint: command.hint,
    };
    return { kind: 'find', namespace, query };
  }
  if (name === 'findAndModify') {
    return {
      kind: 'find',
      namespace,
      query: { filter: document(command, 'query'), sort: document(command, 'sort'), limit: 1 },
    };
  }
  if (isDocument(statement)) {
    const limit = statement.multi === true || statement.limit === 0 ? 0 : 1;
    return { kind: 'find', namespace, query: { filter: document(statement, 'q'), hint: statement.hint, limit } };
  }
  return fail(59, `Explain failed due to unknown command: ${String(name)}`);
}

const explain: Handler = async (context: Context, { explain: command, verbosity }) => {
  if (!isDocument(command)) return fail(14, 'explain command requires a nested object');
  const namespace = `${context.database}.${String(Object.values(command)[0])}`;
  const job = jobOf(namespace, command);
  const stats = newStats();
  const began = Date.now();
  const results = await drain(
    runJob(context.view, context.engine.store.catalog.get(namespace), job, stats),
    context.deadline,
  );
  const isRead = stats.plan?.stage === 'COLLSCAN';
  return {
    queryPlanner: { namespace, winningPlan: winningPlan(stats), rejectedPlans: [] },
    ...(verbosity === 'queryPlanner'
      ? {}
      : {
          executionStats: {
            executionSuccess: true,
            nReturned: job.kind === 'count' ? Number(decode(results[0]!).n) : results.length,
            executionTimeMillis: Date.now() - began,
            totalKeysExamined: isRead ? 0 : stats.keysExamined,
            totalDocsExamined: stats.docsExamined,
          },
        }),
    ok: 1,
  };
};

export const explaining: Record<string, Handler> = { explain };
