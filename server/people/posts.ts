// All posts, in memory: asked on every request that needs a permission, changed a few times a week.
import type { Actor, HeldPost } from '../../shared/people/actor';
import type { PostState } from '../../shared/people/admin-contract';
import { ROLES, type Role } from '../../shared/people/roles';
import { maskName } from '../../shared/words';
import { unseal } from '../core/sealed';
import { snapshot } from '../core/snapshot';
import { type Post, Posts } from './model';

export interface PostEntry extends HeldPost {
  readonly person: string | null;
  readonly boundName: string;
  /** 李**, or the full name where the post is marked public */
  readonly holderLabel: string;
  readonly from: Date;
  readonly to: Date | null;
  readonly leave: { readonly from: Date; readonly to: Date } | null;
  /** for administrators of its county alone */
  readonly file: PostFile;
}

export interface PostFile {
  readonly holder: string;
  readonly publicName: boolean;
  readonly version: number;
  readonly invitedUntil: Date | null;
}

interface PostBook {
  readonly all: readonly PostEntry[];
  readonly byPerson: ReadonlyMap<string, readonly PostEntry[]>;
  /** `area:<code>` or `department:<id>` → its posts */
  readonly byPlace: ReadonlyMap<string, readonly PostEntry[]>;
}

/** Where a post answers: `area:<code>` or `department:<id>`. */
export const placeOf = (post: Pick<HeldPost, 'area' | 'department'>): string =>
  post.department === null ? `area:${post.area}` : `department:${post.department}`;

let fieldKeys: readonly Uint8Array[] = [];
/** Names of holders are sealed; call before snapshots load. */
export const providePostKeys = (keys: readonly Uint8Array[]): void => {
  fieldKeys = keys;
};

const group = (entries: readonly PostEntry[], keyOf: (entry: PostEntry) => string | null) => {
  const groups = new Map<string, PostEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === null) continue;
    const list = groups.get(key);
    if (list) list.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
};

export const toEntry = (post: Post): PostEntry => {
  const name = unseal(fieldKeys, post.holder);
  return {
    id: String(post._id),
    role: post.role,
    area: post.area,
    department: post.department,
    county: post.county,
    person: post.person && String(post.person),
    boundName: post.boundName,
    holderLabel: post.publicName ? name : maskName(name),
    from: post.from,
    to: post.to,
    // posts made before there was leave have none
    leave: post.leave ?? null,
    file: {
      holder: name,
      publicName: post.publicName,
      version: post.version ?? 0,
      invitedUntil: post.invitation?.expiresAt ?? null,
    },
  };
};

export const postBook = snapshot('posts', async (): Promise<PostBook> => {
  const entries = (await Posts.find().lean<Post[]>()).map(toEntry);
  return { all: entries, byPerson: group(entries, (e) => e.person), byPlace: group(entries, placeOf) };
});

const inForce = (now: Date) => (post: PostEntry) => post.from <= now && (post.to === null || post.to > now);

/** Every post there is or was, for administrators. */
export const allPosts = (): readonly PostEntry[] => postBook.current().all;

/** The post with this id, as it is in memory. */
export const postById = (id: string): PostEntry | undefined => postBook.current().all.find((post) => post.id === id);

export const postsOf = (personId: string, now: Date): readonly PostEntry[] =>
  (postBook.current().byPerson.get(personId) ?? []).filter(inForce(now));

/** Posts at a place, those with one of `roles` only, in the order of `roles`. Unclaimed and vacant ones included. */
export const postsAt = (place: string, roles: readonly Role[], now: Date): readonly PostEntry[] =>
  (postBook.current().byPlace.get(place) ?? [])
    .filter((post) => inForce(now)(post) && roles.includes(post.role))
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));

/** People who hold one of `roles` at a place now. */
export const holdersAt = (place: string, roles: readonly Role[], now: Date): string[] => [
  ...new Set(postsAt(place, roles, now).flatMap((post) => post.person ?? [])),
];

/** A post that somebody holds and is not on leave from. */
export const isManned = (post: PostEntry, now: Date): boolean =>
  post.person !== null && !(post.leave && post.leave.from <= now && now < post.leave.to);

/** 鹿城南路街长 李** */
export const postLabel = (post: PostEntry): string => `${post.boundName}${ROLES[post.role]} ${post.holderLabel}`;

export const actorFor = (personId: string, now: Date): Actor => ({ personId, posts: postsOf(personId, now) });

/** With what an administrator signs an act: 楚雄市管理员 李**. */
export const adminLabel = (actor: Actor, now: Date): string => {
  const posts = postsOf(actor.personId, now);
  const post = posts.find(({ role }) => role === 'admin') ?? posts[0];
  return post ? postLabel(post) : '系统';
};

/** Where a post stands now. */
export const postState = (post: PostEntry, now: Date, wall = new Date()): PostState => {
  if (post.to && post.to <= now) return 'ended';
  if (post.person === null) return post.file.invitedUntil && post.file.invitedUntil > wall ? 'invited' : 'lapsed';
  if (post.from > now) return 'future';
  return isManned(post, now) ? 'held' : 'leave';
};
