// Days that people name in a move become instants of a working day (domain.md §4, work_hour).
import { dayOfDate, instantOn } from '../../shared/workdays';
import { refuseUnless } from '../core/refusal';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A day's work begins at eight and ends at six. */
export const morningOf = (date: string) => new Date(instantOn(dayOfDate(date), 8 * HOUR));
export const eveningOf = (date: string) => new Date(instantOn(dayOfDate(date), 18 * HOUR));

/** @throws Refusal report.date-out-of-range unless the day lies after `earliest` and within `days` */
export const dayWithin = (at: Date, earliest: Date, days: number, now: Date): Date => {
  refuseUnless(
    at > earliest && at > now && at.getTime() <= now.getTime() + (days + 1) * DAY,
    'report.date-out-of-range',
    {
      detail: `请选择时限之后、${days} 天之内的日期。`,
      fields: { 'input.date': `请选择时限之后、${days} 天之内的日期` },
    },
  );
  return at;
};
