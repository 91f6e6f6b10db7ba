// Kinds of message and whom they are for. Tasks of an office cannot be switched off; everything else can.
const row = (label: string, required = false) => ({ label, required });

export const MESSAGE_KINDS = {
  accepted: row('上报被受理'),
  replied: row('有新回复'),
  resolved: row('处理好了，请评价'),
  transferred: row('转给别的单位'),
  returned: row('重新派遣'),
  rejected: row('不予受理'),
  'appeal-decided': row('申诉有结果'),
  'reopen-decided': row('返工申请有结果'),
  reworked: row('正在返工'),
  extended: row('延期'),
  suspended: row('挂账'),
  resumed: row('恢复办理'),
  'deadline-changed': row('时限调整'),
  'called-back': row('回访结果'),
  closed: row('自动结案'),
  followed: row('我关注的上报有进展'),
  assigned: row('新任务', true),
  urged: row('上报人催办', true),
  supplemented: row('上报人补充', true),
  withdrawn: row('上报人撤回'),
  rated: row('收到评价'),
  rework: row('要返工', true),
  'request-decided': row('我的申请有结果', true),
  reminded: row('时限过半提醒', true),
  overdue: row('超期提醒', true),
  escalated: row('超期上报', true),
  'to-verify': row('待核查', true),
  'call-back': row('待回访', true),
  appealed: row('待处理的申诉', true),
  'reopen-asked': row('待处理的返工申请', true),
  'extension-asked': row('待处理的延期申请', true),
  'suspension-asked': row('待处理的挂账申请', true),
} as const;
export type MessageKind = keyof typeof MESSAGE_KINDS;
export const MESSAGE_KIND_NAMES = Object.keys(MESSAGE_KINDS) as [MessageKind, ...MessageKind[]];
