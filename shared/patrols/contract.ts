// 街长巡查: start, the way in batches, stop. Positions are measured against the streets and forgotten at once.
import * as v from 'valibot';
import { AreaRef } from '../areas/contract';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Datum, Limit, Place, Time } from '../fields';

/** Positions in one batch; the last one of a batch is the first of the next. */
export const MOST_POSITIONS = 200;
const HOUR_S = 3600;

/** How long ago something happened by the device's own reckoning: its clock may be wrong, its differences are not. */
const secondsAgo = v.optional(
  v.pipe(v.number('秒数要是数字'), v.minValue(0, '秒数不能为负'), v.maxValue(48 * HOUR_S, '最多是 48 小时之前')),
  0,
);

export const PatrolledStreet = v.object({
  ...AreaRef.entries,
  /** of the street's length, from 0 to 1 */
  share: v.number(),
  lengthM: v.number(),
  /** enough of it for a patrol of this street */
  counts: v.boolean(),
});

export const Patrol = v.object({
  id: v.string(),
  state: v.picklist(['running', 'ended']),
  startedAt: Time,
  endedAt: v.nullable(Time),
  /** `clock`: nothing was heard of it any more */
  endedBy: v.nullable(v.picklist(['person', 'clock'])),
  streets: v.array(PatrolledStreet),
  /** problems reported on the way */
  found: v.array(v.object({ number: v.string(), category: v.string(), status: v.string() })),
});
export type PatrolView = v.InferOutput<typeof Patrol>;

export const StreetToPatrol = v.object({
  ...AreaRef.entries,
  /** days from one patrol to the next */
  everyDays: v.number(),
  lastAt: v.nullable(Time),
  state: v.picklist(['never', 'fine', 'today', 'late']),
  lateDays: v.number(),
});

const params = v.object({ id: ClientId });

export const listMyPatrols = endpoint({
  name: 'patrols.listMine',
  summary: '我管的街道、多久巡一次、上次哪天巡的；正在进行的和过去的巡查，新的在前',
  method: 'GET',
  path: '/api/v1/me/patrols',
  access: 'signed-in',
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: v.object({
    streets: v.array(StreetToPatrol),
    running: v.nullable(Patrol),
    items: v.array(Patrol),
    next: v.nullable(v.string()),
  }),
  refusals: ['post.not-held'],
});

export const startPatrol = endpoint({
  name: 'patrols.start',
  summary: '开始巡查自己管的街道；同一个编号再次提交得到同一次巡查；没有网络时可以过后补报',
  method: 'POST',
  path: '/api/v1/patrols',
  access: 'signed-in',
  body: v.object({ patrolId: ClientId, secondsAgo }),
  reply: Patrol,
  status: 201,
  refusals: ['post.not-held', 'patrol.running-already', 'patrol.id-used'],
});

export const readPatrol = endpoint({
  name: 'patrols.read',
  summary: '自己的一次巡查：看过哪些街、路上报了什么',
  method: 'GET',
  path: '/api/v1/patrols/:id',
  access: 'signed-in',
  params,
  reply: Patrol,
  refusals: ['patrol.not-found'],
});

export const addToPatrol = endpoint({
  name: 'patrols.addPositions',
  summary: '巡查路上的位置：只用来算看过街道的多少，算完不留；同一批再次提交结果不变',
  method: 'POST',
  path: '/api/v1/patrols/:id/positions',
  access: 'signed-in',
  params,
  body: v.object({
    datum: Datum,
    positions: v.pipe(
      v.array(
        v.object({
          lng: Place.entries.lng,
          lat: Place.entries.lat,
          accuracy: Place.entries.accuracy,
          /** the device's clock, milliseconds; only differences matter */
          at: v.pipe(v.number('时刻要是数字'), v.minValue(0, '时刻不对'), v.maxValue(8.64e15, '时刻不对')),
        }),
        '位置要是列表',
      ),
      v.minLength(1, '至少要有一个位置'),
      v.maxLength(MOST_POSITIONS, `一次最多 ${MOST_POSITIONS} 个位置`),
    ),
  }),
  reply: Patrol,
  refusals: ['patrol.not-found', 'patrol.ended'],
});

export const endPatrol = endpoint({
  name: 'patrols.end',
  summary: '结束巡查：只留下起止时间和各条街看过多少；再次提交结果不变',
  method: 'POST',
  path: '/api/v1/patrols/:id/end',
  access: 'signed-in',
  params,
  body: v.object({ secondsAgo }),
  reply: Patrol,
  refusals: ['patrol.not-found'],
});
