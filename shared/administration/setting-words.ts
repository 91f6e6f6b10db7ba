// What the figures are called on the page that edits them: by group, then by path without places in a list. A group's schema may carry
// its own words instead (`v.title`, `v.description`).
type Words = Readonly<Record<string, string>>;

const REACH: Words = { radiusM: '多少米以内', days: '多少天以内' };
const under = (prefix: string, words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([key, text]) => [`${prefix}.${key}`, text]));

export const SETTING_WORDS: Readonly<Record<string, Words>> = {
  duplicates: { general: '一般', groups: '分组', categories: '类别', ...under('general', REACH), ...REACH },
  areas: { streetWidthM: '没有写宽度的街道，路中线每侧多少米' },
  'street-card': { toleranceM: '离街边多少米还算在街上', surestM: '定位误差超过多少米就不判断' },
  patrols: {
    withinM: '离走过的路多少米以内算看过',
    leastPercent: '看过一条街的百分之多少才算巡过',
    rhythmDays: '街道没有另定时，多少天巡一次',
    surestM: '定位误差超过多少米的位置不算',
    joinSeconds: '两个位置隔多少秒以内才连成路',
    joinM: '两个位置隔多少米以内才连成路',
    silentMinutes: '多少分钟没有消息就算结束',
    longestHours: '一次最长多少小时',
  },
  'green-spaces': {
    perPerson: '一人最多认养和申请几处',
    neglectDays: '多少天没有养护：第一次提醒、再提醒、收回',
    dueGraceDays: '养护到期几天后提醒',
    renewalOpensDays: '到期前几天可以续期',
    priorityDays: '原认养人优先几天',
    noticeDays: '退出要提前几天',
    appealDays: '申诉期几天',
    atPlaceM: '离绿地多少米算到场',
    pointRadiusM: '一个点的绿地算多少米',
    badges: '徽章',
    'badges.name': '名称',
    'badges.visits': '养护次数',
  },
  activities: {
    radiusM: '离场地多少米内签到有效',
    earlyMinutes: '开始前几分钟可以签到',
    graceMinutes: '结束后几分钟内可以签退',
    cancelHours: '开始前几小时内不能再取消',
  },
  volunteers: {
    starHours: '各星级要多少小时',
    noShows: '爽约',
    'noShows.limit': '几次后暂停报名',
    'noShows.days': '暂停几天',
    objectionDays: '公示异议期几天',
    certificate: '证明',
    'certificate.issuer': '出具单位',
    'certificate.responsible': '负责人',
    'certificate.handler': '经办人',
    'certificate.contact': '联系方式',
  },
  'report-limits': {
    rejections: '几件因不实被退',
    withinDays: '在几天内',
    forDays: '限制几天',
    perDay: '限制期一天最多几件',
  },
  content: { words: '要等人看过才公开的词', showUnchecked: '没有审核的先公开' },
};

const isPlace = (part: string) => /^\d+$/.test(part);

/**
 * The words for a path: each part of it that has words of its own, the place in a list by number; a part that is a name already
 * (a group of the catalogue) stands for itself.
 * @param own the words the schema carries for the last part
 */
export const settingTitle = (group: string, path: readonly string[], own?: string): string => {
  const words = SETTING_WORDS[group] ?? {};
  const said: string[] = [];
  const named: string[] = [];
  for (const [i, part] of path.entries()) {
    if (isPlace(part)) {
      const last = said.pop() ?? '';
      said.push(`${last}${Number(part) + 1}`);
      continue;
    }
    named.push(part);
    const last = i === path.length - 1;
    said.push((last ? own : undefined) ?? words[named.join('.')] ?? words[part] ?? part);
  }
  return said.join(' · ');
};
