// Rows for what several do together on one report (domain.md §4): joint handling (联合处置), supervision (督办), referral (案件移送).
import { clockwork, type Move, plain } from './move-row';
import type { State } from './states';

/** To whom a case can be referred; such a case is seen by those concerned only. */
export const REFERRAL_BODIES = {
  police: '公安机关',
  procuratorate: '检察机关',
  court: '人民法院',
} as const;
export type ReferralBody = keyof typeof REFERRAL_BODIES;
export const REFERRAL_RESULTS = {
  filed: '已立案',
  'not-filed': '不予立案',
  decided: '已作出处理',
  'sent-back': '退回补充材料',
} as const;

const WORKING: readonly State[] = ['handling', 'rework'];
const WITH_SOMEBODY: readonly State[] = ['assigned', 'handling', 'rework'];
const OPEN: readonly State[] = ['submitted', 'assigned', 'handling', 'returned', 'suspended', 'rework'];
const REFERABLE: readonly State[] = [...OPEN, 'resolved', 'closed'];

export const JOINT_MOVES = {
  'joint-add': {
    ...plain,
    label: '请部门协办',
    title: '联合处置，请部门协办',
    from: WITH_SOMEBODY,
    by: ['responsible', 'dispatcher'],
    when: 'joint-possible',
    hint: '请对方做什么',
    assignee: true,
  },
  'joint-answer': {
    ...plain,
    label: '反馈协办结果',
    title: '协办部门已反馈',
    from: OPEN,
    by: ['cooperating'],
    hint: '做了什么、结果怎样',
    photos: 'optional',
    task: true,
  },
  'joint-release': {
    ...plain,
    label: '免除协办',
    title: '免除协办',
    from: OPEN,
    by: ['responsible', 'dispatcher'],
    when: 'joint-owed',
    hint: '为什么不用协办了',
    task: true,
  },
  supervise: {
    ...plain,
    label: '督办',
    title: '领导督办',
    from: OPEN,
    by: ['vice-general', 'general'],
    when: 'not-supervised',
    hint: '督办要求',
    date: 'required',
    dateHint: '哪一天之前答复',
  },
  'answer-supervision': {
    ...plain,
    label: '答复督办',
    title: '已答复督办',
    from: OPEN,
    by: ['responsible', 'dispatcher'],
    when: 'supervision-owed',
    hint: '查到什么、怎么办、何时办好',
    photos: 'optional',
  },
  refer: {
    ...plain,
    label: '案件移送',
    title: '依法移送有关机关',
    from: WORKING,
    by: ['responsible', 'dispatcher'],
    when: 'not-referred',
    hint: '移送的事实和依据',
    reasons: REFERRAL_BODIES,
    documents: true,
    sealed: true,
  },
  'refer-receipt': {
    ...plain,
    label: '登记移送回执',
    title: '移送材料已被接收',
    from: REFERABLE,
    by: ['responsible', 'dispatcher'],
    when: 'receipt-owed',
    hint: '回执编号、接收人和日期',
    photos: 'optional',
    sealed: true,
  },
  'refer-result': {
    ...plain,
    label: '登记移送结果',
    title: '移送案件有结果',
    from: REFERABLE,
    by: ['responsible', 'dispatcher'],
    when: 'referral-result-owed',
    hint: '结果和文书编号',
    reasons: REFERRAL_RESULTS,
    photos: 'optional',
    sealed: true,
  },
  'joint-remind': { ...clockwork, label: '提醒协办', title: '协办时限过半，已提醒', from: OPEN, internal: true },
  'joint-overdue': { ...clockwork, label: '协办超期', title: '协办已超期', from: OPEN },
  'joint-escalate': { ...clockwork, label: '协办超期上报', title: '协办超期未反馈，已报上级', from: OPEN },
  'supervision-overdue': { ...clockwork, label: '督办到期', title: '督办到期未答复', from: OPEN },
} as const satisfies Record<string, Move>;
