// The calendar of working days, in memory: published holidays from the library, with years and single days that an administrator
// laid over them. When a year arrives, every process reloads and the deadlines that waited for it are counted anew.
import * as v from 'valibot';
import type { Actor } from '../../shared/people/actor';
import type { ImportedYear } from '../../shared/reports/admin-contract';
import { calendarFrom, type DayOverrides, type HolidayData } from '../../shared/workdays';
import { Refusal, refuseUnless } from '../core/refusal';
import { storedSetting } from '../core/settings';
import { snapshot } from '../core/snapshot';
import { publishedHolidays } from '../holidays';
import { canAdministerAll } from '../people';
import { changeStored } from './change-stored';

const KEY = 'holidays';
const Stored = v.object({
  years: v.record(v.string(), v.object({ holidays: v.array(v.string()), workdays: v.array(v.string()) })),
  overrides: v.record(v.string(), v.picklist(['rest', 'work'])),
});

const stored = async (): Promise<{ years: HolidayData; overrides: DayOverrides; version: number }> => {
  const { value, version } = await storedSetting(KEY);
  return { ...(value ? v.parse(Stored, value) : { years: {}, overrides: {} }), version };
};

const calendar = snapshot('calendar', async () => {
  const { years, overrides } = await stored();
  return calendarFrom({ ...publishedHolidays(), ...years }, overrides);
});

/** The calendar as it is known now. */
export const workCalendar = () => calendar.current();

/** Every year that is known, the newest first; what was entered wins over the library. */
export const knownYears = async () => {
  const { years, version } = await stored();
  const published = publishedHolidays();
  return {
    version,
    years: [...new Set([...Object.keys(published), ...Object.keys(years)])]
      .sort()
      .toReversed()
      .map((year) => {
        const days = years[year] ?? published[year];
        return {
          year: Number(year),
          holidays: [...(days?.holidays ?? [])],
          workdays: [...(days?.workdays ?? [])],
          source: years[year] ? ('entered' as const) : ('published' as const),
        };
      }),
  };
};

/**
 * Stores the holidays of a year; they win over the library's.
 * @returns the version of what is stored now
 * @throws Refusal post.not-held | administration.stale
 */
export const importYear = async (
  actor: Actor,
  { year, holidays, workdays, version }: ImportedYear & { version?: number | undefined },
  now: Date,
): Promise<number> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  const { version: current, ...before } = await stored();
  if (version !== undefined && version !== current)
    throw new Refusal('administration.stale', { extra: { current: await knownYears() } });
  const value = { ...before, years: { ...before.years, [year]: { holidays, workdays } } };
  const change = {
    name: KEY,
    version: current,
    value,
    before: { [year]: before.years[year] ?? null },
    raises: calendar,
    told: { [year]: { holidays, workdays } },
    text: `${year} 年放假 ${holidays.length} 天、调休 ${workdays.length} 天`,
  };
  await changeStored(actor, now, change, knownYears);
  await calendar.touch();
  return current + 1;
};
