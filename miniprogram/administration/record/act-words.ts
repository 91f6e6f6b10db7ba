import { timeText } from '../parts/dates';

/** Acts as people call them; one a room adds without a word here is shown by its own name. */
export const ACT_WORDS: Readonly<Record<string, string>> = {
  'invite-post': '邀请任职',
  'reinvite-post': '换邀请码',
  'claim-post': '认领职务',
  'change-post': '改职务',
  'set-leave': '登记休假',
  'end-post': '结束职务',
  'hand-over': '移交在办上报',
  'add-department': '新设部门',
  'change-department': '改部门',
  'close-department': '停用部门',
  'add-beat': '新设责任范围',
  'change-beat': '改责任范围',
  'remove-beat': '撤销责任范围',
  'set-responsibility': '定权责',
  'draft-catalogue': '改草稿',
  'publish-catalogue': '发布类别和时限',
  'apply-catalogue': '版本生效',
  'withdraw-catalogue': '撤回版本',
  'draft-agreement': '改认养协议草稿',
  'publish-agreement': '发布认养协议',
  'change-settings': '改规则',
  'change-holidays': '录入节假日',
  'change-reply-templates': '改回复模板',
  'import-areas': '导入区划',
  'schedule-areas': '排定区划',
  'withdraw-areas': '撤回排定的区划',
  'reassign-reports': '批量改派',
  'decide-reroutes': '决定改派建议',
  'add-plot': '新增绿地',
  'change-plot': '改绿地',
  'set-plot-state': '暂停或停用绿地',
  'decide-limit': '决定上报限制申诉',
  'retry-delivery': '重发通知',
  'import-data': '导入数据',
  'export-audit': '导出记录',
  'create-volunteer-group': '成立志愿队',
  'appoint-group-leader': '指定队长',
  'dismiss-group-leader': '撤去队长',
  'withdraw-certificate': '撤销证明',
  'remove-volunteer-fact': '删服务档案一条',
};

const PART_WORDS: Readonly<Record<string, string>> = {
  acceptance: '受理',
  amount: '数',
  area: '区域',
  asked: '要办的件数',
  basis: '依据',
  batchId: '批次',
  cases: '件数',
  categories: '类别',
  category: '类别',
  claimed: '已认领',
  clocks: '共用时限',
  closed: '停用',
  conditions: '情形',
  cooperating: '配合单位',
  department: '部门',
  dutyPhone: '值班电话',
  emergencyAcceptance: '紧急受理',
  extensionMaxDays: '延期天数',
  fits: '适用',
  flags: '要求',
  from: '从',
  group: '分组',
  handling: '办结',
  holder: '姓名',
  holidays: '放假',
  id: '编号',
  keywords: '搜索词',
  kind: '计时',
  lead: '牵头单位',
  limit: '时限',
  lifted: '解除',
  missionTask: '任务',
  move: '操作',
  name: '名称',
  note: '说明',
  order: '次序',
  place: '处所',
  post: '职务',
  publicName: '公开全名',
  retired: '停用',
  role: '职务',
  rungs: '逐级',
  standard: '标准编码',
  suspensionMaxDays: '挂账天数',
  text: '内容',
  title: '标题',
  to: '到',
  until: '有效到',
  version: '版本',
  workdays: '调休',
};

/** categories.0.conditions.1.limit.amount → 类别 1 · 情形 2 · 时限 · 数 */
export const pathWords = (path: string): string => {
  const said: string[] = [];
  for (const part of path.split('.')) {
    const place = /^\d{1,3}$/.test(part) && said.length > 0;
    if (place) said[said.length - 1] += ` ${Number(part) + 1}`;
    else said.push(PART_WORDS[part] ?? part);
  }
  return said.join(' · ') || '整体';
};

/** Values that are codes: kinds of clocks, roles are words already. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  urgent_hour: '小时（连续）',
  work_hour: '工作小时',
  work_day: '工作日',
  natural_day: '天（自然日）',
  true: '是',
  false: '否',
};
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
export const valueWords = (value: string | null): string =>
  value === null ? '（没有）' : INSTANT.test(value) ? timeText(value) : (VALUE_WORDS[value] ?? value);
