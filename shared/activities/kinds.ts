// The six kinds of activity, all from the mission document (十三); what each of them is open to by itself.

const row = (name: string, icon: string, counts: boolean, audience: 'volunteers' | 'everyone', needsArea = false) => ({
  name,
  icon,
  /** hours of service are credited to volunteers */
  counts,
  /** what a new activity of this kind starts with */
  audience,
  /** belongs to an area: a street, a community, an estate */
  needsArea,
});

export const KINDS = {
  service: row('志愿服务', 'hands', true, 'volunteers'),
  'open-day': row('公众开放日', 'flag', false, 'everyone'),
  theme: row('主题体验活动', 'star', false, 'everyone'),
  renovation: row('老旧小区改造参与', 'cat-estate', true, 'everyone', true),
  assistant: row('义务城管协管员上岗', 'shield', true, 'volunteers', true),
  patrol: row('群防群治巡逻', 'patrol', true, 'volunteers'),
} as const;
export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as [Kind, ...Kind[]];
