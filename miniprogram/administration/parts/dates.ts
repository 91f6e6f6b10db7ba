import { dateText, fullTimeText } from '../../../shared/words';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Midnight in Yunnan of a day as it is typed; undefined when it is none. */
export const startOf = (day: string): string | undefined => {
  const at = DAY.test(day.trim()) ? new Date(`${day.trim()}T00:00:00+08:00`) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined;
};
/** The day after: a term or a leave includes its last day. */
export const endOf = (day: string): string | undefined => {
  const start = startOf(day);
  return start && new Date(Date.parse(start) + 86_400_000).toISOString();
};
export const dayText = (iso: string | null): string => (iso ? dateText(new Date(iso)) : '—');
export const timeText = (iso: string): string => fullTimeText(new Date(iso)).replace(/ 星期./, '');
