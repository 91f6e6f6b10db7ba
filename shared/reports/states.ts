// States of a report and how they are called in public (domain.md §4).
export const STATES = {
  submitted: '已提交',
  rejected: '不予受理',
  assigned: '已派街长',
  handling: '处理中',
  returned: '退回改派',
  suspended: '已挂账，等条件具备',
  rework: '返工中',
  resolved: '已处理待评价',
  closed: '已结案',
  merged: '已并案',
  withdrawn: '已撤回',
} as const;
export type State = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as [State, ...State[]];

/** Open: somebody still owes something. */
export const OPEN_STATES: readonly State[] = ['submitted', 'assigned', 'handling', 'returned', 'suspended', 'rework'];
/** Ended for good, unless a permitted move reopens it. */
export const ENDED_STATES: readonly State[] = ['rejected', 'closed', 'merged', 'withdrawn'];

/** The public word for a state; a report handed to a department is not "with the street chief". */
export const stateLabel = (state: State, responsibleKind?: 'post' | 'department' | 'dispatcher'): string =>
  state === 'assigned' && responsibleKind === 'department' ? '已派部门' : STATES[state];
