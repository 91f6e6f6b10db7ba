// Rows for what a moderator does to words and photos of a report. They never change the state; what is hidden, redacted or blurred is
// an entry like everything else, and the reasons are public while the moderator's own words are not.
import { type Move, plain } from './move-row';
import { STATE_NAMES } from './states';

export const MODERATION_REASONS = {
  personal: '含有他人隐私',
  abuse: '辱骂或人身攻击',
  advert: '广告或无关内容',
  'not-true': '内容不实',
  violent: '血腥、色情或其他不宜公开的内容',
} as const;
export type ModerationReason = keyof typeof MODERATION_REASONS;

const row = {
  ...plain,
  from: STATE_NAMES,
  by: ['moderator'],
  text: 'optional',
  hint: '说明（只有工作人员能看到）',
  sealed: true,
} as const;

export const MODERATION_MOVES = {
  'content-pass': { ...row, label: '内容没有问题', title: '内容已审核', internal: true, tellsReporter: false },
  'content-hide': { ...row, label: '隐藏', title: '部分内容不再公开', reasons: MODERATION_REASONS },
  'content-redact': { ...row, label: '涂黑文字', title: '部分文字已涂黑', reasons: MODERATION_REASONS },
  'content-blur': { ...row, label: '模糊照片', title: '照片局部已模糊', reasons: MODERATION_REASONS },
  'content-restore': { ...row, label: '恢复', title: '隐藏的内容已恢复' },
} as const satisfies Record<string, Move>;
