import type { Reply } from '../../shared/endpoint';
import type { readMe } from '../../shared/people/contract';
import { go } from '../platform/go';

type Me = Reply<typeof readMe>;

/** What holds for every county at once is for the administrators of the prefecture. */
const PREFECTURE = '532300';
const administersAll = (me: Me) => me.posts.some(({ role, areaCode }) => role === 'admin' && areaCode === PREFECTURE);
const administers = (me: Me) => me.can.administer;

/** Pages for a wide screen (h5 only), and who finds something on them. */
export const WIDE_PAGES = [
  {
    id: 'board',
    text: '派遣工作台',
    icon: 'list',
    may: (me: Me) => me.can.workDesk,
    open: go.boardInstead,
  },
  { id: 'reroutes', text: '改派建议', icon: 'swap', may: (me: Me) => me.can.dispatch, open: go.reroutesInstead },
  { id: 'people', text: '人员和职务', icon: 'user', may: administers, open: go.adminPeopleInstead },
  { id: 'organisation', text: '部门和分工', icon: 'users', may: administers, open: go.adminOrganisationInstead },
  { id: 'catalogue', text: '类别和时限', icon: 'clock', may: administersAll, open: go.adminCatalogueInstead },
  { id: 'rules', text: '规则和节假日', icon: 'gear', may: administersAll, open: go.adminRulesInstead },
  { id: 'health', text: '检查和试派', icon: 'shield', may: administers, open: go.adminHealthInstead },
  { id: 'record', text: '管理记录', icon: 'doc', may: administers, open: go.adminRecordInstead },
  {
    id: 'plots',
    text: '绿地认养',
    icon: 'leaf',
    may: (me: Me) => me.posts.some(({ role }) => role === 'dispatcher' || role === 'head' || role === 'handler'),
    open: go.plotDeskInstead,
  },
  {
    id: 'activities',
    text: '活动',
    icon: 'calendar',
    may: (me: Me) => me.posts.some(({ role }) => ['dispatcher', 'head', 'handler'].includes(role)),
    open: go.activityDeskInstead,
  },
  {
    id: 'volunteers',
    text: '志愿者',
    icon: 'hands',
    may: (me: Me) => me.can.dispatch,
    open: go.volunteerDeskInstead,
  },
  {
    id: 'areas',
    text: '区划与街牌',
    icon: 'map',
    may: (me: Me) => me.can.administer || me.posts.some(({ role }) => role === 'dispatcher'),
    open: go.areasInstead,
  },
  {
    id: 'moderation',
    text: '内容审核',
    icon: 'shield',
    may: (me: Me) => me.can.dispatch,
    open: go.moderationInstead,
  },
] as const;
export type WidePage = (typeof WIDE_PAGES)[number]['id'];
