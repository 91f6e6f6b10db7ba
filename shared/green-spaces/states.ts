// States of an adoption and how they are called (domain.md §5). Which of them take a place on the plot and which take one of a
// person's own places follows from the state alone, so that both counts can be checked against the states at any time.
export const ADOPTION_STATES = {
  applied: '等待审核',
  waiting: '排队候补',
  approved: '已通过，待开始',
  active: '认养中',
  renewal_due: '即将到期，可续期',
  renewed: '已续期，认养中',
  expired: '已到期',
  rejected: '未通过',
  cancelled: '已撤回申请',
  released: '已交还',
  lapsed: '久未养护，已收回',
  withdrawn: '已被收回',
} as const;
export type AdoptionState = keyof typeof ADOPTION_STATES;
export const ADOPTION_STATE_NAMES = Object.keys(ADOPTION_STATES) as [AdoptionState, ...AdoptionState[]];

/** The adopter cares for the plot now. */
export const LIVING_STATES: readonly AdoptionState[] = ['active', 'renewal_due', 'renewed'];
/** Takes one of the places of the plot. */
export const HOLDING_STATES: readonly AdoptionState[] = ['approved', ...LIVING_STATES];
/** Takes one of the person's own places; who only waits in line takes none. */
export const COUNTED_STATES: readonly AdoptionState[] = ['applied', ...HOLDING_STATES];
/** Over, unless an appeal is granted. */
export const ENDED_ADOPTION_STATES: readonly AdoptionState[] = [
  'expired',
  'rejected',
  'cancelled',
  'released',
  'lapsed',
  'withdrawn',
];

const difference = (states: readonly AdoptionState[], from: AdoptionState | null, to: AdoptionState) =>
  (Number(states.includes(to)) - Number(from !== null && states.includes(from))) as -1 | 0 | 1;

/** Places of the plot a step takes (1) or frees (-1). */
export const placesTaken = (from: AdoptionState | null, to: AdoptionState) => difference(HOLDING_STATES, from, to);
/** Of the person's own places. */
export const ownPlacesTaken = (from: AdoptionState | null, to: AdoptionState) => difference(COUNTED_STATES, from, to);

export const PLOT_STATES = { open: '开放认养', paused: '暂停认养', retired: '不再认养' } as const;
export type PlotState = keyof typeof PLOT_STATES;
export const PLOT_STATE_NAMES = Object.keys(PLOT_STATES) as [PlotState, ...PlotState[]];

export const PLOT_KINDS = {
  green: '绿地',
  'street-trees': '行道树',
  'flower-bed': '花坛',
  'old-tree': '古树',
} as const;
export type PlotKind = keyof typeof PLOT_KINDS;
export const PLOT_KIND_NAMES = Object.keys(PLOT_KINDS) as [PlotKind, ...PlotKind[]];

export const MODES = { labour: '投工', funding: '出资' } as const;
export type Mode = keyof typeof MODES;
export const MODE_NAMES = Object.keys(MODES) as [Mode, ...Mode[]];

export const SUBJECTS = { person: '个人', family: '家庭', organisation: '单位' } as const;
export type Subject = keyof typeof SUBJECTS;
export const SUBJECT_NAMES = Object.keys(SUBJECTS) as [Subject, ...Subject[]];
