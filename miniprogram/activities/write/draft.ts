// The form of an activity as it is typed, what it still misses, and what is sent.
import { KINDS, type Kind } from '../../../shared/activities/kinds';
import type { ActivityView } from '../../../shared/activities/views';
import type { createActivity } from '../../../shared/activities/write-contract';
import type { Input } from '../../../shared/endpoint';
import type { Skill } from '../../../shared/volunteers/choices';
import { clockText } from '../../../shared/words';
import { dateOfDay, dayOf, dayOfDate, instantOn } from '../../../shared/workdays';
import { newId } from '../../api/ids';

export interface ShiftDraft {
  id: string;
  name: string;
  from: string;
  to: string;
  capacity: string;
  minAge: string;
  skills: Skill[];
}
/** How often a series is held. */
export const REPEATS = {
  none: { text: '只办一次' },
  week: { text: '每周', every: 'week', interval: 1 },
  fortnight: { text: '隔一周', every: 'week', interval: 2 },
  month: { text: '每月', every: 'month', interval: 1 },
} as const;

export interface ActivityDraft {
  kind: Kind;
  title: string;
  about: string;
  organiser: string;
  contact: string;
  phone: string;
  place: string;
  point: { lng: number; lat: number } | undefined;
  audience: 'volunteers' | 'everyone';
  area: string;
  areaName: string;
  radiusM: string;
  /** days before the day from which one may sign up; empty: from publishing on */
  fromDays: string;
  /** hours before the first shift until which one may sign up */
  untilHours: string;
  cancelHours: string;
  bring: string;
  risks: string;
  insurance: string;
  /** YYYY-MM-DD */
  day: string;
  shifts: ShiftDraft[];
  repeat: keyof typeof REPEATS;
  /** 1 Monday … 7 Sunday; none: the weekday of the day */
  weekdays: string[];
  until: string;
  /** days left out, separated by blanks */
  except: string;
}

export const freshShift = (): ShiftDraft => ({
  id: newId(),
  name: '',
  from: '09:00',
  to: '11:00',
  capacity: '20',
  minAge: '',
  skills: [],
});
export const FRESH: ActivityDraft = {
  kind: 'service',
  title: '',
  about: '',
  organiser: '',
  contact: '',
  phone: '',
  place: '',
  point: undefined,
  audience: 'volunteers',
  area: '',
  areaName: '',
  radiusM: '300',
  fromDays: '',
  untilHours: '0',
  cancelHours: '12',
  bring: '',
  risks: '',
  insurance: '',
  day: '',
  shifts: [freshShift()],
  repeat: 'none',
  weekdays: [],
  until: '',
  except: '',
};

/** Day and clock as an instant; undefined when either is not one. */
const instantOf = (day: string, clock: string): string | undefined => {
  const match = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(clock.trim());
  if (!match || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  try {
    return new Date(instantOn(dayOfDate(day), (Number(match[1]) * 60 + Number(match[2])) * 60_000)).toISOString();
  } catch {
    return undefined;
  }
};

const DAY = 86_400_000;

/** Beginning and end of a shift; one that ends at an earlier hour than it begins ends the next day. */
const spanOf = (
  day: string,
  { from, to }: Pick<ShiftDraft, 'from' | 'to'>,
): { from: string; to: string } | undefined => {
  const [start, end] = [instantOf(day, from), instantOf(day, to)];
  if (!start || !end) return undefined;
  return { from: start, to: end > start ? end : new Date(Date.parse(end) + DAY).toISOString() };
};
/** Whether it goes on past midnight. */
export const endsNextDay = (day: string, shift: ShiftDraft): boolean => {
  const span = spanOf(day, shift);
  return span !== undefined && span.to !== instantOf(day, shift.to);
};

/** What is still missing, as the button says it. */
export const missingIn = (draft: ActivityDraft): string | undefined => {
  if (!draft.title.trim()) return '先写标题';
  if (!draft.about.trim()) return '先写做什么';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.day)) return '先选日期';
  if (draft.shifts.some((one) => !one.name.trim() || !spanOf(draft.day, one))) return '班次要有名称和时间';
  if (!draft.place.trim() || !draft.point) return '先定集合地点';
  if (KINDS[draft.kind].needsArea && !draft.area) return '先选属于哪个街道或社区';
  if (!draft.contact.trim() || !draft.phone.trim()) return '先写联系人和电话';
  if (!draft.risks.trim() || !draft.insurance.trim()) return '先写风险和保险说明';
  return draft.repeat !== 'none' && !/^\d{4}-\d{2}-\d{2}$/.test(draft.until) ? '重复要有截止日期' : undefined;
};

const HOUR = 3_600_000;
const firstStart = ({ day, shifts }: ActivityDraft) =>
  Math.min(...shifts.map(({ from }) => Date.parse(instantOf(day, from) ?? '') || Number.POSITIVE_INFINITY));

type Body = Omit<NonNullable<Input<typeof createActivity>['body']>, 'activityId' | 'repeat'>;

export const bodyOf = (draft: ActivityDraft, photos: string[]): Body => ({
  title: draft.title.trim(),
  kind: draft.kind,
  about: draft.about.trim(),
  organiser: draft.organiser,
  contact: draft.contact.trim(),
  phone: draft.phone.trim(),
  place: draft.place.trim(),
  location: { lng: draft.point?.lng ?? 0, lat: draft.point?.lat ?? 0, datum: 'wgs84' },
  audience: draft.audience,
  area: draft.area || null,
  radiusM: Number(draft.radiusM) || 300,
  cancelHours: Number(draft.cancelHours) || 0,
  ...(draft.fromDays.trim() && {
    signUpFrom: new Date(instantOn(dayOfDate(draft.day) - (Number(draft.fromDays) || 0), 0)).toISOString(),
  }),
  signUpUntil: new Date(firstStart(draft) - (Number(draft.untilHours) || 0) * HOUR).toISOString(),
  bring: draft.bring.trim(),
  risks: draft.risks.trim(),
  insurance: draft.insurance.trim(),
  photos,
  shifts: draft.shifts.map((one) => ({
    id: one.id,
    name: one.name.trim(),
    ...(spanOf(draft.day, one) ?? { from: '', to: '' }),
    capacity: Number(one.capacity) || 0,
    minAge: one.minAge ? Number(one.minAge) : null,
    skills: one.skills,
  })),
});

/** How a new series repeats; nothing for what is held once. */
export const repeatOf = (draft: ActivityDraft): Pick<NonNullable<Input<typeof createActivity>['body']>, 'repeat'> => {
  const chosen = REPEATS[draft.repeat];
  if (!('every' in chosen)) return {};
  const exceptions = draft.except
    .split(/[\s,，]+/)
    .filter(Boolean)
    .map((date) => ({ date, movedTo: null }));
  const weekdays = chosen.every === 'week' ? draft.weekdays.map(Number) : [];
  return { repeat: { every: chosen.every, interval: chosen.interval, weekdays, until: draft.until, exceptions } };
};

/** A stored activity as the form shows it. */
export const draftOf = (activity: ActivityView): ActivityDraft => ({
  ...FRESH,
  kind: activity.kind,
  title: activity.title,
  about: activity.about,
  organiser: activity.contact.key,
  contact: activity.contact.contact,
  phone: activity.contact.phone ?? '',
  place: activity.place,
  point: { lng: activity.location.lng, lat: activity.location.lat },
  audience: activity.audience,
  area: activity.area?.code ?? '',
  areaName: activity.area?.name ?? '',
  radiusM: String(activity.radiusM),
  untilHours: String(
    Math.max(0, Math.round((Date.parse(activity.startsAt) - Date.parse(activity.signUpUntil)) / HOUR)),
  ),
  cancelHours: String(activity.cancelHours),
  bring: activity.bring,
  risks: activity.risks,
  insurance: activity.insurance,
  day: dateOfDay(dayOf(Date.parse(activity.startsAt))),
  shifts: activity.shifts.map((one) => ({
    id: one.key,
    name: one.name,
    from: clockText(new Date(one.from)),
    to: clockText(new Date(one.to)),
    capacity: String(one.capacity),
    minAge: one.minAge === null ? '' : String(one.minAge),
    skills: [...one.skills],
  })),
});
