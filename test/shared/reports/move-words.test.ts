// What every step is called, asks for and does, as it was decided (domain.md §4): who changes a row changes this table, too.
import { MOVE_NAMES, type MoveName, moveRow } from '../../../shared/reports/moves';
import { ENDED_STATES, OPEN_STATES, STATE_NAMES, stateLabel } from '../../../shared/reports/states';

/** move | button | heading | what the words are about | words | photos | clocks | the reporter is told | who reads them | what else is asked for */
const TABLE = `
accept | 受理 | 已受理 | 准备怎么办 | optional |  | handling | told |  |
reply | 回复 | 有新回复 | 回复内容 | required | photos | keep | told |  |
resolve | 办结 | 已处理 | 处理结果 | required | photos | rating | told |  |
transfer | 转办 | 已转办 | 转办原因 | required |  | acceptance | told |  | assignee
return | 退回 | 退回改派 | 退回原因 | required |  | acceptance | told |  |
assign | 派遣 | 已派遣 | 派遣说明 | optional |  | acceptance | told |  | assignee
reject | 不予受理 | 不予受理 | 说明和去处 | required |  | stop | told |  | not-ours/emergency/not-found/duplicate/abuse
withdraw | 撤回 | 上报人撤回 | 撤回原因 | optional |  | stop | untold |  |
urge | 催办 | 上报人催办 | 想说的话 | optional |  | keep | untold |  |
supplement | 补充 | 上报人补充 | 补充的情况 | or-photo | photos | keep | untold |  |
appeal | 申诉 | 上报人申诉 | 为什么应当受理 | required | photos | keep | untold |  |
uphold | 维持不予受理 | 申诉未通过 | 维持的理由 | required |  | keep | told |  |
reopen | 重新受理 | 申诉通过，重新受理 | 说明 | optional |  | acceptance | told |  |
verify-pass | 核查通过 | 核查通过 | 核查情况 | optional | photos | rating | told |  |
verify-fail | 核查不通过 | 核查不通过，返工 | 还差什么 | required | photos | handling | told |  |
not-fixed | 没有解决 | 上报人反映没有解决，返工 | 现在是什么样子 | or-photo | photos | handling | untold |  |
request-reopen | 申请再次返工 | 上报人申请再次返工 | 现在是什么样子 | or-photo | photos | keep | untold |  |
grant-reopen | 同意返工 | 同意返工 | 说明 | optional |  | handling | told |  |
refuse-reopen | 不同意返工 | 未同意返工 | 不同意的理由 | required |  | keep | told |  |
request-extension | 申请延期 | 申请延期 | 延期原因 | required |  | keep | untold |  | date:延到哪一天
grant-extension | 同意延期 | 同意延期 | 说明 | optional |  | extend | told |  |
refuse-extension | 不同意延期 | 未同意延期 | 不同意的理由 | required |  | keep | untold |  |
request-suspension | 申请挂账 | 申请挂账 | 挂账原因 | required |  | keep | untold |  | date:哪一天恢复办理+season/engineering/materials/dispute
grant-suspension | 同意挂账 | 已挂账，暂停计时 | 说明 | optional |  | pause | told |  | date:哪一天恢复办理
refuse-suspension | 不同意挂账 | 未同意挂账 | 不同意的理由 | required |  | keep | untold |  |
resume | 恢复办理 | 恢复办理 | 说明 | optional |  | resume | told |  |
set-condition | 核定情形 | 核定情形和时限 | 说明 | optional |  | recount | told |  | condition
note | 内部备注 | 内部备注 | 只有工作人员能看到 | required | photos | keep | internal |  |
call-back | 回访完成 | 已回访 | 回访情况 | required |  | stop | told |  | satisfied/explained/unreachable
call-back-reopen | 回访后返工 | 回访核实未解决，返工 | 回访情况 | required |  | handling | told |  |
remind | 提醒 | 时限过半，已提醒 | 说明 | optional |  | keep | untold |  |
overdue | 超期 | 已超期 | 说明 | optional |  | keep | untold |  |
escalate | 上报上级 | 超期未办，已报上级 | 说明 | optional |  | keep | untold |  |
auto-close | 自动结案 | 到期未评价，自动结案 | 说明 | optional |  | stop | told |  |
recompute | 调整时限 | 节假日安排公布，时限重新计算 | 说明 | optional |  | recount | told |  |
hand-over | 移交 | 负责人变更，已移交 | 说明 | optional |  | keep | untold |  |
joint-add | 请部门协办 | 联合处置，请部门协办 | 请对方做什么 | required |  | keep | told |  | assignee
joint-answer | 反馈协办结果 | 协办部门已反馈 | 做了什么、结果怎样 | required | photos | keep | told |  | task
joint-release | 免除协办 | 免除协办 | 为什么不用协办了 | required |  | keep | told |  | task
supervise | 督办 | 领导督办 | 督办要求 | required |  | keep | told |  | date:哪一天之前答复
answer-supervision | 答复督办 | 已答复督办 | 查到什么、怎么办、何时办好 | required | photos | keep | told |  |
refer | 案件移送 | 依法移送有关机关 | 移送的事实和依据 | required |  | keep | told | sealed | documents+police/procuratorate/court
refer-receipt | 登记移送回执 | 移送材料已被接收 | 回执编号、接收人和日期 | required | photos | keep | told | sealed |
refer-result | 登记移送结果 | 移送案件有结果 | 结果和文书编号 | required | photos | keep | told | sealed | filed/not-filed/decided/sent-back
joint-remind | 提醒协办 | 协办时限过半，已提醒 | 说明 | optional |  | keep | internal |  |
joint-overdue | 协办超期 | 协办已超期 | 说明 | optional |  | keep | untold |  |
joint-escalate | 协办超期上报 | 协办超期未反馈，已报上级 | 说明 | optional |  | keep | untold |  |
supervision-overdue | 督办到期 | 督办到期未答复 | 说明 | optional |  | keep | untold |  |
merge | 并案 | 并入相同的上报 | 为什么是同一件事 | optional |  | keep | told |  | lead
split | 拆开 | 从并案中拆开，恢复办理 | 为什么不是同一件事 | required |  | restore | told |  |
absorb | 并入 | 并入一件相同的上报 | 说明 | optional |  | keep | untold |  |
part | 拆出 | 拆出一件并入的上报 | 说明 | required |  | keep | untold |  |
content-pass | 内容没有问题 | 内容已审核 | 说明（只有工作人员能看到） | optional |  | keep | internal | sealed |
content-hide | 隐藏 | 部分内容不再公开 | 说明（只有工作人员能看到） | optional |  | keep | told | sealed | personal/abuse/advert/not-true/violent
content-redact | 涂黑文字 | 部分文字已涂黑 | 说明（只有工作人员能看到） | optional |  | keep | told | sealed | personal/abuse/advert/not-true/violent
content-blur | 模糊照片 | 照片局部已模糊 | 说明（只有工作人员能看到） | optional |  | keep | told | sealed | personal/abuse/advert/not-true/violent
content-restore | 恢复 | 隐藏的内容已恢复 | 说明（只有工作人员能看到） | optional |  | keep | told | sealed |
`;

const asked = (name: MoveName): string => {
  const { assignee, date, dateHint, condition, task, documents, lead, reasons } = moveRow(name);
  return [
    assignee && 'assignee',
    date === 'required' && `date:${dateHint}`,
    condition && 'condition',
    task && 'task',
    documents && 'documents',
    lead && 'lead',
    reasons && Object.keys(reasons).join('/'),
  ]
    .filter(Boolean)
    .join('+');
};

const rowOf = (name: MoveName): string => {
  const { label, title, hint, text, photos, clock, internal, tellsReporter, sealed } = moveRow(name);
  const told = internal ? 'internal' : tellsReporter ? 'told' : 'untold';
  const columns = [name, label, title, hint, text, photos === 'optional' ? 'photos' : '', clock, told];
  return [...columns, sealed ? 'sealed' : '', asked(name)].join(' | ').trimEnd();
};

test.each(
  TABLE.trim()
    .split('\n')
    .map((row) => [row.split(' | ')[0] as MoveName, row.trimEnd()]),
)('%s', (name, row) => expect(rowOf(name)).toBe(row));

test('no step is missing from the table', () => expect(MOVE_NAMES).toHaveLength(TABLE.trim().split('\n').length));

test('a state is open, ended, or waits for a rating', () => {
  expect([...OPEN_STATES, ...ENDED_STATES, 'resolved'].sort()).toEqual([...STATE_NAMES].sort());
});

test.each([
  ['submitted', '已提交'],
  ['rejected', '不予受理'],
  ['assigned', '已派街长'],
  ['handling', '处理中'],
  ['returned', '退回改派'],
  ['suspended', '已挂账，等条件具备'],
  ['rework', '返工中'],
  ['resolved', '已处理待评价'],
  ['closed', '已结案'],
  ['merged', '已并案'],
  ['withdrawn', '已撤回'],
] as const)('%s is called %s', (state, label) => {
  expect(stateLabel(state)).toBe(label);
  expect(stateLabel(state, 'post')).toBe(label);
  expect(stateLabel(state, 'dispatcher')).toBe(label);
  expect(stateLabel(state, 'department')).toBe(state === 'assigned' ? '已派部门' : label);
});
