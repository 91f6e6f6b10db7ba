// Activities as everybody uses them: finding one, reading it, having one's shifts in a calendar (domain.md §6).
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Id, Limit, numberInQuery, page } from '../fields';
import { KIND_NAMES } from './kinds';
import { Day } from './limits';
import { Activity, ActivityCard, Summary } from './views';

const inQuery = {
  lng: v.optional(v.pipe(numberInQuery('经度'), v.minValue(-180, '经度超出范围'), v.maxValue(180, '经度超出范围'))),
  lat: v.optional(v.pipe(numberInQuery('纬度'), v.minValue(-90, '纬度超出范围'), v.maxValue(90, '纬度超出范围'))),
};

export const listActivities = endpoint({
  name: 'activities.list',
  summary: '活动：按时间或距离；给出位置（WGS-84）就有距离。带某天就只看那天开始的',
  method: 'GET',
  path: '/api/v1/activities',
  access: 'open',
  query: v.object({
    ...inQuery,
    /** one day, or from today on */
    day: v.optional(Day),
    kind: v.optional(v.picklist(KIND_NAMES, '没有这类活动')),
    sort: v.optional(
      v.picklist(['date', 'distance', 'recommended'], '排序只能是 date、distance 或 recommended'),
      'date',
    ),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: v.object({
    ...page(ActivityCard).entries,
    /** the next 42 days that have activities (of the kind asked for), for the calendar; first page only */
    days: v.array(v.object({ day: Day, count: v.number() })),
    /** by distance or fitness a bounded number of those nearest in time is looked at: the day up to which; null: all of them */
    within: v.nullable(Day),
  }),
  refusals: [],
});

export const listSummaries = endpoint({
  name: 'activities.listSummaries',
  summary: '活动小结：办过的活动做了什么，新发布的在前',
  method: 'GET',
  path: '/api/v1/activity-summaries',
  access: 'open',
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: page(Summary),
  refusals: [],
});

export const readActivity = endpoint({
  name: 'activities.read',
  summary: '一个活动的全部：班次、名额、要带什么、风险和保险、我的报名、我能做什么',
  method: 'GET',
  path: '/api/v1/activities/:id',
  access: 'open',
  params: v.object({ id: Id }),
  reply: Activity,
  refusals: ['activity.not-found'],
});

export const calendarFeed = endpoint({
  name: 'activities.calendarFeed',
  summary: '我的班次日历订阅地址（iCalendar），谁有地址谁能看，可以换一个',
  method: 'POST',
  path: '/api/v1/me/calendar-feed',
  access: 'signed-in',
  body: v.object({ renew: v.boolean('是否换地址要填 true 或 false') }),
  reply: v.object({ url: v.string() }),
  refusals: [],
});
