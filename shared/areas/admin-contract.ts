// Departments, beats and the responsibility list (权责清单) as administrators of a county keep them.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Id, text } from '../fields';
import { Version } from '../people/admin-contract';
import { ROLE_NAMES } from '../people/roles';

const County = v.pipe(v.string('请选择县市'), v.regex(/^\d{6}$/, '县市编码是六位数字'));
const params = v.object({ id: Id });
const countyQuery = v.object({ county: County });
const name = v.pipe(text('名称', 40), v.trim(), v.minLength(2, '名称至少两个字'));
const phone = v.nullable(v.pipe(text('电话', 20), v.regex(/^[\d-]{3,20}$/, '电话由数字和 - 组成')));
const stale = ['post.not-held', 'administration.stale'] as const;

export const listCounties = endpoint({
  name: 'areas.listCounties',
  summary: '管理员管哪些县市',
  method: 'GET',
  path: '/api/v1/administration/counties',
  access: 'signed-in',
  reply: v.object({ items: v.array(v.object({ code: v.string(), name: v.string() })) }),
  refusals: ['post.not-held'],
});

export const AdminDepartment = v.object({
  id: v.string(),
  name: v.string(),
  county: v.string(),
  dutyPhone: v.nullable(v.string()),
  closed: v.boolean(),
  version: v.number(),
  /** beats that send cases there, people who hold a post in it, cases it has open */
  beats: v.number(),
  people: v.number(),
  openCases: v.number(),
});
export type AdminDepartmentView = v.InferOutput<typeof AdminDepartment>;

export const listAdminDepartments = endpoint({
  name: 'areas.listAdminDepartments',
  summary: '管理员：一个县市的部门，停用的也在内',
  method: 'GET',
  path: '/api/v1/administration/departments',
  access: 'signed-in',
  query: countyQuery,
  reply: v.object({ items: v.array(AdminDepartment) }),
  refusals: ['post.not-held'],
});

export const addDepartment = endpoint({
  name: 'areas.addDepartment',
  summary: '管理员：新设一个部门；同一个编号再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/administration/departments',
  access: 'signed-in',
  body: v.object({ id: ClientId, county: County, name, dutyPhone: v.optional(phone, null) }),
  reply: AdminDepartment,
  status: 201,
  refusals: ['post.not-held', 'administration.name-taken', 'administration.id-used'],
});

export const changeDepartment = endpoint({
  name: 'areas.changeDepartment',
  summary: '管理员：部门改名、改值班电话；在办的上报随之显示新名称',
  method: 'PATCH',
  path: '/api/v1/administration/departments/:id',
  access: 'signed-in',
  params,
  body: v.object({ version: Version, name: v.optional(name), dutyPhone: v.optional(phone) }),
  reply: AdminDepartment,
  refusals: [...stale, 'department.not-found', 'administration.name-taken'],
});

export const closeDepartment = endpoint({
  name: 'areas.closeDepartment',
  summary: '管理员：停用一个部门；责任范围和在办的上报要先移走',
  method: 'POST',
  path: '/api/v1/administration/departments/:id/close',
  access: 'signed-in',
  params,
  body: v.object({ version: Version }),
  reply: AdminDepartment,
  refusals: [...stale, 'department.not-found', 'department.in-use'],
});

export const AdminBeat = v.object({
  id: v.string(),
  county: v.string(),
  area: v.object({ code: v.string(), name: v.string(), level: v.string() }),
  /** empty: all categories */
  categories: v.array(v.string()),
  role: v.nullable(v.picklist(ROLE_NAMES)),
  department: v.nullable(v.string()),
  /** who that is now: 鹿城南路街长 李** */
  label: v.string(),
  /** somebody is there and not on leave */
  manned: v.boolean(),
  version: v.number(),
});
export type AdminBeatView = v.InferOutput<typeof AdminBeat>;

const Categories = v.pipe(v.array(Id, '类别要是列表'), v.maxLength(300, '类别太多'));
const target = {
  role: v.optional(v.nullable(v.picklist(ROLE_NAMES, '没有这个职务')), null),
  department: v.optional(v.nullable(Id), null),
};
const ONE_TARGET = '请选一个职务或一个部门，二者选一';

export const listBeats = endpoint({
  name: 'areas.listBeats',
  summary: '管理员：一个县市的责任范围——哪里的哪些类别归谁',
  method: 'GET',
  path: '/api/v1/administration/beats',
  access: 'signed-in',
  query: countyQuery,
  reply: v.object({
    items: v.array(AdminBeat),
    /** places a beat can be for: streets, zones and divisions of the county */
    areas: v.array(v.object({ code: v.string(), name: v.string(), level: v.string() })),
  }),
  refusals: ['post.not-held'],
});

export const addBeat = endpoint({
  name: 'areas.addBeat',
  summary: '管理员：新设一条责任范围；同一个编号再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/administration/beats',
  access: 'signed-in',
  body: v.pipe(
    v.object({
      id: ClientId,
      area: v.pipe(v.string('请选择区域'), v.maxLength(40, '区域编码太长')),
      categories: Categories,
      ...target,
    }),
    v.forward(
      v.partialCheck(
        [['role'], ['department']],
        ({ role, department }) => (role === null) !== (department === null),
        ONE_TARGET,
      ),
      ['role'],
    ),
  ),
  reply: AdminBeat,
  status: 201,
  refusals: [
    'post.not-held',
    'area.not-found',
    'department.not-found',
    'category.unknown',
    'administration.id-used',
    'beat.overlaps',
  ],
});

export const changeBeat = endpoint({
  name: 'areas.changeBeat',
  summary: '管理员：改一条责任范围；在办的上报不会自己移走，会列出供派遣员决定',
  method: 'PUT',
  path: '/api/v1/administration/beats/:id',
  access: 'signed-in',
  params,
  body: v.pipe(
    v.object({ version: Version, categories: Categories, ...target }),
    v.forward(
      v.partialCheck(
        [['role'], ['department']],
        ({ role, department }) => (role === null) !== (department === null),
        ONE_TARGET,
      ),
      ['role'],
    ),
  ),
  reply: AdminBeat,
  refusals: [...stale, 'beat.not-found', 'department.not-found', 'category.unknown', 'beat.overlaps'],
});

export const removeBeat = endpoint({
  name: 'areas.removeBeat',
  summary: '管理员：撤销一条责任范围',
  method: 'POST',
  path: '/api/v1/administration/beats/:id/removal',
  access: 'signed-in',
  params,
  body: v.object({ version: Version }),
  reply: v.object({ removed: v.literal(true) }),
  refusals: [...stale, 'beat.not-found'],
});

/** A county's row over the prefecture-wide default of the catalogue. */
export const Responsibility = v.object({
  county: v.string(),
  category: v.string(),
  categoryName: v.string(),
  /** group of the catalogue, for the table */
  group: v.string(),
  /** `county`: its own row · `default`: the catalogue's, from the mission document */
  source: v.picklist(['county', 'default']),
  lead: v.object({ department: v.nullable(v.string()), name: v.string() }),
  cooperating: v.array(v.object({ department: v.nullable(v.string()), name: v.string() })),
  /** 法律、文件依据 */
  basis: v.string(),
  /** 0: no row of its own */
  version: v.number(),
});
export type ResponsibilityView = v.InferOutput<typeof Responsibility>;

export const listResponsibilities = endpoint({
  name: 'areas.listResponsibilities',
  summary: '权责清单：每个类别的牵头和配合单位，本县市的优先，没有的用全州默认',
  method: 'GET',
  path: '/api/v1/responsibilities',
  access: 'open',
  query: countyQuery,
  reply: v.object({ items: v.array(Responsibility) }),
  refusals: [],
});

export const setResponsibility = endpoint({
  name: 'areas.setResponsibility',
  summary: '管理员：定一个类别在本县市的牵头、配合单位；lead 为 null 则恢复全州默认',
  method: 'PUT',
  path: '/api/v1/responsibilities/:county/:category',
  access: 'signed-in',
  params: v.object({ county: County, category: Id }),
  body: v.object({
    version: Version,
    lead: v.nullable(Id),
    cooperating: v.pipe(v.array(Id, '配合单位要是列表'), v.maxLength(12, '配合单位最多 12 个')),
    basis: v.optional(v.pipe(text('依据', 200), v.trim()), ''),
  }),
  reply: Responsibility,
  refusals: [...stale, 'department.not-found', 'category.unknown'],
});
