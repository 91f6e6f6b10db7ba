const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Everything here happens in one time zone, whatever the device is set to. */
const CHINA = 8 * HOUR;

const parts = (time: number) => {
  const date = new Date(time + CHINA);
  const pad = (n: number) => String(n).padStart(2, '0');
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    week: '日一二三四五六'[date.getUTCDay()],
    clock: `${date.getUTCHours()}:${pad(date.getUTCMinutes())}`,
    dayNumber: Math.floor((time + CHINA) / DAY),
  };
};

/** A moment in words people use: 刚刚, 12 分钟前, 今天 9:12, 昨天 19:10, 明天 18:00, 7月10日 8:30, 2024年7月10日. */
export function when(iso: string, now: number): string {
  const time = Date.parse(iso);
  const gone = now - time;
  if (gone >= 0 && gone < 60_000) return '刚刚';
  if (gone >= 0 && gone < HOUR) return `${Math.floor(gone / 60_000)} 分钟前`;
  const then = parts(time);
  const today = parts(now);
  const days = then.dayNumber - today.dayNumber;
  const near = { '-1': '昨天', 0: '今天', 1: '明天' }[String(days)];
  if (near) return `${near} ${then.clock}`;
  if (then.year !== today.year) return `${then.year}年${then.month}月${then.day}日`;
  return days > 0 ? `${then.month}月${then.day}日 ${then.clock}` : `${then.month}月${then.day}日`;
}

/** 今天 18:00 前 · 7月17日（周五）18:00 前: a promise needs day, weekday and hour. */
export function by(iso: string, now: number): string {
  const time = Date.parse(iso);
  const then = parts(time);
  const days = then.dayNumber - parts(now).dayNumber;
  const near = { '-1': '昨天', 0: '今天', 1: '明天' }[String(days)];
  return near ? `${near} ${then.clock} 前` : `${then.month}月${then.day}日（周${then.week}）${then.clock} 前`;
}

/** The full date, shown on tap: 2026年7月17日 周五 18:00. */
export function fullDate(iso: string): string {
  const then = parts(Date.parse(iso));
  return `${then.year}年${then.month}月${then.day}日 周${then.week} ${then.clock}`;
}

/** 2 小时 21 分 between two moments; days beyond a day. */
export function lasting(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分` : `${hours} 小时`;
  return hours % 24 ? `${Math.floor(hours / 24)} 天 ${hours % 24} 小时` : `${hours / 24} 天`;
}
