// The one table of what can happen to an adoption (domain.md §5). moves.ts says how it is read.
import type { AdoptionConditionName, AdoptionRelation } from './facts';
import { type AdoptionState, LIVING_STATES } from './states';

export interface AdoptionMove {
  /** what the button says */
  readonly label: string;
  /** heading on the timeline */
  readonly title: string;
  readonly from: readonly AdoptionState[];
  readonly to: AdoptionState | 'stay';
  readonly by: readonly AdoptionRelation[];
  readonly when?: AdoptionConditionName;
  readonly text: 'required' | 'optional' | 'none';
  /** what the words are about */
  readonly hint: string;
  readonly photos: boolean;
  /** a reason from this list must be chosen */
  readonly reasons?: Readonly<Record<string, string>>;
  /** years of the next term must be given */
  readonly years: boolean;
}

export const ADOPTION_REJECT_REASONS = {
  unfit: '这块绿地近期要改造，不适合认养',
  'not-able': '养护条件不具备',
  plaque: '牌名不合适',
  contact: '联系方式有误，联系不上',
  other: '其他原因',
} as const;
export const WITHDRAW_REASONS = {
  building: '搭建、硬化或圈占',
  'change-of-use': '改种菜或挪作他用',
  damage: '损坏树木花草',
  works: '城市建设需要',
  other: '其他原因',
} as const;

const plain = { to: 'stay', text: 'optional', hint: '说明', photos: false, years: false } as const;
const clockwork = { ...plain, by: ['system'], text: 'none' } as const;

export const ADOPTION_MOVES = {
  approve: {
    ...plain,
    label: '通过',
    title: '申请已通过',
    from: ['applied', 'waiting'],
    to: 'approved',
    by: ['unit', 'system'],
  },
  reject: {
    ...plain,
    label: '不通过',
    title: '申请未通过',
    from: ['applied', 'waiting'],
    to: 'rejected',
    by: ['unit'],
    text: 'required',
    hint: '说明和建议',
    reasons: ADOPTION_REJECT_REASONS,
  },
  cancel: {
    ...plain,
    label: '撤回申请',
    title: '申请人撤回',
    from: ['applied', 'waiting', 'approved'],
    to: 'cancelled',
    by: ['adopter'],
  },
  'pass-over': { ...clockwork, label: '候补', title: '已由别人认养，转为候补', from: ['applied'], to: 'waiting' },
  promote: { ...clockwork, label: '递补', title: '有空位了，重新进入审核', from: ['waiting'], to: 'applied' },
  start: { ...clockwork, label: '开始', title: '认养开始', from: ['approved'], to: 'active' },
  'remind-due': { ...clockwork, label: '提醒养护', title: '该养护了', from: LIVING_STATES },
  'remind-neglect': { ...clockwork, label: '提醒久未养护', title: '很久没有养护记录了', from: LIVING_STATES },
  lapse: {
    ...clockwork,
    label: '收回',
    title: '两次提醒后仍没有养护，绿地重新开放',
    from: LIVING_STATES,
    to: 'lapsed',
  },
  'fall-due': {
    ...clockwork,
    label: '到期提醒',
    title: '快到期了，您可以优先续期',
    from: ['active', 'renewed'],
    to: 'renewal_due',
  },
  'remind-renewal': { ...clockwork, label: '续期提醒', title: '已到期，优先续期的时间开始计算', from: ['renewal_due'] },
  expire: { ...clockwork, label: '到期', title: '到期未续，认养结束', from: ['renewal_due'], to: 'expired' },
  renew: {
    ...plain,
    label: '续期',
    title: '已续期',
    from: ['renewal_due'],
    to: 'renewed',
    by: ['adopter'],
    when: 'no-notice',
    years: true,
  },
  'give-notice': {
    ...plain,
    label: '不再认养',
    title: '认养人提出交还',
    from: LIVING_STATES,
    by: ['adopter'],
    when: 'no-notice',
    hint: '原因，可以不写',
  },
  'take-back-notice': {
    ...plain,
    label: '继续认养',
    title: '认养人决定继续',
    from: LIVING_STATES,
    by: ['adopter'],
    when: 'notice-given',
  },
  release: { ...clockwork, label: '交还', title: '已交还', from: LIVING_STATES, to: 'released', when: 'notice-given' },
  'hand-over': {
    ...plain,
    label: '交接留言',
    title: '给下一位认养人留言',
    from: [...LIVING_STATES, 'expired', 'released', 'lapsed', 'withdrawn'],
    by: ['adopter'],
    when: 'not-handed-over',
    text: 'required',
    hint: '植物的脾气、水在哪里接',
    photos: true,
  },
  withdraw: {
    ...plain,
    label: '收回',
    title: '管理单位收回',
    from: ['approved', ...LIVING_STATES],
    to: 'withdrawn',
    by: ['unit'],
    text: 'required',
    hint: '发生了什么，有什么依据',
    photos: true,
    reasons: WITHDRAW_REASONS,
  },
  appeal: {
    ...plain,
    label: '申诉',
    title: '认养人申诉',
    from: ['withdrawn', 'lapsed', 'rejected'],
    by: ['adopter'],
    when: 'may-appeal',
    text: 'required',
    hint: '申诉理由',
    photos: true,
  },
  uphold: {
    ...plain,
    label: '维持',
    title: '申诉未通过',
    from: ['withdrawn', 'lapsed', 'rejected'],
    by: ['unit'],
    when: 'appeal-pending',
    text: 'required',
    hint: '维持的理由',
  },
  restore: {
    ...plain,
    label: '恢复认养',
    title: '申诉通过，恢复认养',
    from: ['withdrawn', 'lapsed'],
    to: 'active',
    by: ['unit'],
    when: 'appeal-pending',
  },
  reconsider: {
    ...plain,
    label: '重新审核',
    title: '申诉通过，重新审核',
    from: ['rejected'],
    to: 'applied',
    by: ['unit'],
    when: 'appeal-pending',
  },
} as const satisfies Record<string, AdoptionMove>;
