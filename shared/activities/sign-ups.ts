// The life of a sign-up, from asking for a place to hours credited (domain.md §6): one participant on one shift. One table says who
// may move it from where to where, read by the server's policy, the buttons of participant and organiser, and the tests.

export const SIGN_UP_STATES = [
  'asked',
  'waiting',
  'confirmed',
  'present',
  'left',
  'absent',
  'excused',
  'credited',
  'cancelled',
  'dropped',
  'expired',
] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];

export const SIGN_UP_WORDS: Record<SignUpState, { name: string; icon: string; tone: string }> = {
  asked: { name: '报名处理中', icon: 'send', tone: 'submitted' },
  waiting: { name: '候补中', icon: 'hourglass', tone: 'resolved' },
  confirmed: { name: '已报名', icon: 'check-circle', tone: 'handling' },
  present: { name: '已签到', icon: 'location', tone: 'handling' },
  left: { name: '待结算', icon: 'clock', tone: 'resolved' },
  absent: { name: '缺席', icon: 'reject', tone: 'rejected' },
  excused: { name: '已谅解', icon: 'info', tone: 'submitted' },
  credited: { name: '已计时长', icon: 'check-double', tone: 'closed' },
  cancelled: { name: '已取消', icon: 'withdraw', tone: 'withdrawn' },
  dropped: { name: '活动取消', icon: 'withdraw', tone: 'rejected' },
  expired: { name: '候补未到', icon: 'pause', tone: 'submitted' },
};

/** Holds a place or a place in the queue: keeps the person from another shift at the same time. */
export const ACTIVE_STATES: readonly SignUpState[] = ['asked', 'waiting', 'confirmed', 'present', 'left', 'credited'];

export type By = 'participant' | 'organiser' | 'system';

export interface SignUpMove {
  readonly label: string;
  readonly title: string;
  readonly from: readonly SignUpState[];
  readonly to: SignUpState | 'stay';
  readonly by: readonly By[];
  /** an organiser's act by hand needs a reason; an objection needs words */
  readonly text: 'required' | 'optional' | 'none';
  /** times of arrival and leaving must be given: `in`, `out`, both, or none */
  readonly times: 'in' | 'out' | 'both' | 'none';
}

const row = (
  label: string,
  title: string,
  from: readonly SignUpState[],
  to: SignUpMove['to'],
  by: readonly By[],
  more: Partial<SignUpMove> = {},
): SignUpMove => ({ label, title, from, to, by, text: 'none', times: 'none', ...more });

const hand = { text: 'required' } as const;

export const SIGN_UP_MOVES = {
  confirm: row('录取', '报名成功', ['asked'], 'confirmed', ['system']),
  queue: row('候补', '进入候补', ['asked'], 'waiting', ['system']),
  promote: row('递补', '候补成功', ['waiting'], 'confirmed', ['system']),
  cancel: row('取消报名', '取消报名', ['asked', 'waiting', 'confirmed'], 'cancelled', ['participant'], {
    text: 'optional',
  }),
  reschedule: row('改期', '时间或地点有变化', ['asked', 'waiting', 'confirmed'], 'stay', ['system'], {
    text: 'optional',
  }),
  keep: row('还能来', '确认改期后能来', ['waiting', 'confirmed'], 'stay', ['participant']),
  drop: row('取消', '活动取消', ['asked', 'waiting', 'confirmed'], 'dropped', ['system'], { text: 'optional' }),
  // cancelled while it was on: whoever was there has served until then
  release: row('提前结束', '活动提前结束', ['present'], 'left', ['system'], { text: 'optional' }),
  expire: row('过期', '候补没有等到名额', ['asked', 'waiting'], 'expired', ['system']),
  'check-in': row('签到', '签到', ['confirmed'], 'present', ['participant']),
  'check-out': row('签退', '签退', ['present'], 'left', ['participant']),
  'hand-in': row('补签到', '组织者补签到', ['confirmed', 'absent'], 'present', ['organiser'], { ...hand, times: 'in' }),
  'hand-out': row('补签退', '组织者补签退', ['present'], 'left', ['organiser'], { ...hand, times: 'out' }),
  record: row('补记', '组织者补记到场', ['confirmed', 'absent', 'excused'], 'left', ['organiser'], {
    ...hand,
    times: 'both',
  }),
  close: row('自动签退', '忘记签退，按班次结束时间', ['present'], 'left', ['system']),
  attest: row('确认时间', '组织者确认了签退时间', ['left'], 'stay', ['organiser'], { times: 'out', text: 'optional' }),
  miss: row('缺席', '没有到场', ['confirmed'], 'absent', ['system']),
  // they signed up for another time, and never said that this one suits them
  lapse: row('改期未答复', '改期后没有答复，不算缺席', ['confirmed'], 'excused', ['system']),
  excuse: row('谅解缺席', '缺席得到谅解', ['absent'], 'excused', ['organiser'], hand),
  credit: row('计时长', '时长已入账', ['left'], 'credited', ['system']),
  correct: row('更正时长', '时长更正', ['credited'], 'stay', ['organiser'], { ...hand, times: 'both' }),
  object: row('提出异议', '提出异议', ['credited', 'absent'], 'stay', ['participant'], { text: 'required' }),
  answer: row('答复异议', '异议已答复', ['credited', 'absent', 'excused', 'left'], 'stay', ['organiser'], {
    text: 'required',
  }),
  rate: row('评价', '评价了活动', ['left', 'credited'], 'stay', ['participant'], { text: 'optional' }),
} as const satisfies Record<string, SignUpMove>;
export type SignUpMoveName = keyof typeof SIGN_UP_MOVES;
export const SIGN_UP_MOVE_NAMES = Object.keys(SIGN_UP_MOVES) as [SignUpMoveName, ...SignUpMoveName[]];

/** Moves asked for by name; checking in and out by code and rating have endpoints of their own. */
export const ASKED_MOVES = [
  'cancel',
  'keep',
  'object',
  'hand-in',
  'hand-out',
  'record',
  'attest',
  'excuse',
  'correct',
  'answer',
] as const satisfies readonly SignUpMoveName[];
export type AskedMove = (typeof ASKED_MOVES)[number];

export const signUpMove = (name: SignUpMoveName): SignUpMove => SIGN_UP_MOVES[name];

/** What the conditions look at besides the state. */
export interface SignUpFacts {
  readonly state: SignUpState;
  readonly now: Date;
  /** last instant to cancel a place that is held */
  readonly cancelUntil: Date;
  /** closed by the clock, and not looked at by the organiser yet */
  readonly unconfirmed: boolean;
  /** when hours were credited or the absence was found */
  readonly decidedAt: Date | null;
  readonly objectionDays: number;
  readonly objection: 'none' | 'open' | 'answered';
  readonly rated: boolean;
  /** time or place changed after they signed up, and they have not answered yet */
  readonly changed: boolean;
  readonly shift: { readonly from: Date; readonly to: Date };
}

const DAY = 86_400_000;
/** people come early, not the day before */
const HAND_EARLY = 7_200_000;

const CONDITIONS: Partial<Record<SignUpMoveName, (facts: SignUpFacts) => boolean>> = {
  // whoever only waits may leave the queue at any time: nobody loses anything by it
  // nor has anybody promised to come at a time that was changed
  cancel: (f) => f.state !== 'confirmed' || f.now <= f.cancelUntil || (f.changed && f.now < f.shift.from),
  keep: (f) => f.changed && f.now < f.shift.from,
  attest: (f) => f.unconfirmed,
  object: (f) =>
    f.objection === 'none' && f.decidedAt !== null && f.now.getTime() <= f.decidedAt.getTime() + f.objectionDays * DAY,
  answer: (f) => f.objection === 'open',
  rate: (f) => !f.rated,
  record: (f) => f.now >= f.shift.from,
  'hand-in': (f) => f.now.getTime() >= f.shift.from.getTime() - HAND_EARLY,
};

/** Whether the move is allowed now to somebody who stands in `roles` to the sign-up. */
export const canMoveSignUp = (name: SignUpMoveName, facts: SignUpFacts, roles: ReadonlySet<By>): boolean => {
  const move = signUpMove(name);
  return move.from.includes(facts.state) && move.by.some((by) => roles.has(by)) && (CONDITIONS[name]?.(facts) ?? true);
};

export const signUpAfter = (name: SignUpMoveName, state: SignUpState): SignUpState => {
  const { to } = signUpMove(name);
  return to === 'stay' ? state : to;
};
