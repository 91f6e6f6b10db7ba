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
    id: 'areas',
    text: '区划与街牌',
    icon: 'map',
    may: (me: Me) => me.can.administer || me.posts.some(({ role }) => role === 'dispatcher'),
    open: go.areasInstead,
  },
] as const;
export type WidePage = (typeof WIDE_PAGES)[number]['id'];
