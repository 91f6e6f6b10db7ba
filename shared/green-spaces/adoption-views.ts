// An adoption as its adopter, their family and the managing unit see it.
import * as v from 'valibot';
import { StoredPlace, Time } from '../fields';
import { Photo } from '../media/contract';
import { CARE_TASK_NAMES } from './care';
import { type ADOPTION_MOVE_NAMES, ADOPTION_PERSON_MOVES } from './moves';
import { TaskView } from './plot-contract';
import { ADOPTION_STATE_NAMES, MODE_NAMES, PLOT_KIND_NAMES, SUBJECT_NAMES } from './states';

export const adoptionParams = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/, '编号格式不对')) });

export const Badge = v.object({
  level: v.number(),
  name: v.nullable(v.string()),
  next: v.nullable(v.object({ name: v.string(), visits: v.number() })),
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
  /** days, as decided now: from giving notice to the end; after the end, with priority over others */
  terms: v.object({ noticeDays: v.number(), priorityDays: v.number() }),
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
