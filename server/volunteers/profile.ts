// What tells who a volunteer is, sealed as one text. Keys rotate without downtime: all keys read, the first one writes, and a worker
// seals anew what carries an older fingerprint, until the old key can be taken out of FIELD_KEY.
import type { Types } from 'mongoose';
import { seal, sealPrint, unseal } from '../core/sealed';
import { Certificates, type VolunteerRecord, Volunteers } from './model';

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

interface Holding {
  _id: Types.ObjectId;
  text: string | null;
}

const BATCH = 200;

/** Seals anew what an older key sealed. A row changed in between keeps its change. @returns how many */
export const resealVolunteers = async (keys: readonly Uint8Array[]): Promise<number> => {
  const print = sealPrint(keys);
  let done = 0;
  const pass = async (rows: Holding[], put: (id: Types.ObjectId, old: string, fresh: string) => Promise<unknown>) => {
    for (const { _id, text } of rows)
      if (text !== null) {
        await put(_id, text, seal(keys, unseal(keys, text)));
        done++;
      }
  };
  const stale = { print: { $nin: [print, null] } };
  for (;;) {
    const before = done;
    const volunteers = await Volunteers.find(stale, { profile: 1 }).limit(BATCH).lean();
    await pass(
      volunteers.map(({ _id, profile }) => ({ _id, text: profile })),
      (_id, profile, fresh) => Volunteers.updateOne({ _id, profile }, { $set: { profile: fresh, print } }),
    );
    const certificates = await Certificates.find(stale, { holder: 1 }).limit(BATCH).lean();
    await pass(
      certificates.map(({ _id, holder }) => ({ _id, text: holder })),
      (_id, holder, fresh) => Certificates.updateOne({ _id, holder }, { $set: { holder: fresh, print } }),
    );
    if (done === before) return done;
  }
};
