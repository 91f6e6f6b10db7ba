import type { Role } from './roles';

/** A post somebody holds now. `area`: street, division or zone code; `county`: the county it belongs to, or 532300 for the prefecture. */
export interface HeldPost {
  readonly id: string;
  readonly role: Role;
  readonly area: string | null;
  readonly department: string | null;
  readonly county: string;
}

/** Who is asking. Rules receive it as an argument; they never look anybody up. */
export interface Actor {
  readonly personId: string;
  readonly posts: readonly HeldPost[];
}
