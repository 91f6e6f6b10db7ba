// Plots and adoptions as residents use them: find a plot, apply, care, live with it, be honoured.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import {
  ClientId,
  Cursor,
  Id,
  Limit,
  numberInQuery,
  Place,
  page,
  placeInQuery,
  StoredPlace,
  Time,
  text,
} from '../fields';
import { Photo } from '../media/contract';
import { CARE_TASK_NAMES } from './care';
import { type ADOPTION_MOVE_NAMES, ADOPTION_PERSON_MOVES, ADOPTION_REJECT_REASONS, WITHDRAW_REASONS } from './moves';
import { PlotCode, PlotShape, SIZE_CLASS_NAMES } from './plots';
import { ADOPTION_STATE_NAMES, MODE_NAMES, PLOT_KIND_NAMES, PLOT_STATE_NAMES, SUBJECT_NAMES } from './states';

/** Why somebody logs care from a distance. */
export const REMOTE_REASONS = {
  gps: '定位不准',
  later: '回来后补记',
  helper: '请别人代劳',
  unit: '出资，请人养护',
} as const;
export type RemoteReason = keyof typeof REMOTE_REASONS;
const REMOTE_REASON_NAMES = Object.keys(REMOTE_REASONS) as [RemoteReason, ...RemoteReason[]];

export const CARE_LIMITS = { photos: 6, note: 200, minutes: 480, members: 8 } as const;

export const PlotCard = v.object({
  code: v.string(),
  name: v.string(),
  kind: v.picklist(PLOT_KIND_NAMES),
  kindName: v.string(),
  /** 86 m², 12 株 */
  size: v.object({ value: v.number(), unit: v.string() }),
  location: StoredPlace,
  address: v.string(),
  photo: v.nullable(Photo),
  state: v.picklist(PLOT_STATE_NAMES),
  /** 等人认养 · 您在认养 · 已认养 · 暂停认养 */
  label: v.string(),
  availability: v.picklist(['free', 'mine', 'taken', 'paused', 'retired']),
  capacity: v.number(),
  taken: v.number(),
  waiting: v.number(),
  modes: v.array(v.picklist(MODE_NAMES)),
  automatic: v.boolean(),
  visitsPerWeek: v.number(),
  distanceM: v.nullable(v.number()),
});
export type PlotCardView = v.InferOutput<typeof PlotCard>;

const Badge = v.object({
  level: v.number(),
  name: v.nullable(v.string()),
  next: v.nullable(v.object({ name: v.string(), visits: v.number() })),
});
const TaskView = v.object({
  task: v.picklist(CARE_TASK_NAMES),
  name: v.string(),
  icon: v.string(),
  /** over the seasons, and in this one */
  rhythm: v.string(),
  now: v.string(),
  note: v.string(),
  everyVisit: v.boolean(),
});

export const Plot = v.object({
  ...PlotCard.entries,
  plants: v.array(v.string()),
  shape: v.nullable(PlotShape),
  photos: v.array(Photo),
  tasks: v.array(TaskView),
  careNote: v.string(),
  unit: v.object({ id: v.string(), name: v.string(), phone: v.nullable(v.string()) }),
  /** those who agreed to be named, by their plaque */
  adopters: v.array(v.object({ plaque: v.string(), since: Time, visits: v.number(), badge: v.nullable(v.string()) })),
  /** adopters who did not */
  unnamed: v.number(),
  care: v.object({ visits: v.number(), lastAt: v.nullable(Time) }),
  /** days without care until the first reminder */
  neglectDays: v.number(),
  /** own open adoption or application of it */
  mine: v.nullable(v.object({ id: v.string(), state: v.picklist(ADOPTION_STATE_NAMES), label: v.string() })),
  can: v.object({ apply: v.boolean(), logCare: v.boolean(), edit: v.boolean() }),
});
export type PlotView = v.InferOutput<typeof Plot>;

export const PLOT_RADIUS = { usual: 3000, max: 5000 } as const;

export const listPlots = endpoint({
  name: 'greenSpaces.listPlots',
  summary: '绿地列表：给出位置时近的在前（radius 以米计），否则按编号',
  method: 'GET',
  path: '/api/v1/plots',
  access: 'open',
  query: v.object({
    lng: v.optional(placeInQuery.lng),
    lat: v.optional(placeInQuery.lat),
    datum: v.optional(placeInQuery.datum, 'wgs84'),
    radius: v.optional(
      v.pipe(
        numberInQuery('半径'),
        v.minValue(50, '半径至少 50 米'),
        v.maxValue(PLOT_RADIUS.max, `半径最多 ${PLOT_RADIUS.max} 米`),
      ),
      String(PLOT_RADIUS.usual),
    ),
    kind: v.optional(v.picklist(PLOT_KIND_NAMES, '没有这种绿地')),
    mode: v.optional(v.picklist(MODE_NAMES, '没有这种认养方式')),
    size: v.optional(v.picklist(SIZE_CLASS_NAMES, '没有这种大小')),
    availability: v.optional(v.picklist(['free', 'taken'], '只能是 free 或 taken')),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: page(PlotCard),
  refusals: [],
});

export const mapPlots = endpoint({
  name: 'greenSpaces.mapPlots',
  summary: '地图上的绿地：范围小时逐块给出（最多 200 块），范围大时给出每格的数量；坐标 WGS-84',
  method: 'GET',
  path: '/api/v1/plots/map',
  access: 'open',
  query: v.object({
    west: v.pipe(numberInQuery('西界'), v.minValue(-180), v.maxValue(180)),
    south: v.pipe(numberInQuery('南界'), v.minValue(-90), v.maxValue(90)),
    east: v.pipe(numberInQuery('东界'), v.minValue(-180), v.maxValue(180)),
    north: v.pipe(numberInQuery('北界'), v.minValue(-90), v.maxValue(90)),
    availability: v.optional(v.picklist(['free', 'taken'], '只能是 free 或 taken')),
  }),
  reply: v.object({
    plots: v.array(PlotCard),
    clusters: v.array(v.object({ location: StoredPlace, count: v.number() })),
  }),
  refusals: [],
});

const plotParams = v.object({ code: PlotCode });
export const readPlot = endpoint({
  name: 'greenSpaces.readPlot',
  summary: '一块绿地：养护要求、认养人、我能做什么',
  method: 'GET',
  path: '/api/v1/plots/:code',
  access: 'open',
  params: plotParams,
  reply: Plot,
  refusals: ['plot.not-found'],
});

export const CareLog = v.object({
  id: v.string(),
  at: Time,
  tasks: v.array(v.object({ task: v.picklist(CARE_TASK_NAMES), name: v.string() })),
  minutes: v.number(),
  photos: v.array(Photo),
  /** own and the unit's eyes only */
  note: v.string(),
  atPlace: v.boolean(),
  /** why it was logged from a distance */
  remote: v.nullable(v.string()),
  /** 认养人 · 家人 李** */
  by: v.string(),
});
export type CareLogView = v.InferOutput<typeof CareLog>;

export const listPlotCare = endpoint({
  name: 'greenSpaces.listPlotCare',
  summary: '一块绿地的养护记录，新的在前；不含姓名和文字',
  method: 'GET',
  path: '/api/v1/plots/:code/care',
  access: 'open',
  params: plotParams,
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: page(CareLog),
  refusals: ['plot.not-found'],
});

export const readAgreement = endpoint({
  name: 'greenSpaces.readAgreement',
  summary: '认养协议全文：current 是现行的，数字是那一版',
  method: 'GET',
  path: '/api/v1/adoption-agreements/:version',
  access: 'open',
  params: v.object({ version: v.pipe(v.string(), v.regex(/^(current|[1-9]\d{0,5})$/, '版本是 current 或数字')) }),
  reply: v.object({ version: v.number(), title: v.string(), text: v.string(), from: Time, current: v.boolean() }),
  refusals: ['adoption.not-found'],
});

const Facts = v.object({
  neglectReminders: v.number(),
  renewals: v.number(),
  noticeUntil: v.nullable(Time),
  appeal: v.nullable(v.picklist(['pending', 'upheld', 'granted'])),
});
const careFigures = {
  visits: v.number(),
  atPlace: v.number(),
  hours: v.number(),
  /** weeks in a row, as it stands today */
  streak: v.number(),
  bestStreak: v.number(),
  lastAt: v.nullable(Time),
};
const Due = v.object({
  task: v.picklist(CARE_TASK_NAMES),
  name: v.string(),
  icon: v.string(),
  /** YYYY-MM-DD */
  date: v.string(),
  /** 今天该做 · 晚了 3 天 · 周六该做 */
  text: v.string(),
  overdue: v.boolean(),
});

const summary = {
  id: v.string(),
  plot: v.object({
    code: v.string(),
    name: v.string(),
    kind: v.picklist(PLOT_KIND_NAMES),
    address: v.string(),
    location: StoredPlace,
    photo: v.nullable(Photo),
  }),
  subject: v.picklist(SUBJECT_NAMES),
  mode: v.picklist(MODE_NAMES),
  years: v.number(),
  plaque: v.string(),
  onWall: v.boolean(),
  state: v.picklist(ADOPTION_STATE_NAMES),
  label: v.string(),
  version: v.number(),
  appliedAt: Time,
  startAt: v.nullable(Time),
  endAt: v.nullable(Time),
  endedAt: v.nullable(Time),
  /** place in the line while waiting, from 1 */
  position: v.nullable(v.number()),
  relation: v.picklist(['adopter', 'family', 'unit']),
  care: v.object(careFigures),
  badge: Badge,
  /** what to do next, soonest first */
  due: v.array(Due),
  facts: Facts,
};
export const AdoptionCard = v.object(summary);
export type AdoptionCardView = v.InferOutput<typeof AdoptionCard>;

const moveFlags = Object.fromEntries(ADOPTION_PERSON_MOVES.map((name) => [name, v.boolean()])) as Record<
  (typeof ADOPTION_MOVE_NAMES)[number],
  v.BooleanSchema<undefined>
>;
export const AdoptionCan = v.object({
  ...moveFlags,
  logCare: v.boolean(),
  invite: v.boolean(),
  certificate: v.boolean(),
});

export const Adoption = v.object({
  ...summary,
  tasks: v.array(TaskView),
  /** falls due within the next five weeks */
  calendar: v.array(Due),
  /** days with care in the last five weeks, YYYY-MM-DD */
  caredOn: v.array(v.string()),
  agreement: v.object({ version: v.number(), acceptedAt: Time }),
  /** masked; adopter and managing unit only */
  contact: v.nullable(v.object({ name: v.string(), phone: v.string() })),
  organisation: v.nullable(v.object({ name: v.string(), creditCode: v.string() })),
  members: v.array(v.object({ id: v.string(), name: v.string(), me: v.boolean() })),
  certificate: v.nullable(v.object({ number: v.string(), issuedAt: Time })),
  /** words of whoever cared before */
  handedOver: v.nullable(v.object({ text: v.string(), photos: v.array(Photo), at: Time, visits: v.number() })),
  /** a person of the unit should look at the plaque's words; unit only */
  plaqueFlagged: v.boolean(),
  note: v.string(),
  timeline: v.array(
    v.object({
      id: v.string(),
      at: Time,
      move: v.string(),
      title: v.string(),
      state: v.picklist(ADOPTION_STATE_NAMES),
      by: v.string(),
      reason: v.nullable(v.string()),
      text: v.string(),
      photos: v.array(Photo),
    }),
  ),
  can: AdoptionCan,
});
export type AdoptionView = v.InferOutput<typeof Adoption>;

export const applyForPlot = endpoint({
  name: 'greenSpaces.apply',
  summary: '申请认养；没有空位时自动排队。同一个 submissionId 再次提交会得到同一份申请',
  method: 'POST',
  path: '/api/v1/plots/:code/applications',
  access: 'signed-in',
  params: plotParams,
  body: v.object({
    submissionId: ClientId,
    subject: v.picklist(SUBJECT_NAMES, '请选择谁来认养'),
    mode: v.picklist(MODE_NAMES, '请选择出力还是出资'),
    years: v.optional(
      v.pipe(
        v.number('年限要是数字'),
        v.integer('年限要是整数'),
        v.minValue(1, '年限是 1 到 3 年'),
        v.maxValue(3, '年限是 1 到 3 年'),
      ),
      1,
    ),
    plaque: v.pipe(text('牌名', 30), v.trim(), v.minLength(1, '请填写牌子上的名字')),
    /** the plaque's words may be shown in public */
    onWall: v.optional(v.boolean('要填 true 或 false'), false),
    contact: v.object({
      name: v.pipe(text('联系人', 20), v.trim(), v.minLength(1, '请填写联系人')),
      phone: v.pipe(v.string('请填写手机号'), v.regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号')),
    }),
    organisation: v.optional(
      v.object({
        name: v.pipe(text('单位名称', 50), v.trim(), v.minLength(1, '请填写单位名称')),
        creditCode: v.pipe(text('统一社会信用代码', 30), v.minLength(1, '请填写统一社会信用代码')),
      }),
    ),
    note: v.optional(v.pipe(text('说明', 200), v.trim()), ''),
    /** version of the agreement read and accepted */
    agreement: v.pipe(v.number('请先看过并同意认养协议'), v.integer('请先看过并同意认养协议')),
  }),
  reply: Adoption,
  status: 201,
  refusals: [
    'plot.not-found',
    'plot.not-open',
    'plot.mode-not-offered',
    'adoption.limit-reached',
    'adoption.already-applied',
    'adoption.agreement-outdated',
    'adoption.submission-reused',
    'adoption.plaque-refused',
    'adoption.credit-code-wrong',
    'adoption.organisation-needed',
  ],
});

export const listMyAdoptions = endpoint({
  name: 'greenSpaces.listMine',
  summary: '我的认养（含家人邀请我一起照料的），进行中的在前',
  method: 'GET',
  path: '/api/v1/me/adoptions',
  access: 'signed-in',
  reply: v.object({ items: v.array(AdoptionCard), limit: v.number(), used: v.number() }),
  refusals: [],
});

const adoptionParams = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/, '编号格式不对')) });
export const readAdoption = endpoint({
  name: 'greenSpaces.readAdoption',
  summary: '一份认养：养护日历、记录、进度、我能做什么；认养人、家人和管理单位可看',
  method: 'GET',
  path: '/api/v1/adoptions/:id',
  access: 'signed-in',
  params: adoptionParams,
  reply: Adoption,
  refusals: ['adoption.not-found'],
});

export const moveAdoption = endpoint({
  name: 'greenSpaces.move',
  summary: '一份认养的每一步（通过、续期、交还、收回、申诉……）；同一个 moveId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/adoptions/:id/moves',
  access: 'signed-in',
  params: adoptionParams,
  body: v.object({
    moveId: ClientId,
    version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数')),
    move: v.picklist(ADOPTION_PERSON_MOVES, '没有这种操作'),
    text: v.optional(v.pipe(text('说明', 300), v.trim()), ''),
    reason: v.optional(
      v.picklist(
        [...Object.keys(ADOPTION_REJECT_REASONS), ...Object.keys(WITHDRAW_REASONS)] as [string, ...string[]],
        '请从列表里选择原因',
      ),
    ),
    photos: v.optional(
      v.pipe(v.array(Id, '照片要是编号列表'), v.maxLength(CARE_LIMITS.photos, `照片最多 ${CARE_LIMITS.photos} 张`)),
      [],
    ),
    years: v.optional(
      v.pipe(
        v.number('年限要是数字'),
        v.integer('年限要是整数'),
        v.minValue(1, '年限是 1 到 3 年'),
        v.maxValue(3, '年限是 1 到 3 年'),
      ),
    ),
  }),
  reply: Adoption,
  refusals: [
    'adoption.not-found',
    'adoption.move-not-yours',
    'adoption.move-not-allowed',
    'adoption.move-reused',
    'adoption.stale',
    'adoption.notice-given',
    'adoption.no-notice',
    'adoption.appeal-over',
    'adoption.nothing-to-decide',
    'adoption.handed-over',
    'adoption.limit-reached',
    'plot.full',
    'plot.not-open',
    'media.not-yours',
  ],
});

export const logCare = endpoint({
  name: 'greenSpaces.logCare',
  summary: '记一次养护；不在绿地边上要选原因。同一个 logId 再次提交得到同一条记录',
  method: 'POST',
  path: '/api/v1/adoptions/:id/care',
  access: 'signed-in',
  params: adoptionParams,
  body: v.object({
    logId: ClientId,
    tasks: v.pipe(
      v.array(v.picklist(CARE_TASK_NAMES, '没有这项养护'), '请选择做了什么'),
      v.minLength(1, '请选择做了什么'),
      v.maxLength(7),
    ),
    photos: v.optional(
      v.pipe(v.array(Id, '照片要是编号列表'), v.maxLength(CARE_LIMITS.photos, `照片最多 ${CARE_LIMITS.photos} 张`)),
      [],
    ),
    minutes: v.optional(
      v.pipe(
        v.number('时长要是数字'),
        v.integer('时长要是整数'),
        v.minValue(0, '时长不能为负'),
        v.maxValue(CARE_LIMITS.minutes, '一次最多 8 小时'),
      ),
      0,
    ),
    note: v.optional(v.pipe(text('说明', CARE_LIMITS.note), v.trim()), ''),
    location: v.optional(Place),
    remote: v.optional(v.picklist(REMOTE_REASON_NAMES, '请从列表里选择原因')),
  }),
  reply: v.object({ log: CareLog, adoption: Adoption, earned: v.nullable(v.string()) }),
  status: 201,
  refusals: [
    'adoption.not-found',
    'adoption.move-not-yours',
    'adoption.not-living',
    'adoption.too-far',
    'adoption.task-unknown',
    'adoption.log-reused',
    'adoption.stale',
    'media.not-yours',
  ],
});

export const listAdoptionCare = endpoint({
  name: 'greenSpaces.listCare',
  summary: '一份认养的养护记录，新的在前',
  method: 'GET',
  path: '/api/v1/adoptions/:id/care',
  access: 'signed-in',
  params: adoptionParams,
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: page(CareLog),
  refusals: ['adoption.not-found'],
});

export const readCareYear = endpoint({
  name: 'greenSpaces.readYear',
  summary: '一年养护小结：次数、时长、每月次数、每项次数',
  method: 'GET',
  path: '/api/v1/adoptions/:id/years/:year',
  access: 'signed-in',
  params: v.object({
    ...adoptionParams.entries,
    year: v.pipe(v.string(), v.regex(/^20\d\d$/, '年份格式是 2026'), v.transform(Number)),
  }),
  reply: v.object({
    year: v.number(),
    visits: v.number(),
    atPlace: v.number(),
    hours: v.number(),
    photos: v.number(),
    months: v.array(v.number()),
    tasks: v.array(v.object({ task: v.picklist(CARE_TASK_NAMES), name: v.string(), times: v.number() })),
  }),
  refusals: ['adoption.not-found'],
});

export const inviteFamily = endpoint({
  name: 'greenSpaces.inviteFamily',
  summary: '家庭认养：取得一个邀请码，七天内有效，只能用一次',
  method: 'POST',
  path: '/api/v1/adoptions/:id/invitation',
  access: 'signed-in',
  params: adoptionParams,
  reply: v.object({ code: v.string(), expiresAt: Time }),
  status: 201,
  refusals: [
    'adoption.not-found',
    'adoption.move-not-yours',
    'adoption.not-family',
    'adoption.family-full',
    'adoption.not-living',
    'adoption.stale',
  ],
});

export const joinFamily = endpoint({
  name: 'greenSpaces.joinFamily',
  summary: '用邀请码加入家人的认养，一起照料',
  method: 'POST',
  path: '/api/v1/adoptions/join',
  access: 'signed-in',
  body: v.object({
    code: v.pipe(
      v.string('请填写邀请码'),
      v.trim(),
      v.toUpperCase(),
      v.regex(/^[0-9A-Z-]{8,20}$/, '邀请码由字母和数字组成'),
    ),
    name: v.pipe(text('称呼', 20), v.trim(), v.minLength(1, '请填写您的称呼')),
  }),
  reply: Adoption,
  refusals: ['adoption.code-refused', 'adoption.family-full', 'adoption.not-living'],
});

export const removeMember = endpoint({
  name: 'greenSpaces.removeMember',
  summary: '移除一位家人，或自己退出',
  method: 'DELETE',
  path: '/api/v1/adoptions/:id/members/:member',
  access: 'signed-in',
  params: v.object({ ...adoptionParams.entries, member: Id }),
  reply: v.object({ removed: v.literal(true) }),
  refusals: ['adoption.not-found', 'adoption.move-not-yours', 'adoption.member-not-found'],
});

export const changeConsent = endpoint({
  name: 'greenSpaces.changeConsent',
  summary: '是否公开牌名（绿地页和认养墙）',
  method: 'PUT',
  path: '/api/v1/adoptions/:id/consent',
  access: 'signed-in',
  params: adoptionParams,
  body: v.object({ onWall: v.boolean('是否公开要填 true 或 false') }),
  reply: Adoption,
  refusals: ['adoption.not-found', 'adoption.move-not-yours'],
});

export const listWall = endpoint({
  name: 'greenSpaces.listWall',
  summary: '认养墙：同意公开的认养，养护次数多的在前',
  method: 'GET',
  path: '/api/v1/adoption-wall',
  access: 'open',
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: page(
    v.object({
      id: v.string(),
      plaque: v.string(),
      plot: v.object({ code: v.string(), name: v.string() }),
      since: Time,
      visits: v.number(),
      badge: v.nullable(v.string()),
    }),
  ),
  refusals: [],
});

export const CertificateNumber = v.pipe(v.string('请填写证书编号'), v.maxLength(40, '证书编号格式不对'));
export const verifyCertificate = endpoint({
  name: 'greenSpaces.verifyCertificate',
  summary: '核验认养证书：编号真假、绿地、期限、是否仍然有效；不含姓名',
  method: 'GET',
  path: '/api/v1/adoption-certificates/:number',
  access: 'open',
  params: v.object({ number: CertificateNumber }),
  reply: v.object({
    number: v.string(),
    plaque: v.string(),
    subject: v.string(),
    plot: v.object({ code: v.string(), name: v.string(), address: v.string() }),
    unit: v.string(),
    from: Time,
    to: Time,
    issuedAt: Time,
    inForce: v.boolean(),
    visits: v.number(),
    /** paths of the printable files */
    files: v.object({ picture: v.string(), certificate: v.string(), plaque: v.string() }),
  }),
  refusals: ['certificate.not-found'],
});

export const summarise = endpoint({
  name: 'greenSpaces.summary',
  summary: '参与页的几个数字：身边待认养的块数、今天该做的养护',
  method: 'GET',
  path: '/api/v1/green-spaces/summary',
  access: 'open',
  query: v.object(placeInQuery),
  reply: v.object({
    /** free plots within 3 km of the place; 100 at most */
    free: v.number(),
    adopted: v.number(),
    due: v.nullable(
      v.object({ adoption: v.string(), plot: v.string(), task: v.string(), icon: v.string(), text: v.string() }),
    ),
  }),
  refusals: [],
});
