import { beforeText, fullTimeText, momentText, spokenBeforeText } from '../../shared/words';

/** 刚刚, 12 分钟前, 今天 09:12, 3 天前 */
export const when = (iso: string, now: number) => momentText(new Date(iso), new Date(now));

/** 今天 18:00 前; 长辈版 says it as a person would: 今天下午 6 点前 */
export const by = (iso: string, now: number, spoken = false) =>
  spoken ? spokenBeforeText(new Date(iso), new Date(now)) : beforeText(new Date(iso), new Date(now));

/** The full date, shown on tap. */
export const fullDate = (iso: string) => fullTimeText(new Date(iso));

/** 2 小时 21 分 between two moments, by the calendar and not by working time; whole hours beyond a day. */
export function lasting(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分` : `${hours} 小时`;
  return hours % 24 ? `${Math.floor(hours / 24)} 天 ${hours % 24} 小时` : `${hours / 24} 天`;
}
