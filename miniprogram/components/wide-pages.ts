import type { Reply } from '../../shared/endpoint';
import type { readMe } from '../../shared/people/contract';
import { go } from '../platform/go';

type Me = Reply<typeof readMe>;

/** Pages for a wide screen (h5 only), and who finds something on them. */
export const WIDE_PAGES = [
  {
    id: 'board',
    text: '派遣工作台',
    icon: 'list',
    may: (me: Me) => me.can.workDesk || me.can.administer,
    open: go.boardInstead,
  },
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
