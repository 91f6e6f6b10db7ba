// Roles of domain.md §1. A post is (person, role, area or department, from, to).
export const ROLES = {
  chief: '街长',
  deputy_chief: '副街长',
  vice_general_chief: '副总街长',
  general_chief: '总街长',
  grid_officer: '网格员',
  handler: '经办人',
  head: '负责人',
  dispatcher: '派遣员',
  inspector: '核查员',
  admin: '管理员',
} as const;
export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

/** What a post is bound to: a street, a division or zone (`area`), or a department. */
export const boundTo = (role: Role): 'area' | 'department' =>
  role === 'handler' || role === 'head' ? 'department' : 'area';
