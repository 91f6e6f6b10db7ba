// The life of an activity (domain.md §6): draft → published → full → running → finished → settled, or cancelled. One table says who
// may move it from where to where; the server's policy, the buttons and the tests read it. `full` is no state of its own
// in the database: a published activity is full while no shift has a free place, and is not the moment one is given back.
import type { RefusalCode } from '../refusals';

export const ACTIVITY_STATES = ['draft', 'published', 'running', 'finished', 'settled', 'cancelled'] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];
export const SHOWN_STATES = [...ACTIVITY_STATES, 'full'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

export const STATE_WORDS: Record<ShownState, { name: string; icon: string; tone: string }> = {
  draft: { name: '草稿', icon: 'draft', tone: 'submitted' },
  published: { name: '报名中', icon: 'accept', tone: 'handling' },
  full: { name: '已满', icon: 'users', tone: 'resolved' },
  running: { name: '进行中', icon: 'clock', tone: 'assigned' },
  finished: { name: '待结算', icon: 'hourglass', tone: 'resolved' },
  settled: { name: '已结束', icon: 'check-double', tone: 'closed' },
  cancelled: { name: '已取消', icon: 'withdraw', tone: 'rejected' },
};

/** As people see it. */
export const shownState = (state: ActivityState, free: number): ShownState =>
  state === 'published' && free <= 0 ? 'full' : state;

export interface ActivityMove {
  readonly label: string;
  /** heading of the entry in its history */
  readonly title: string;
  readonly from: readonly ActivityState[];
  readonly to: ActivityState | 'stay';
  readonly by: 'organiser' | 'system';
  /** words that must be given */
  readonly text: 'required' | 'none';
  readonly refusal: RefusalCode;
}

const row = (
  label: string,
  title: string,
  from: readonly ActivityState[],
  to: ActivityMove['to'],
  more: Partial<ActivityMove> = {},
): ActivityMove => ({
  label,
  title,
  from,
  to,
  by: 'organiser',
  text: 'none',
  refusal: 'activity.move-not-allowed',
  ...more,
});

export const ACTIVITY_MOVES = {
  revise: row('修改', '修改了活动', ['draft', 'published'], 'stay'),
  publish: row('发布', '活动发布', ['draft'], 'published'),
  cancel: row('取消活动', '活动取消', ['draft', 'published', 'running'], 'cancelled', { text: 'required' }),
  start: row('开始', '活动开始', ['published'], 'running', { by: 'system' }),
  finish: row('结束', '活动结束', ['published', 'running'], 'finished', { by: 'system' }),
  settle: row('结算时长', '时长已结算', ['finished'], 'settled'),
  summarise: row('发布小结', '发布了活动小结', ['finished', 'settled'], 'stay', { text: 'required' }),
} as const satisfies Record<string, ActivityMove>;
export type ActivityMoveName = keyof typeof ACTIVITY_MOVES;
export const ACTIVITY_MOVE_NAMES = Object.keys(ACTIVITY_MOVES) as [ActivityMoveName, ...ActivityMoveName[]];
/** Moves an organiser asks for by name; revising has an endpoint of its own. */
export const ORGANISER_MOVES = ['publish', 'cancel', 'settle', 'summarise'] as const;

export const activityMove = (name: ActivityMoveName): ActivityMove => ACTIVITY_MOVES[name];

/** Whether the table allows the move. */
export const canMoveActivity = (name: ActivityMoveName, state: ActivityState, by: ActivityMove['by']): boolean => {
  const move = activityMove(name);
  return move.by === by && move.from.includes(state);
};

export const activityAfter = (name: ActivityMoveName, state: ActivityState): ActivityState => {
  const { to } = activityMove(name);
  return to === 'stay' ? state : to;
};
