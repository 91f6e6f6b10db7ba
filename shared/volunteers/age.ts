// Who may serve alone (domain.md §6): from 18 on one's own word, from 14 to 17 with a guardian's consent on record, under 14 only
// through the guardian's account. The portal knows the year of birth alone (no identity number is asked), so that a person
// counts as the age they are sure to have reached: the birthday is taken to be the last day of the year.

/** Years surely completed on a day of `year`. */
export const sureAge = (birthYear: number, year: number): number => Math.max(0, year - birthYear - 1);

export type Standing = 'adult' | 'needs-consent' | 'guardian-only';

export const ADULT = 18;
export const OWN_ACCOUNT = 14;

/** What the law of minors asks for at that age. */
export const standingAt = (birthYear: number, year: number): Standing => {
  const age = sureAge(birthYear, year);
  return age >= ADULT ? 'adult' : age >= OWN_ACCOUNT ? 'needs-consent' : 'guardian-only';
};

export type AgeProblem = 'guardian-missing' | 'guardian-only';

/** Why somebody cannot be registered so; undefined when they can. `child`: registered by the guardian, on the guardian's account. */
export function registrationProblem(
  given: { birthYear: number; child: boolean; consent: boolean },
  year: number,
): AgeProblem | undefined {
  const standing = standingAt(given.birthYear, year);
  if (standing === 'guardian-only' && !given.child) return 'guardian-only';
  if (standing !== 'adult' && !given.consent) return 'guardian-missing';
  return undefined;
}
