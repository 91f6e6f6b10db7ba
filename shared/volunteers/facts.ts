// The record of service holds five groups of facts (志愿服务条例, article 19): who it is, what was served, training, commendations,
// appraisals. The first two are the registration and the attendance; the other three are written down by those in charge.

const row = (name: string, icon: string, hint: string, hours: boolean) => ({
  name,
  icon,
  hint,
  /** lasts so many hours */
  hours,
});

export const FACTS = {
  training: row('培训', 'doc', '比如：急救知识培训', true),
  honour: row('表彰奖励', 'star', '比如：2026 年度优秀志愿者', false),
  appraisal: row('评价', 'reply', '比如：认真负责，主动帮助新队员', false),
} as const;
export type FactKind = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as [FactKind, ...FactKind[]];
