// What a volunteer can offer: kept as codes, shown as words.

export const SKILLS = {
  'first-aid': '急救',
  language: '彝语或外语',
  driving: '驾驶',
  repair: '水电维修',
  gardening: '园艺',
  teaching: '讲解宣传',
  photo: '摄影摄像',
  computer: '电脑',
  order: '秩序维护',
  elderly: '照顾老人孩子',
} as const;
export type Skill = keyof typeof SKILLS;
export const SKILL_NAMES = Object.keys(SKILLS) as [Skill, ...Skill[]];

export const TIMES = {
  'weekday-day': '工作日白天',
  'weekday-evening': '工作日晚上',
  'weekend-day': '周末白天',
  'weekend-evening': '周末晚上',
} as const;
export type FreeTime = keyof typeof TIMES;
export const TIME_NAMES = Object.keys(TIMES) as [FreeTime, ...FreeTime[]];
