// Published holidays of China as plain data for shared/workdays. The library's own table is read rather than its functions,
// because those treat a year without a notice as an ordinary one, and the portal has to know the difference.
import table from 'chinese-days/dist/chinese-days.json';
import type { HolidayData } from '../shared/workdays';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Days off and make-up working days of every published year, grouped by the year of the date.
 * A year counts as published when National Day is in it: a notice may reach over New Year, so a stray date proves nothing.
 */
export function publishedHolidays(source: { holidays: object; workdays: object } = table): HolidayData {
  const holidays = Object.keys(source.holidays).filter((date) => DATE.test(date));
  const workdays = Object.keys(source.workdays).filter((date) => DATE.test(date));
  const years = holidays.filter((date) => date.endsWith('-10-01')).map((date) => date.slice(0, 4));
  const of = (dates: string[], year: string) => dates.filter((date) => date.startsWith(year)).sort();
  return Object.fromEntries(
    years.map((year) => [year, { holidays: of(holidays, year), workdays: of(workdays, year) }]),
  );
}
