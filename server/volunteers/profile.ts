// What tells who a volunteer is, sealed as one text.
import { resealField } from '../core/reseal';
import { seal, sealPrint, unseal } from '../core/sealed';
import type { VolunteerRecord } from './model';

export interface Profile {
  name: string;
  phone: string;
  birthYear: number;
  guardian: { name: string; phone: string; consentedAt: string } | null;
}

/** What a record keeps of a sealed text. */
export const sealed = (keys: readonly Uint8Array[], value: unknown) => ({
  text: seal(keys, JSON.stringify(value)),
  print: sealPrint(keys),
});

/** The profile; undefined once the registration was deleted. */
export const profileOf = (
  keys: readonly Uint8Array[],
  { profile }: Pick<VolunteerRecord, 'profile'>,
): Profile | undefined => (profile === null ? undefined : (JSON.parse(unseal(keys, profile)) as Profile));

/** Seals anew what an older key sealed. @returns how many */
export const resealVolunteers = async (keys: readonly Uint8Array[]): Promise<number> =>
  (await resealField('volunteers', 'profile', keys)) + (await resealField('certificates', 'holder', keys));
