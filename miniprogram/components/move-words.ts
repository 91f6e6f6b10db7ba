import type { PersonMove } from '../../shared/reports/moves';

/** What the sheet of a move says beyond the table's own label and hint. */
interface MoveWords {
  title?: string;
  icon: string;
  done: string;
  samples?: readonly string[];
  /** the case leaves the hands of whoever made the move */
  leaves?: boolean;
}

export const MOVE_WORDS: Record<PersonMove, MoveWords> = {
  accept: { icon: 'accept', done: '已受理' },
  reply: {
    title: '回复居民',
    icon: 'reply',
    done: '已回复',
    samples: ['已到现场查看。', '已联系维修，今天处理。', '需要配件，到货就换。'],
  },
  resolve: { icon: 'check', done: '已办结，等居民评价', leaves: true },
  transfer: {
    title: '转给别的单位',
    icon: 'transfer',
    done: '已转办',
    samples: ['归该单位管，请处理。', '需要专业维修，我继续盯。'],
    leaves: true,
  },
  return: {
    title: '不归我，退回改派',
    icon: 'return',
    done: '已退回改派',
    samples: ['不在我负责的路段。', '位置不准，请核实。'],
    leaves: true,
  },
  assign: { title: '派给谁', icon: 'send', done: '已派出', leaves: true },
  reject: { icon: 'reject', done: '已告诉居民', samples: ['请拨打 12345 咨询。'], leaves: true },
  withdraw: { icon: 'withdraw', done: '已撤回' },
  urge: {
    title: '催一催',
    icon: 'urge',
    done: '已催办，会马上提醒办事的人',
    samples: ['好几天了，请尽快处理。', '有安全隐患，请先围起来。'],
  },
  supplement: { title: '补充情况', icon: 'edit', done: '已补充' },
  appeal: { title: '我要申诉', icon: 'reply', done: '已申诉，会有人复核' },
  uphold: { icon: 'reject', done: '已维持', leaves: true },
  reopen: { icon: 'rework', done: '已重新受理' },
  'verify-pass': { icon: 'check-double', done: '核查通过', leaves: true },
  'verify-fail': { icon: 'rework', done: '已退回返工', leaves: true },
  'not-fixed': { title: '没弄好，退回重办', icon: 'rework', done: '已退回重办，时限重新算' },
  'request-reopen': { title: '申请再次返工', icon: 'rework', done: '已申请，等派遣员决定' },
  'grant-reopen': { icon: 'rework', done: '已同意返工', leaves: true },
  'refuse-reopen': { icon: 'reject', done: '已答复', leaves: true },
  'request-extension': { icon: 'extend', done: '已申请延期，等批准' },
  'grant-extension': { icon: 'extend', done: '已同意延期', leaves: true },
  'refuse-extension': { icon: 'reject', done: '已答复', leaves: true },
  'request-suspension': { icon: 'pause', done: '已申请挂账，等批准' },
  'grant-suspension': { icon: 'pause', done: '已挂账，暂停计时', leaves: true },
  'refuse-suspension': { icon: 'reject', done: '已答复', leaves: true },
  resume: { icon: 'refresh', done: '已恢复办理' },
  'set-condition': { icon: 'list', done: '已核定，时限按这种情形算' },
  note: { icon: 'doc', done: '已记下，只有工作人员能看到' },
  'call-back': { icon: 'phone', done: '已记下回访', leaves: true },
  'call-back-reopen': { icon: 'rework', done: '已退回返工', leaves: true },
  'joint-add': { title: '请部门协办', icon: 'users', done: '已请协办，对方会收到任务' },
  'joint-answer': {
    title: '反馈协办结果',
    icon: 'check',
    done: '已反馈给主办单位',
    samples: ['已到现场处理完毕。', '经核实，不涉及我单位职责。'],
    leaves: true,
  },
  'joint-release': { title: '免除协办', icon: 'withdraw', done: '已免除协办' },
  supervise: {
    title: '督办',
    icon: 'torch',
    done: '已督办，到期没有答复会提醒您',
    samples: ['请查明原因，限期办好。'],
  },
  'answer-supervision': { title: '答复督办', icon: 'reply', done: '已答复督办' },
  refer: { title: '案件移送', icon: 'shield', done: '已移送，这件上报不再公开' },
  'refer-receipt': { title: '登记移送回执', icon: 'doc', done: '已登记回执' },
  'refer-result': { title: '登记移送结果', icon: 'doc', done: '已登记结果' },
  merge: { title: '并入另一件', icon: 'list', done: '已并案，关注的人一起跟过去了', leaves: true },
  split: { title: '从并案中拆开', icon: 'return', done: '已拆开，恢复办理' },
};
