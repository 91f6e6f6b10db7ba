import type { AdoptionView } from '../../../shared/green-spaces/adoption-views';
import { dateOfDay, dayOf, dayOfDate } from '../../../shared/workdays';
import type { CareDay } from '../parts';

const SHOWN = { before: 3, after: 3 } as const;
const dayWords = (date: string) => `${Number(date.slice(8))}日`;

/** The last visits, today, and what comes: at most seven diamonds. */
export function careDays(adoption: Pick<AdoptionView, 'caredOn' | 'calendar'>, now = Date.now()): CareDay[] {
  const today = dateOfDay(dayOf(now));
  const done = adoption.caredOn.filter((date) => date < today).slice(-SHOWN.before);
  const names = new Map<string, string[]>();
  for (const { date, name } of adoption.calendar) names.set(date, [...(names.get(date) ?? []), name]);
  const ahead = [...names.keys()].filter((date) => dayOfDate(date) > dayOfDate(today)).slice(0, SHOWN.after);
  const dueToday = names.get(today);
  return [
    ...done.map((date): CareDay => ({ key: date, day: dayWords(date), text: '来过', kind: 'done' })),
    {
      key: today,
      day: dayWords(today),
      text: adoption.caredOn.includes(today) ? '今天来过' : dueToday ? (dueToday[0] ?? '') : '今天',
      kind: adoption.caredOn.includes(today) ? 'done' : 'today',
    },
    ...ahead.map(
      (date): CareDay => ({ key: date, day: dayWords(date), text: names.get(date)?.[0] ?? '', kind: 'ahead' }),
    ),
  ];
}
