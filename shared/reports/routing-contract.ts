// Routing tried out without a report, and open cases that would go elsewhere now that beats or areas have changed.
import * as v from 'valibot';
import { PublicPromise, Responsible } from '../areas/contract';
import { endpoint } from '../endpoint';
import { accuracyInQuery, ClientId, Cursor, Id, Limit, page, placeInQuery, Time, text } from '../fields';
import { Version } from '../people/admin-contract';
import { LIMITS, ReportNumber } from './move-body';

const Office = v.object({ department: v.nullable(v.string()), name: v.string() });

export const dryRun = endpoint({
  name: 'reports.dryRun',
  summary: '工作人员试派：这里的这类问题归谁、几时办好、为什么、逾期报给谁；不产生上报',
  method: 'GET',
  path: '/api/v1/administration/dry-run',
  access: 'signed-in',
  query: v.object({ ...placeInQuery, accuracy: accuracyInQuery, category: Id, condition: v.optional(Id) }),
  reply: v.object({
    county: v.string(),
    street: v.nullable(v.string()),
    divisions: v.array(v.string()),
    responsible: Responsible,
    /** somebody is there now and not on leave */
    manned: v.boolean(),
    promise: PublicPromise,
    why: v.array(v.string()),
    lead: Office,
    cooperating: v.array(Office),
    /** who is told when it runs out, rung by rung; `passed`: vacant or on leave, passed by */
    ladder: v.array(v.object({ label: v.nullable(v.string()), passed: v.array(v.string()) })),
  }),
  refusals: ['post.not-held', 'place.outside', 'category.unknown', 'condition.unknown'],
});

export const Reroute = v.object({
  number: v.string(),
  /** of the report: named when it is moved */
  version: v.number(),
  category: v.string(),
  place: v.string(),
  submittedAt: Time,
  dueAt: v.nullable(Time),
  statusLabel: v.string(),
  /** with whom it lies, and where it would go */
  now: v.string(),
  proposed: v.object({ key: v.string(), label: v.string() }),
  /** false: nobody covers it any more, or it is suspended; a dispatcher opens it and decides by hand */
  movable: v.boolean(),
  why: v.array(v.string()),
});
export type RerouteView = v.InferOutput<typeof Reroute>;

export const listReroutes = endpoint({
  name: 'reports.listReroutes',
  summary: '派遣员：责任范围改变后，会派到别处的在办上报，逐件附建议；不会自己移走',
  method: 'GET',
  path: '/api/v1/desk/reroutes',
  access: 'signed-in',
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: v.object({
    ...page(Reroute).entries,
    /** how far the search through open cases is */
    scan: v.object({ areasVersion: v.number(), finished: v.boolean(), looked: v.number() }),
  }),
  refusals: ['post.not-held'],
});

export const decideReroutes = endpoint({
  name: 'reports.decideReroutes',
  summary: '派遣员：按建议改派，或保持不变；每件各算一步，同一个 batchId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/desk/reroutes/decisions',
  access: 'signed-in',
  body: v.object({
    batchId: ClientId,
    decision: v.picklist(['move', 'keep'], '请选择改派或保持'),
    reports: v.pipe(
      v.array(
        v.object({ number: ReportNumber, version: Version, proposed: v.pipe(v.string(), v.maxLength(80)) }),
        '请选择上报',
      ),
      v.minLength(1, '请选择上报'),
      v.maxLength(LIMITS.moveList, `一次最多 ${LIMITS.moveList} 件`),
    ),
    text: v.optional(v.pipe(text('说明', 200), v.trim()), ''),
  }),
  reply: v.object({
    items: v.array(
      v.object({ number: v.string(), ok: v.boolean(), code: v.nullable(v.string()), detail: v.nullable(v.string()) }),
    ),
  }),
  refusals: ['post.not-held'],
});
