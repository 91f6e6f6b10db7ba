// Places and who answers for them.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { accuracyInQuery, Id, placeInQuery, StoredPlace, Time, text } from '../fields';
import { ROLE_NAMES } from '../people/roles';
import { PLACE_KINDS } from './search';

export const AreaRef = v.object({ code: v.string(), name: v.string() });

/** Who answers for a report: a post at a place, a department, or the dispatchers of a county. */
export const Responsible = v.object({
  kind: v.picklist(['post', 'department', 'dispatcher']),
  /** `area:<code>`, `department:<id>` or `dispatcher:<county>` */
  key: v.string(),
  role: v.picklist(ROLE_NAMES),
  areaName: v.string(),
  department: v.nullable(v.string()),
  /** as shown in public: 鹿城南路街长 李** */
  label: v.string(),
  dutyPhone: v.nullable(v.string()),
});
export type ResponsibleView = v.InferOutput<typeof Responsible>;

/** What the reporter is promised, and how it is counted. */
export const PublicPromise = v.object({
  acceptBy: Time,
  resolveBy: Time,
  /** 1 小时内受理 */
  acceptText: v.string(),
  /** 2 个工作日内办结 */
  resolveText: v.string(),
  /** a year's holidays are not published yet, so the date may still move */
  provisional: v.boolean(),
});

export const previewRouting = endpoint({
  name: 'areas.previewRouting',
  summary: '这里的这类问题归谁管、什么时候办好、为什么',
  method: 'GET',
  path: '/api/v1/routing',
  access: 'open',
  query: v.object({
    ...placeInQuery,
    accuracy: accuracyInQuery,
    category: Id,
    condition: v.optional(Id),
  }),
  reply: v.object({
    street: v.nullable(AreaRef),
    divisions: v.array(v.object({ ...AreaRef.entries, level: v.string() })),
    post: v.nullable(
      v.object({ id: v.string(), role: v.picklist(ROLE_NAMES), areaName: v.string(), personLabel: v.string() }),
    ),
    department: v.nullable(v.string()),
    responsible: Responsible,
    acceptBy: Time,
    resolveBy: Time,
    promise: PublicPromise,
    why: v.array(v.string()),
  }),
  refusals: ['place.outside', 'category.unknown', 'condition.unknown'],
});

const Position = v.tuple([v.number(), v.number()]);
export const Shape = v.variant('type', [
  v.object({ type: v.literal('LineString'), coordinates: v.array(Position) }),
  v.object({ type: v.literal('Polygon'), coordinates: v.array(v.array(Position)) }),
  v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(v.array(Position))) }),
]);

export const readBaseMap = endpoint({
  name: 'areas.readBaseMap',
  summary: '底图：区划和街道的形状（WGS-84），演示服务器上为示意',
  method: 'GET',
  path: '/api/v1/areas/map',
  access: 'open',
  reply: v.object({
    illustrative: v.boolean(),
    /** `https://…/{z}/{x}/{y}.png` when the operator configured a tile server */
    tileUrl: v.nullable(v.string()),
    centre: StoredPlace,
    divisions: v.array(v.object({ ...AreaRef.entries, level: v.string(), shape: Shape, label: StoredPlace })),
    streets: v.array(v.object({ ...AreaRef.entries, widthM: v.number(), shape: Shape, chief: v.nullable(v.string()) })),
  }),
  refusals: [],
});

export const findPlaces = endpoint({
  name: 'areas.findPlaces',
  summary: '按名称找地方：街道、园区、社区、乡镇、县市；也认整条地址',
  method: 'GET',
  path: '/api/v1/places',
  access: 'open',
  query: v.object({
    words: v.pipe(text('地名', 60), v.trim(), v.minLength(1, '请写要找的街道、社区或地名')),
  }),
  reply: v.object({
    items: v.array(
      v.object({
        ...AreaRef.entries,
        kind: v.picklist(PLACE_KINDS),
        /** 楚雄市鹿城镇 */
        within: v.string(),
        place: StoredPlace,
      }),
    ),
  }),
  refusals: [],
});

export const listDepartments = endpoint({
  name: 'areas.listDepartments',
  summary: '责任部门',
  method: 'GET',
  path: '/api/v1/departments',
  access: 'open',
  reply: v.object({
    items: v.array(v.object({ id: v.string(), name: v.string(), dutyPhone: v.nullable(v.string()) })),
  }),
  refusals: [],
});

/** Who a report can be handed to from its desk: departments and the streets and grids of the same county. */
export const listAssignees = endpoint({
  name: 'areas.listAssignees',
  summary: '一件上报可以转给谁：本县市的部门、街长和网格员',
  method: 'GET',
  path: '/api/v1/counties/:county/assignees',
  access: 'signed-in',
  params: v.object({ county: v.pipe(v.string(), v.regex(/^\d{6}$/, '县市编码是六位数字')) }),
  reply: v.object({
    items: v.array(v.object({ key: v.string(), kind: v.picklist(['post', 'department']), label: v.string() })),
  }),
  refusals: ['post.not-held'],
});
