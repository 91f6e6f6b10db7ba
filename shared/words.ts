// Times, distances, names and telephone numbers as people say them (experience.md, Words) and as the law lets them be shown
// (domain.md §10). All times are read in Asia/Shanghai whatever the device is set to: a promise is kept where the street is.
import { dayOf, instantOn, timeOfDay } from './workdays';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

const two = (value: number) => String(value).padStart(2, '0');
// shifted by eight hours, the UTC fields of a date are the local ones
const local = (at: Date) => new Date(at.getTime() + 8 * HOUR);
const sameYear = (a: Date, b: Date) => local(a).getUTCFullYear() === local(b).getUTCFullYear();
const daysBetween = (from: Date, to: Date) => dayOf(to.getTime()) - dayOf(from.getTime());

/** 14:30 */
export const clockText = (at: Date): string => `${two(local(at).getUTCHours())}:${two(local(at).getUTCMinutes())}`;
/** 11月24日 */
export const monthDayText = (at: Date): string => `${local(at).getUTCMonth() + 1}月${local(at).getUTCDate()}日`;
/** 周六 */
export const weekdayText = (at: Date): string => `周${WEEKDAYS[local(at).getUTCDay()]}`;
/** 2026年11月24日 */
export const dateText = (at: Date): string => `${local(at).getUTCFullYear()}年${monthDayText(at)}`;
/** 2026年11月24日 星期二 14:30, shown on tap */
export const fullTimeText = (at: Date): string =>
  `${dateText(at)} 星期${WEEKDAYS[local(at).getUTCDay()]} ${clockText(at)}`;

/** 今天, 昨天, 前天, 明天, 后天 with the time; else undefined. */
function nearDayText(at: Date, now: Date): string | undefined {
  const name = { '-2': '前天', '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' }[String(daysBetween(now, at))];
  return name && `${name} ${clockText(at)}`;
}

/** When something happened or will: 刚刚, 8 分钟前, 今天 14:30, 昨天 09:05, 3 天前, 11月24日, 2025年1月2日; 明天 18:00. */
export function momentText(at: Date, now: Date): string {
  const ago = now.getTime() - at.getTime();
  if (ago >= 0 && ago < MINUTE) return '刚刚';
  if (ago >= 0 && ago < HOUR) return `${Math.floor(ago / MINUTE)} 分钟前`;
  const days = daysBetween(at, now);
  if (days <= 1 && days >= -2) return nearDayText(at, now) ?? '';
  if (days > 0 && days <= 7) return `${days} 天前`;
  const date = sameYear(at, now) ? monthDayText(at) : dateText(at);
  return days < 0 ? `${date} ${clockText(at)}` : date;
}

/** A promise: 今天 18:00 前, 明天 10:20 前, 12月1日 08:00 前. */
export function beforeText(due: Date, now: Date): string {
  return `${nearDayText(due, now) ?? `${sameYear(due, now) ? monthDayText(due) : dateText(due)} ${clockText(due)}`} 前`;
}

const DAY_PARTS: [number, string][] = [
  [6, '凌晨'],
  [12, '上午'],
  [13, '中午'],
  [18, '下午'],
  [24, '晚上'],
];

/** The same promise as it is spoken, for 长辈版: 明天下午 6 点前, 12月1日上午 8 点半前. */
export function spokenBeforeText(due: Date, now: Date): string {
  // midnight belongs to the evening before: 今晚 12 点, not 明天凌晨 0 点
  const midnight = timeOfDay(due.getTime()) < MINUTE;
  const day = dayOf(due.getTime()) - (midnight ? 1 : 0);
  const on = new Date(instantOn(day, 0));
  const hour = midnight ? 24 : local(due).getUTCHours();
  const minute = local(due).getUTCMinutes();
  const near = { '0': '今天', '1': '明天', '2': '后天' }[String(day - dayOf(now.getTime()))];
  const name = near ?? (sameYear(on, now) ? monthDayText(on) : dateText(on));
  // 12:00 is noon and 18:00 still 下午: a promise names the end of the part of the day it falls in
  const part = DAY_PARTS.find(([end]) => hour < end || (hour === end && minute === 0 && end >= 18))?.[1] ?? '晚上';
  const rest = minute === 0 ? '点' : minute === 30 ? '点半' : `点 ${minute} 分`;
  return `${name}${part} ${hour > 12 ? hour - 12 : hour} ${rest}前`;
}

/** 就在这里, 约 120 米, 约 1.2 公里, 约 15 公里 */
export function distanceText(metres: number): string {
  if (metres < 10) return '就在这里';
  if (metres < 995) return `约 ${Math.round(metres / 10) * 10} 米`;
  const km = metres / 1000;
  return `约 ${km < 9.95 ? Number(km.toFixed(1)) : Math.round(km)} 公里`;
}

/** 张**: the first character only, so that neither length nor given name is told. */
export function maskName(name: string): string {
  const [first = ''] = Array.from(name.trim());
  return `${first}**`;
}

/** 138****0000; a landline keeps its last two digits, anything shorter keeps none. A leading +86 is dropped. */
export function maskPhone(phone: string): string {
  const digits = phone
    .replace(/[^\d+]/g, '')
    .replace(/^(\+|00)86/, '')
    .replace(/\D/g, '');
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length >= 7 ? `****${digits.slice(-2)}` : '****';
}
