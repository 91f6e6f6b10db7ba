// Rows for duplicates (并案): one report is merged into another, which is the lead from then on, and may be split off again. Each
// pair of rows is made in one transaction: `merge` with `absorb` on the lead, `split` with `part`.
import { type Move, plain } from './move-row';
import type { State } from './states';

const OPEN: readonly State[] = ['submitted', 'assigned', 'handling', 'returned', 'suspended', 'rework'];
/** The lead may have ended meanwhile: what was merged is split off all the same. */
const ANY: readonly State[] = [...OPEN, 'resolved', 'closed', 'rejected'];

export const MERGE_MOVES = {
  merge: {
    ...plain,
    label: '并案',
    title: '并入相同的上报',
    from: OPEN,
    to: 'merged',
    by: ['dispatcher'],
    when: 'mergeable',
    text: 'optional',
    hint: '为什么是同一件事',
    lead: true,
  },
  split: {
    ...plain,
    label: '拆开',
    title: '从并案中拆开，恢复办理',
    from: ['merged'],
    to: 'before',
    by: ['dispatcher'],
    when: 'merged-before',
    hint: '为什么不是同一件事',
    clock: 'restore',
  },
  absorb: {
    ...plain,
    label: '并入',
    title: '并入一件相同的上报',
    from: OPEN,
    by: ['dispatcher'],
    text: 'optional',
    hint: '说明',
    tellsReporter: false,
  },
  part: {
    ...plain,
    label: '拆出',
    title: '拆出一件并入的上报',
    from: ANY,
    by: ['dispatcher'],
    hint: '说明',
    tellsReporter: false,
  },
} as const satisfies Record<string, Move>;
