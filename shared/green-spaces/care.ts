// What a plot needs, how often in which season, what is due when, and what has been done. Days are counted in Yunnan
// (shared/workdays.ts: `dayOf`); pure arithmetic on day numbers.
import { dateOfDay } from '../workdays';

export const CARE_TASKS = {
  water: { name: '浇水', icon: 'water' },
  weed: { name: '除草', icon: 'sprout' },
  litter: { name: '捡拾垃圾', icon: 'cat-litter' },
  prune: { name: '修剪', icon: 'scissors' },
  pests: { name: '看病虫', icon: 'bug' },
  fertilise: { name: '施肥松土', icon: 'leaf' },
  inspect: { name: '巡看', icon: 'eye' },
} as const;
export type CareTask = keyof typeof CARE_TASKS;
export const CARE_TASK_NAMES = Object.keys(CARE_TASKS) as [CareTask, ...CareTask[]];

/** By the months: 3–5, 6–8, 9–11, 12–2. In 楚雄 spring is the dry season and summer the rains. */
export const SEASONS = { spring: '春', summer: '夏', autumn: '秋', winter: '冬' } as const;
export type Season = keyof typeof SEASONS;
export const SEASON_NAMES = Object.keys(SEASONS) as [Season, ...Season[]];

/** So many times a week or month; `null`: not in this season. */
export type Rhythm = { readonly times: number; readonly per: 'week' | 'month' } | null;
export interface PlotTask {
  readonly task: CareTask;
  readonly rhythm: Readonly<Record<Season, Rhythm>>;
  /** done at every visit; it is never what makes a visit due */
  readonly everyVisit: boolean;
  readonly note: string;
}

const PERIOD_DAYS = { week: 7, month: 30 } as const;
/** No rhythm rests longer than this. */
const HORIZON_DAYS = 400;

export const seasonOf = (day: number): Season => {
  const month = Number(dateOfDay(day).slice(5, 7));
  return month < 3 || month === 12 ? 'winter' : month < 6 ? 'spring' : month < 9 ? 'summer' : 'autumn';
};

/** Days from one time to the next: twice a week is every third day. */
export const intervalDays = (rhythm: NonNullable<Rhythm>): number =>
  Math.max(1, Math.floor(PERIOD_DAYS[rhythm.per] / rhythm.times));

/** The first day the task is due after it was last done (or the care began); null when it never is. */
export const nextDueDay = ({ rhythm, everyVisit }: PlotTask, lastDay: number): number | null => {
  if (everyVisit) return null;
  for (let day = lastDay + 1; day <= lastDay + HORIZON_DAYS; day++) {
    const now = rhythm[seasonOf(day)];
    if (now && day - lastDay >= intervalDays(now)) return day;
  }
  return null;
};

/** Last day each task was done. */
export type LastDone = Partial<Record<CareTask, number>>;

export interface DueTask {
  readonly task: CareTask;
  readonly day: number;
}

/** When each task is due next, soonest first; `startDay` stands for tasks never done. */
export const dueTasks = (tasks: readonly PlotTask[], last: LastDone, startDay: number): DueTask[] =>
  tasks
    .flatMap((row) => {
      const day = nextDueDay(row, last[row.task] ?? startDay);
      return day === null ? [] : { task: row.task, day };
    })
    .sort((a, b) => a.day - b.day);

/** The care calendar: what falls due from one day to another if each is done on its day, missed ones today. */
export const careCalendar = (
  tasks: readonly PlotTask[],
  last: LastDone,
  startDay: number,
  today: number,
  untilDay: number,
): DueTask[] => {
  const found: DueTask[] = [];
  for (const row of tasks) {
    let day = nextDueDay(row, last[row.task] ?? startDay);
    if (day !== null && day < today) day = today;
    while (day !== null && day <= untilDay) {
      found.push({ task: row.task, day });
      day = nextDueDay(row, day);
    }
  }
  return found.sort((a, b) => a.day - b.day || a.task.localeCompare(b.task));
};

const say = (r: Rhythm) => (r ? `每${r.per === 'week' ? '周' : '月'} ${r.times} 次` : '不用');
/** What holds in a season: 每周 2 次 · 这个季节不用 · 每次来都做 */
export const rhythmNow = ({ rhythm, everyVisit }: Pick<PlotTask, 'rhythm' | 'everyVisit'>, season: Season): string => {
  if (everyVisit) return '每次来都做';
  const now = rhythm[season];
  return now ? say(now) : '这个季节不用';
};

/** 每周 2 次 · 每月 1 次 · 每次来都做 · 春每周 2 次，夏不用，… */
export const rhythmText = ({ rhythm, everyVisit }: Pick<PlotTask, 'rhythm' | 'everyVisit'>): string => {
  if (everyVisit) return '每次来都做';
  const all = SEASON_NAMES.map((season) => say(rhythm[season]));
  if (new Set(all).size === 1) return all[0] ?? '';
  return SEASON_NAMES.map((season, i) => `${SEASONS[season]}${all[i]}`).join('，');
};

/** Visits a week the rhythm of a season asks for, for the one figure on the page of a plot. */
export const visitsPerWeek = (tasks: readonly PlotTask[], season: Season): number => {
  const perWeek = tasks.map(({ rhythm, everyVisit }) => {
    const r = everyVisit ? null : rhythm[season];
    return r ? (r.times * 7) / PERIOD_DAYS[r.per] : 0;
  });
  const most = Math.max(0, ...perWeek);
  return most >= 1 ? Math.round(most) : Math.round(most * 10) / 10;
};

/** Figures of all care given so far, kept on the adoption and counted on with each entry of the log. */
export interface CareCounts {
  /** days on which somebody cared; twice on a day is one visit */
  visits: number;
  /** of these, at the place */
  atPlace: number;
  minutes: number;
  /** last day with care; -1 before the first */
  lastDay: number;
  /** last day with care at the place; -1 before the first */
  lastAtPlaceDay: number;
  /** weeks in a row with care, up to `lastDay` */
  streak: number;
  bestStreak: number;
}
export const NO_CARE: CareCounts = {
  visits: 0,
  atPlace: 0,
  minutes: 0,
  lastDay: -1,
  lastAtPlaceDay: -1,
  streak: 0,
  bestStreak: 0,
};
export interface CareEntry {
  readonly day: number;
  readonly minutes: number;
  readonly atPlace: boolean;
}

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
const weekOf = (day: number) => Math.floor((day + 3) / 7);

/** The counts after one more entry. Entries come in the order of their days. */
export const countCare = (counts: CareCounts, { day, minutes, atPlace }: CareEntry): CareCounts => {
  const newDay = day !== counts.lastDay;
  const weeks = counts.lastDay < 0 ? Number.POSITIVE_INFINITY : weekOf(day) - weekOf(counts.lastDay);
  const streak = weeks === 0 ? counts.streak : weeks === 1 ? counts.streak + 1 : 1;
  return {
    visits: counts.visits + (newDay ? 1 : 0),
    atPlace: counts.atPlace + (atPlace && day !== counts.lastAtPlaceDay ? 1 : 0),
    minutes: counts.minutes + minutes,
    lastDay: day,
    lastAtPlaceDay: atPlace ? day : counts.lastAtPlaceDay,
    streak,
    bestStreak: Math.max(counts.bestStreak, streak),
  };
};

/** The streak as it stands today: a week without care ends it, the running week does not. */
export const streakNow = ({ streak, lastDay }: CareCounts, today: number): number =>
  lastDay >= 0 && weekOf(today) - weekOf(lastDay) <= 1 ? streak : 0;

/** 2.5: hours, to the half. */
export const hoursOf = (minutes: number): number => Math.round(minutes / 30) / 2;
