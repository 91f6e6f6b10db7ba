// Family members who come along, by name and year of birth: needed at the place for the minimum age and the roll, so they are sealed
// with the sign-up and go when it ends or hours are settled.
import type { ActivityFamily } from '../../shared/activities/views';
import { sureAge } from '../../shared/volunteers/age';
import { maskName } from '../../shared/words';
import { resealField } from '../core/reseal';
import { seal, sealPrint, unseal } from '../core/sealed';
import type { SignUpRecord } from './record';

export interface Relative {
  name: string;
  birthYear: number;
}

/** What a sign-up keeps of them. */
export const sealedFamily = (
  keys: readonly Uint8Array[],
  family: readonly Relative[],
): Pick<SignUpRecord, 'family' | 'print'> =>
  family.length === 0
    ? { family: null, print: null }
    : { family: seal(keys, JSON.stringify(family)), print: sealPrint(keys) };

/** Masked, with the age they are sure to have on the day of the shift. */
export const presentFamily = (
  keys: readonly Uint8Array[],
  { family, from }: Pick<SignUpRecord, 'family' | 'from'>,
): ActivityFamily =>
  family === null || family === undefined
    ? []
    : (JSON.parse(unseal(keys, family)) as Relative[]).map(({ name, birthYear }) => ({
        name: maskName(name),
        age: sureAge(birthYear, from.getUTCFullYear()),
      }));

/** Seals anew what an older key sealed: contacts of activities and family members. @returns how many */
export const resealActivities = async (keys: readonly Uint8Array[]): Promise<number> =>
  (await resealField('activities', 'contact', keys)) + (await resealField('signUps', 'family', keys));
