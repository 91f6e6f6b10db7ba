// Figures over a period, by kind, area and month: summed from sign-ups and activities, so that every figure can be recounted.
import { KIND_NAMES, KINDS } from '../../shared/activities/kinds';
import { dateOfDay, dayOf, dayOfDate, instantOn } from '../../shared/workdays';
import { areaName } from '../areas';
import { Activities, SignUps } from './model';
import type { ActivityRecord, SignUpRecord } from './record';

interface Figures {
  activities: number;
  came: number;
  absent: number;
  hours: number;
}
const NONE: Figures = { activities: 0, came: 0, absent: 0, hours: 0 };
const monthOf = (at: Date) => dateOfDay(dayOf(at.getTime())).slice(0, 7);

/** Instants of the first day's beginning and the last day's end. @throws RangeError on what is no day */
export const periodOf = (from: string, to: string) => ({
  $gte: new Date(instantOn(dayOfDate(from), 0)),
  $lt: new Date(instantOn(dayOfDate(to) + 1, 0)),
});

/** Sign-ups of what an organiser has, and of a dispatcher's county. */
export const scopeOf = (keys: readonly string[]) => ({
  $or: [
    { organiser: { $in: [...keys] } },
    { county: { $in: keys.filter((key) => key.startsWith('dispatcher:')).map((key) => key.slice(11)) } },
  ],
});

export const statisticsFor = async (keys: readonly string[], from: string, to: string) => {
  const period = periodOf(from, to);
  const [activities, rows] = await Promise.all([
    Activities.find(
      { desks: { $in: [...keys] }, startsAt: period, state: { $in: ['published', 'running', 'finished', 'settled'] } },
      { kind: 1, startsAt: 1, area: 1, county: 1 },
    ).lean<Pick<ActivityRecord, 'kind' | 'startsAt' | 'area' | 'county'>[]>(),
    SignUps.find(
      { ...scopeOf(keys), from: period, state: { $in: ['left', 'credited', 'absent'] } },
      { kind: 1, from: 1, area: 1, state: 1, seats: 1, hours: 1 },
    ).lean<Pick<SignUpRecord, 'kind' | 'from' | 'area' | 'state' | 'seats' | 'hours'>[]>(),
  ]);
  const held = activities.map(({ kind, startsAt, area, county }) => ({
    kind,
    month: monthOf(startsAt),
    area: area?.code ?? county,
    figures: { ...NONE, activities: 1 },
  }));
  const served = rows.map(({ kind, from: at, area, state, seats, hours }) => ({
    kind,
    month: monthOf(at),
    area,
    figures: {
      ...NONE,
      ...(state === 'absent' ? { absent: seats } : { came: seats, hours: state === 'credited' ? hours : 0 }),
    },
  }));
  const all = [...held, ...served];
  const sum = (some: typeof all): Figures =>
    some.reduce(
      (total, { figures }) => ({
        activities: total.activities + figures.activities,
        came: total.came + figures.came,
        absent: total.absent + figures.absent,
        hours: total.hours + figures.hours,
      }),
      NONE,
    );
  const distinct = (key: 'month' | 'area') => [...new Set(all.map((one) => one[key]))].sort();
  return {
    total: sum(all),
    kinds: KIND_NAMES.map((kind) => ({ kind, name: KINDS[kind].name, ...sum(all.filter((one) => one.kind === kind)) })),
    areas: distinct('area').map((code) => ({
      code,
      name: areaName(code),
      ...sum(all.filter(({ area }) => area === code)),
    })),
    months: distinct('month').map((month) => ({ month, ...sum(all.filter((one) => one.month === month)) })),
  };
};
