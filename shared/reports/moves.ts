// The one table of allowed moves (domain.md §4): who may move a report from where to where, what must be
// given, what happens to the clocks and whether the reporter is told. The server's policy, the buttons of
// the mini-program (`can`), the documentation and the tests all read it.
import type { State } from './states';

/** How somebody stands to a report. One person may stand in several relations at once. */
export type Relation = 'reporter' | 'responsible' | 'dispatcher';

export interface Move {
  /** what the button says */
  readonly label: string;
  readonly from: readonly State[];
  /** `stay`: the state does not change */
  readonly to: State | 'stay';
  readonly by: readonly Relation[];
  /** words are required, optional or not taken */
  readonly text: 'required' | 'optional' | 'none';
  readonly photos: 'optional' | 'none';
  /** a new responsible party must be named */
  readonly assignee: boolean;
  /** a reason from this list must be chosen */
  readonly reasons?: Readonly<Record<string, string>>;
  /** effect on the clocks: a new acceptance clock, the handling clock, the time to rate, none running */
  readonly clock: 'keep' | 'acceptance' | 'handling' | 'rating' | 'stop';
  readonly tellsReporter: boolean;
  /** heading of the entry on the timeline */
  readonly title: string;
}

export const REJECT_REASONS = {
  'not-ours': '不属于城市管理事项',
  emergency: '紧急事项，请拨打 119、110 或 120',
  'not-found': '位置或内容不清，无法核实',
  duplicate: '同一问题已在处理',
  abuse: '内容不实或含有不当信息',
} as const;

export const MOVES = {
  accept: {
    label: '受理',
    title: '已受理',
    from: ['assigned'],
    to: 'handling',
    by: ['responsible'],
    text: 'optional',
    photos: 'none',
    assignee: false,
    clock: 'handling',
    tellsReporter: true,
  },
  reply: {
    label: '回复',
    title: '有新回复',
    from: ['assigned', 'handling', 'resolved'],
    to: 'stay',
    by: ['responsible', 'dispatcher'],
    text: 'required',
    photos: 'optional',
    assignee: false,
    clock: 'keep',
    tellsReporter: true,
  },
  resolve: {
    label: '办结',
    title: '已处理',
    from: ['handling'],
    to: 'resolved',
    by: ['responsible'],
    text: 'required',
    photos: 'optional',
    assignee: false,
    clock: 'rating',
    tellsReporter: true,
  },
  transfer: {
    label: '转办',
    title: '已转办',
    from: ['assigned', 'handling'],
    to: 'assigned',
    by: ['responsible', 'dispatcher'],
    text: 'required',
    photos: 'none',
    assignee: true,
    clock: 'acceptance',
    tellsReporter: true,
  },
  return: {
    label: '退回',
    title: '退回改派',
    from: ['assigned', 'handling'],
    to: 'returned',
    by: ['responsible'],
    text: 'required',
    photos: 'none',
    assignee: false,
    clock: 'acceptance',
    tellsReporter: true,
  },
  assign: {
    label: '派遣',
    title: '已派遣',
    from: ['submitted', 'returned'],
    to: 'assigned',
    by: ['dispatcher'],
    text: 'optional',
    photos: 'none',
    assignee: true,
    clock: 'acceptance',
    tellsReporter: true,
  },
  reject: {
    label: '不予受理',
    title: '不予受理',
    from: ['submitted', 'returned', 'assigned'],
    to: 'rejected',
    by: ['dispatcher'],
    text: 'required',
    photos: 'none',
    assignee: false,
    reasons: REJECT_REASONS,
    clock: 'stop',
    tellsReporter: true,
  },
  withdraw: {
    label: '撤回',
    title: '上报人撤回',
    from: ['submitted', 'assigned', 'returned'],
    to: 'withdrawn',
    by: ['reporter'],
    text: 'optional',
    photos: 'none',
    assignee: false,
    clock: 'stop',
    tellsReporter: false,
  },
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof MOVES;
export const MOVE_NAMES = Object.keys(MOVES) as [MoveName, ...MoveName[]];

/** The row of a move, with the table's own literal types widened so that rows compare. */
export const moveRow = (name: MoveName): Move => MOVES[name];

/** Whether somebody who stands in `relations` to a report in `state` may make the move. */
export const canMove = (name: MoveName, state: State, relations: ReadonlySet<Relation>): boolean => {
  const row = moveRow(name);
  return row.from.includes(state) && row.by.some((relation) => relations.has(relation));
};

/** State after the move. */
export const stateAfter = (name: MoveName, state: State): State => {
  const { to } = moveRow(name);
  return to === 'stay' ? state : to;
};

/** Rating is not a move of the table's shape (it takes a score) but follows the same rule: once, by the reporter, when resolved. */
export const canRate = (state: State, relations: ReadonlySet<Relation>): boolean =>
  state === 'resolved' && relations.has('reporter');
