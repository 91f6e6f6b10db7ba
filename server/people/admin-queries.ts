// Posts for their administrators: searched in memory, where all of them are (`postBook`).
import type { Validated } from '../../shared/endpoint';
import type { Actor } from '../../shared/people/actor';
import { type listPosts, POST_STATES, type PostState } from '../../shared/people/admin-contract';
import { ROLE_NAMES, ROLES } from '../../shared/people/roles';
import { fromCursor, toCursor } from '../core/cursor';
import { canAdministerAt } from './policy';
import { allPosts, type PostEntry, postState } from './posts';

const two = (n: number) => String(n).padStart(2, '0');
/** County, place, rank, then the id: stable while posts come and go. */
const keyOf = (post: PostEntry): string =>
  [post.county, post.area ?? post.department, two(ROLE_NAMES.indexOf(post.role)), post.id].join('|');

const fits = (post: PostEntry, query: Validated<typeof listPosts>['query']): boolean => {
  const words = [post.boundName, ROLES[post.role], post.file.holder, post.area ?? '', post.department ?? ''].join(' ');
  return (
    (!query.text || query.text.split(/\s+/).every((part) => words.includes(part))) &&
    (!query.role || post.role === query.role) &&
    (!query.county || post.county === query.county)
  );
};

/** Posts within the actor's reach that fit, with counts by state of everything that fits. */
export const searchPosts = (actor: Actor, query: Validated<typeof listPosts>['query'], now: Date) => {
  const reach = allPosts().filter((post) => canAdministerAt(actor, post.county) && fits(post, query));
  const counts = Object.fromEntries(POST_STATES.map((state) => [state, 0])) as Record<PostState, number>;
  for (const post of reach) counts[postState(post, now)] += 1;
  // what is over is looked at only when asked for
  const wanted = reach.filter((post) => {
    const state = postState(post, now);
    return query.state ? state === query.state : state !== 'ended';
  });
  const after = query.cursor ? String(fromCursor(query.cursor, [(value) => typeof value === 'string'])[0]) : '';
  const rows = wanted
    .map((post) => ({ post, key: keyOf(post) }))
    .filter(({ key }) => key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(({ post }) => post),
    next: rows.length > query.limit && last ? toCursor([last.key]) : null,
    counts,
  };
};
