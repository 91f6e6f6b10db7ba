// The calendar of working days, in memory: published holidays from the library, with years and single days that an administrator
// laid over them. When a year arrives, every process reloads and the deadlines that waited for it are counted anew.
import * as v from 'valibot';
import type { ImportedYear } from '../../shared/reports/admin-contract';
import { calendarFrom, type DayOverrides, type HolidayData } from '../../shared/workdays';
import { Settings } from '../core/settings';
import { snapshot } from '../core/snapshot';
import { publishedHolidays } from '../holidays';

const KEY = 'holidays';
const Stored = v.object({
  years: v.record(v.string(), v.object({ holidays: v.array(v.string()), workdays: v.array(v.string()) })),
  overrides: v.record(v.string(), v.picklist(['rest', 'work'])),
});

const stored = async (): Promise<{ years: HolidayData; overrides: DayOverrides }> => {
  const found = await Settings.findById(KEY).lean();
  return found ? v.parse(Stored, found.value) : { years: {}, overrides: {} };
};

const calendar = snapshot('calendar', async () => {
  const { years, overrides } = await stored();
  return calendarFrom({ ...publishedHolidays(), ...years }, overrides);
});

/** The calendar as it is known now. */
export const workCalendar = () => calendar.current();

/** Stores the holidays of a year; they win over the library's. */
export const importYear = async ({ year, holidays, workdays }: ImportedYear): Promise<void> => {
  await Settings.updateOne(
    { _id: KEY },
    { $set: { [`value.years.${year}`]: { holidays, workdays } }, $setOnInsert: { 'value.overrides': {} } },
    { upsert: true },
  );
  await calendar.touch();
};
