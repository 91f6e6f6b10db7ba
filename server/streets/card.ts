// What a street's card says, on the wall and on the screen: one place computes it, and the stamp is a digest of what is printed.
import { createHash } from 'node:crypto';
import { limitText } from '../../shared/clocks';
import type { Role } from '../../shared/people/roles';
import { ROLES } from '../../shared/people/roles';
import { areaNamed, directory, type Street } from '../areas';
import { type PostEntry, PREFECTURE, postsAt } from '../people';
import { reportSettings } from '../reports';

export interface Holder {
  name: string;
  post: string;
}
export interface CardFacts {
  code: string;
  name: string;
  town: { code: string; name: string };
  county: string;
  from: string | null;
  to: string | null;
  chief: Holder | null;
  deputy: Holder | null;
  supervisor: Holder | null;
  dutyPhone: string | null;
  acceptText: string;
}

const holder = (post: PostEntry | undefined): Holder | null =>
  post ? { name: post.holderLabel, post: `${post.boundName}${ROLES[post.role]}` } : null;

const at = (area: string, role: Role, now: Date) => postsAt(`area:${area}`, [role], now)[0];

/** The nearest general chief above a street: of its town, its county, the prefecture. */
const supervisorOf = ({ town, county }: Street, now: Date): PostEntry | undefined => {
  for (const role of ['general_chief', 'vice_general_chief'] as const)
    for (const area of [town, county, PREFECTURE]) {
      const found = at(area, role, now);
      if (found) return found;
    }
  return undefined;
};

export const cardFacts = (street: Street, now: Date): CardFacts => ({
  code: street._id,
  name: street.name,
  town: { code: street.town, name: areaNamed(street.town)?.name ?? '' },
  county: areaNamed(street.county)?.name ?? '',
  from: street.from ?? null,
  to: street.to ?? null,
  chief: holder(at(street._id, 'chief', now)),
  deputy: holder(at(street._id, 'deputy_chief', now)),
  supervisor: holder(supervisorOf(street, now)),
  dutyPhone: street.dutyPhone,
  acceptText: `${limitText(reportSettings.current().acceptance)}受理`,
});

/** Six hexadecimal digits over what is printed; another chief or telephone is another stamp. */
export const stampOf = ({ name, from, to, chief, deputy, supervisor, dutyPhone }: CardFacts): string =>
  createHash('sha256')
    .update(JSON.stringify([name, from, to, chief?.name, deputy?.name, supervisor?.name, dutyPhone]))
    .digest('hex')
    .slice(0, 6);

/** Streets of a town in the order of their codes. */
export const streetsOf = (town: string): Street[] =>
  [...directory.current().streets.values()]
    .filter((street) => street.town === town)
    .sort((a, b) => (a._id < b._id ? -1 : 1));
