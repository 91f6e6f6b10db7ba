// 好差评: five grades; the last two ask for a reason (domain.md §4).
export const SCORES = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' } as const;
export type Score = keyof typeof SCORES;
export const BAD_SCORE = 2;
export const RATING_REASONS = {
  'not-fixed': '问题没有解决',
  slow: '办得太慢',
  attitude: '态度不好',
  'no-answer': '没有说清楚怎么办的',
  'came-back': '又出现了同样的问题',
} as const;
export type RatingReason = keyof typeof RATING_REASONS;
export const RATING_REASON_NAMES = Object.keys(RATING_REASONS) as [RatingReason, ...RatingReason[]];
