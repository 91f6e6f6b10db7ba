// Reports: submit, read, list, move, rate.
import * as v from 'valibot';
import { AreaRef, PublicPromise, Responsible } from '../areas/contract';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Id, Limit, Place, page, StoredPlace, Time, text } from '../fields';
import { Photo } from '../media/contract';
import { CHECK_RESULTS } from '../moderation/checks';
import { ROLE_NAMES } from '../people/roles';
import { Category } from './category';
import { LIMITS, MoveBody, photos, ReportNumber } from './move-body';
import { PERSON_MOVES } from './moves';
import { RATING_REASON_NAMES } from './rating';
import { STATE_NAMES } from './states';

export { LIMITS, MoveBody } from './move-body';
export const SOURCES = ['app', 'qr', 'patrol', 'phone', 'adoption', 'activity'] as const;

const State = v.picklist(STATE_NAMES, '没有这种状态');

const CategoryRef = v.object({ id: v.string(), name: v.string(), group: v.string(), icon: v.string() });

/** A running clock as people read it. `share` is time used ÷ time allowed, past 1 when late. */
export const Clock = v.object({
  phase: v.picklist(['acceptance', 'handling', 'rating']),
  dueAt: Time,
  share: v.number(),
  state: v.picklist(['running', 'half', 'late']),
  /** 还剩 2 个工作日 · 超 1 小时 20 分 */
  text: v.string(),
  provisional: v.boolean(),
});
export type ClockView = v.InferOutput<typeof Clock>;

/** What the person asking may do now: the mini-program draws exactly these buttons. */
export const Can = v.object({
  ...(Object.fromEntries(PERSON_MOVES.map((name) => [name, v.boolean()])) as Record<
    (typeof PERSON_MOVES)[number],
    v.BooleanSchema<undefined>
  >),
  rate: v.boolean(),
  /** public, and not one's own */
  follow: v.boolean(),
  /** see the reporter's full name and phone, with a reason that is logged */
  contact: v.boolean(),
  /** say that its content is not fit to be public */
  flag: v.boolean(),
  moderate: v.boolean(),
});

/** What happened to a report besides its states. Dates of requests and tasks are null where the person asking may not know. */
export const Facts = v.object({
  urges: v.number(),
  urgedAt: v.nullable(Time),
  supplements: v.number(),
  reworks: v.number(),
  /** granted so far */
  extensions: v.number(),
  /** asked for and not decided */
  extensionAsked: v.nullable(v.object({ until: Time })),
  suspensions: v.number(),
  suspensionAsked: v.nullable(v.object({ until: Time })),
  suspendedUntil: v.nullable(Time),
  reopenAsked: v.boolean(),
  appeal: v.nullable(v.picklist(['pending', 'upheld', 'granted'])),
  /** a second pair of eyes checks the result before it can be rated */
  verification: v.nullable(v.object({ state: v.picklist(['pending', 'passed', 'failed']), dueAt: v.nullable(Time) })),
  /** after a bad rating: somebody other than the handler calls; staff and the reporter only */
  callback: v.nullable(v.object({ state: v.picklist(['due', 'done', 'superseded']), dueAt: v.nullable(Time) })),
  /** closed by itself because nobody rated */
  auto: v.boolean(),
  /** departments that cooperate and owe an answer */
  jointOpen: v.number(),
  /** ordered by a vice or general chief, with a term for the answer */
  supervision: v.nullable(
    v.object({ state: v.picklist(['owed', 'overdue', 'answered']), dueAt: Time, by: v.string() }),
  ),
  /** handed to another authority; the documents are listed for the staff concerned only */
  referral: v.nullable(
    v.object({
      to: v.string(),
      state: v.picklist(['sent', 'received', 'done']),
      sentAt: Time,
      documents: v.nullable(v.array(v.object({ name: v.string(), copies: v.number() }))),
    }),
  ),
  /** reports merged into this one */
  duplicates: v.number(),
  overdue: v.boolean(),
  /** highest rung it climbed to: 副总街长 */
  escalatedTo: v.nullable(v.string()),
});

export const TimelineEntry = v.object({
  id: v.string(),
  at: Time,
  move: v.string(),
  title: v.string(),
  state: State,
  by: v.object({ role: v.nullable(v.picklist(ROLE_NAMES)), label: v.string() }),
  /** who it was handed to, on hops */
  to: v.nullable(v.string()),
  reason: v.nullable(v.string()),
  text: v.string(),
  photos: v.array(Photo),
  /** seen by staff only */
  internal: v.boolean(),
  /** number of the report it belongs to, where that one was merged into this */
  of: v.nullable(v.string()),
});

/** One department's part in joint handling, as everybody may know it; the clock for those concerned. */
export const JointTask = v.object({
  id: v.string(),
  department: v.string(),
  ask: v.string(),
  state: v.picklist(['open', 'answered', 'released']),
  stateText: v.string(),
  askedAt: Time,
  /** one of the person asking owes the answer */
  mine: v.boolean(),
  clock: v.nullable(v.object({ dueAt: Time, state: v.picklist(['running', 'half', 'late']), text: v.string() })),
  endedAt: v.nullable(Time),
});
export type JointTaskView = v.InferOutput<typeof JointTask>;

const shared = {
  number: v.string(),
  status: State,
  statusLabel: v.string(),
  version: v.number(),
  category: CategoryRef,
  address: v.string(),
  location: StoredPlace,
  street: v.nullable(AreaRef),
  responsible: v.nullable(Responsible),
  clock: v.nullable(Clock),
  submittedAt: Time,
  updatedAt: Time,
  visibility: v.picklist(['public', 'private']),
  mine: v.boolean(),
  can: Can,
  facts: Facts,
  /** residents who follow it, and who said 我也遇到了; numbers only, never names */
  followers: v.number(),
  seconds: v.number(),
  /** the place is the community's, not the exact one */
  coarse: v.boolean(),
  /** number of the report it is merged into: that one is shown when it is read */
  mergedInto: v.nullable(v.string()),
  /** what the person's own department is asked for in joint handling */
  myTask: v.nullable(JointTask),
  /** what check, residents and moderators say; for dispatchers only */
  moderation: v.nullable(
    v.object({
      text: v.picklist(CHECK_RESULTS),
      photo: v.picklist(CHECK_RESULTS),
      flags: v.number(),
      hidden: v.array(v.string()),
    }),
  ),
};

export const ReportCard = v.object({
  ...shared,
  /** first words of the description */
  excerpt: v.string(),
  photo: v.nullable(Photo),
  photoCount: v.number(),
  /** metres, in lists that have a centre */
  distanceM: v.optional(v.number()),
});
export type ReportCardView = v.InferOutput<typeof ReportCard>;

export const Report = v.object({
  ...shared,
  description: v.string(),
  condition: v.nullable(v.object({ id: v.string(), name: v.string() })),
  photos: v.array(Photo),
  divisions: v.array(AreaRef),
  promise: PublicPromise,
  timeline: v.array(TimelineEntry),
  /** the entry that resolved it, if any: words and "after" photos */
  result: v.nullable(v.object({ text: v.string(), photos: v.array(Photo), at: Time })),
  rating: v.nullable(
    v.object({ score: v.number(), scoreText: v.string(), reasons: v.array(v.string()), text: v.string(), at: Time }),
  ),
  source: v.picklist(SOURCES),
  anonymous: v.boolean(),
  /** for those who handle it: masked name and phone; null for others and for anonymous reports */
  reporter: v.nullable(v.object({ name: v.string(), phone: v.nullable(v.string()), allowContact: v.boolean() })),
  why: v.array(v.string()),
  /** the person asking follows or seconds it */
  following: v.boolean(),
  seconded: v.boolean(),
  /** who works on it together, in the order they were asked */
  joint: v.array(JointTask),
  /** the number that was asked for, when that report is merged into this one */
  askedAs: v.nullable(v.string()),
  /** what was merged into it, for the staff concerned */
  joined: v.array(
    v.object({
      number: v.string(),
      version: v.number(),
      mergedAt: Time,
      submittedAt: Time,
      excerpt: v.string(),
      address: v.string(),
    }),
  ),
});
export type ReportView = v.InferOutput<typeof Report>;

export const listCategories = endpoint({
  name: 'reports.listCategories',
  summary: '问题类别、情形和时限',
  method: 'GET',
  path: '/api/v1/categories',
  access: 'open',
  reply: v.object({ items: v.array(Category) }),
  refusals: [],
});

export const submitReport = endpoint({
  name: 'reports.submit',
  summary: '上报一个问题；同一个 submissionId 再次提交会得到同一件上报',
  method: 'POST',
  path: '/api/v1/reports',
  access: 'signed-in',
  body: v.object({
    submissionId: ClientId,
    category: v.pipe(v.string('请选择类别'), v.minLength(1, '请选择类别'), v.maxLength(64, '没有这个类别')),
    condition: v.optional(v.pipe(v.string(), v.maxLength(64, '没有这种情形'))),
    description: v.optional(v.pipe(text('描述', LIMITS.description), v.trim()), ''),
    location: Place,
    address: v.optional(v.pipe(text('地址', 200), v.trim()), ''),
    photos: v.optional(photos, []),
    visibility: v.optional(v.picklist(['public', 'private'], '公开范围只能是 public 或 private')),
    anonymous: v.optional(v.boolean('是否匿名要填 true 或 false'), false),
    allowContact: v.optional(v.boolean('是否允许联系要填 true 或 false'), false),
    source: v.optional(v.picklist(SOURCES, '来源不在列表里'), 'app'),
    link: v.optional(v.object({ kind: v.pipe(v.string(), v.maxLength(40)), id: Id })),
  }),
  reply: Report,
  status: 201,
  refusals: [
    'report.empty',
    'report.photo-required',
    'report.submission-reused',
    'place.outside',
    'category.unknown',
    'condition.unknown',
    'media.not-yours',
    'report.limited',
  ],
});

export const readReport = endpoint({
  name: 'reports.read',
  summary: '一件上报的全部：承诺、进度、照片、我能做什么',
  method: 'GET',
  path: '/api/v1/reports/:number',
  access: 'open',
  params: v.object({ number: ReportNumber }),
  reply: Report,
  refusals: ['report.not-found'],
});

const filters = { category: v.optional(Id), status: v.optional(State), cursor: Cursor, limit: Limit };

export const listReports = endpoint({
  name: 'reports.list',
  summary: '公开的上报，新的在前',
  method: 'GET',
  path: '/api/v1/reports',
  access: 'open',
  query: v.object({ ...filters, street: v.optional(v.pipe(v.string(), v.maxLength(40, '街道编码太长'))) }),
  reply: page(ReportCard),
  refusals: [],
});

export const listMyReports = endpoint({
  name: 'reports.listMine',
  summary: '我的上报，新的在前',
  method: 'GET',
  path: '/api/v1/me/reports',
  access: 'signed-in',
  query: v.object({
    group: v.optional(v.picklist(['open', 'to-rate', 'ended'], '分组只能是 open、to-rate 或 ended')),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: v.object({
    ...page(ReportCard).entries,
    counts: v.object({ open: v.number(), toRate: v.number(), ended: v.number() }),
  }),
  refusals: [],
});

export const DESK_GROUPS = ['late', 'today', 'to-accept', 'handling', 'to-assign', 'resolved'] as const;
/**
 * Views of the one desk; without one it is what lies with me. A scope is offered to whoever holds the post for it:
 * escalated · below (vice and general chief), to-verify (inspector, grid officer), callbacks (inspector, dispatcher),
 * cooperating (department asked to help), joint-late (chiefs their overdue tasks climbed to), supervised (chiefs, dispatcher),
 * unrouted · returned · appeals · extensions · suspensions · reopens · overdue · all (dispatcher; the general chief sees extensions too).
 */
export const DESK_SCOPES = [
  'mine',
  'escalated',
  'below',
  'to-verify',
  'callbacks',
  'unrouted',
  'returned',
  'appeals',
  'extensions',
  'suspensions',
  'reopens',
  'overdue',
  'cooperating',
  'joint-late',
  'supervised',
  'all',
] as const;

export const listDeskReports = endpoint({
  name: 'reports.listDesk',
  summary: '我的工作台：归我办的上报，先到期的在前',
  method: 'GET',
  path: '/api/v1/desk/reports',
  access: 'signed-in',
  query: v.object({
    scope: v.optional(v.picklist(DESK_SCOPES, '没有这个视图'), 'mine'),
    group: v.optional(v.picklist(DESK_GROUPS, '没有这个分组')),
    category: v.optional(Id),
    street: v.optional(v.pipe(v.string(), v.maxLength(40, '街道编码太长'))),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: v.object({
    ...page(ReportCard).entries,
    counts: v.object({
      late: v.number(),
      today: v.number(),
      toAccept: v.number(),
      handling: v.number(),
      toAssign: v.number(),
    }),
    /** the scopes this person has, with how many reports wait in each (1,000 at most); first page only */
    scopes: v.array(v.object({ scope: v.picklist(DESK_SCOPES), name: v.string(), count: v.number() })),
  }),
  refusals: ['post.not-held'],
});

export const moveReport = endpoint({
  name: 'reports.move',
  summary:
    '一件上报的每一步（受理、回复、办结、转办、催办、延期、挂账、核查、回访……）；同一个 moveId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/reports/:number/moves',
  access: 'signed-in',
  params: v.object({ number: ReportNumber }),
  body: MoveBody,
  reply: Report,
  refusals: [
    'report.not-found',
    'report.move-not-yours',
    'report.move-not-allowed',
    'report.stale',
    'report.after-photo-required',
    'report.assignee-unknown',
    'report.assignee-same',
    'report.move-reused',
    'report.urged-today',
    'report.appealed-already',
    'report.reopened-already',
    'report.asked-already',
    'report.nothing-to-decide',
    'report.words-or-photo',
    'report.date-out-of-range',
    'condition.unknown',
    'media.not-yours',
    'report.merge-busy',
    'report.merge-lead',
    'report.merge-private',
    'report.others-joined',
    'report.joint-full',
    'report.joint-already',
    'report.joint-unanswered',
    'report.task-unknown',
    'report.referred-already',
  ],
});

export const rateReport = endpoint({
  name: 'reports.rate',
  summary: '评价：5 非常满意 … 1 非常不满意，不满意请说明原因',
  method: 'POST',
  path: '/api/v1/reports/:number/rating',
  access: 'signed-in',
  params: v.object({ number: ReportNumber }),
  body: v.pipe(
    v.object({
      submissionId: ClientId,
      score: v.pipe(
        v.number('请选择满意程度'),
        v.integer('请选择满意程度'),
        v.minValue(1, '满意程度是 1 到 5'),
        v.maxValue(5, '满意程度是 1 到 5'),
      ),
      reasons: v.optional(
        v.pipe(v.array(v.picklist(RATING_REASON_NAMES, '请从列表里选择原因')), v.maxLength(5, '原因最多 5 项')),
        [],
      ),
      text: v.optional(v.pipe(text('评价', LIMITS.moveText), v.trim()), ''),
    }),
    v.forward(
      v.partialCheck(
        [['score'], ['reasons'], ['text']],
        (r) => r.score > 2 || r.reasons.length > 0 || r.text.length > 0,
        '不满意请选一个原因或写一句话，方便我们回访',
      ),
      ['reasons'],
    ),
  ),
  reply: Report,
  refusals: ['report.not-found', 'report.not-yours-to-rate', 'report.not-ratable', 'report.already-rated'],
});
