// What may stand on a plaque. What is plainly impossible is refused at once; what only might be wrong is marked for the
// managing unit, who decide with the application: a machine does not accuse anybody.
export const PLAQUE_MAX = 10;

/** Chinese characters, Latin letters, digits, and what holds names together. */
const ALLOWED = /^[\p{Script=Han}A-Za-z0-9·•&＆（）()—\- ]+$/u;

/** Words of office and of advertising that a resident's plaque must not carry; matched anywhere. */
const FORBIDDEN = [
  '政府',
  '党委',
  '公安',
  '法院',
  '检察',
  '人大',
  '政协',
  '国家级',
  '中央',
  '领袖',
  '主席',
  '总理',
  '最佳',
  '第一名',
  '微信',
  '加我',
  '电话',
  '热线',
  '优惠',
  '打折',
  '贷款',
  '办证',
  '发票',
  '棋牌',
  '彩票',
  '共产党',
  '法轮',
  '台独',
  '藏独',
  '疆独',
  '傻逼',
  '操你',
  '妈的',
  '去死',
  '滚蛋',
] as const;
/** Looked at by a person: contact details, insults that are also names. */
const DOUBTFUL = [/\d{5,}/, /[A-Za-z]{8,}/, /混蛋|垃圾|骗子|坏人|打倒|抗议|还我|冤/] as const;

export interface PlaqueVerdict {
  /** what is wrong, said to the person; null: it may be used */
  readonly problem: string | null;
  /** somebody of the managing unit should look twice */
  readonly flagged: boolean;
}

export const checkPlaque = (name: string): PlaqueVerdict => {
  const problem = (text: string) => ({ problem: text, flagged: false });
  const length = Array.from(name).length;
  if (length === 0) return problem('请填写牌子上的名字');
  if (length > PLAQUE_MAX) return problem(`牌子上最多写 ${PLAQUE_MAX} 个字`);
  if (!ALLOWED.test(name)) return problem('牌子上只能写汉字、字母、数字和 · - & （ ）');
  const plain = name.replace(/[\s·•\-—]/g, '');
  if (plain.length === 0) return problem('请填写牌子上的名字');
  const found = FORBIDDEN.find((word) => plain.includes(word));
  if (found) return problem(`牌子上不能出现“${found}”`);
  return { problem: null, flagged: DOUBTFUL.some((pattern) => pattern.test(plain)) };
};
