// The resident-facing catalogue: plain names, the national code behind each, limits per condition.
import * as v from 'valibot';
import { CLOCK_KINDS } from '../clocks';

/** A time limit: amount in the unit of its clock (domain.md §4). */
export const LimitRule = v.object({ amount: v.pipe(v.number(), v.minValue(0)), kind: v.picklist(CLOCK_KINDS) });

/**
 * photo: a photo is needed to report (waived for emergencies) and to resolve · no-photo: none is asked for ·
 * private: always private · private-ok: privacy is offered first · verify: somebody else checks the result ·
 * emergency: 119/110/120 first, acceptance within 15 minutes · fast-track: zero tolerance.
 */
export const CATEGORY_FLAGS = [
  'photo',
  'no-photo',
  'private',
  'private-ok',
  'verify',
  'emergency',
  'fast-track',
] as const;
export type CategoryFlag = (typeof CATEGORY_FLAGS)[number];

export const Category = v.object({
  id: v.string(),
  name: v.string(),
  group: v.string(),
  icon: v.string(),
  keywords: v.array(v.string()),
  standard: v.array(v.object({ edition: v.string(), kind: v.string(), major: v.string(), minor: v.string() })),
  department: v.string(),
  cooperating: v.array(v.string()),
  missionTask: v.string(),
  conditions: v.array(v.object({ id: v.string(), name: v.string(), limit: LimitRule, limitText: v.string() })),
  flags: v.array(v.picklist(CATEGORY_FLAGS)),
});
export type CategoryView = v.InferOutput<typeof Category>;

const has = (flags: readonly string[], flag: CategoryFlag) => flags.includes(flag);
/** A photo is demanded of the reporter; nobody in danger is asked for one. */
export const photoToReport = (flags: readonly string[]) => has(flags, 'photo') && !has(flags, 'emergency');
/** An "after" photo is demanded of whoever resolves. */
export const photoToResolve = (flags: readonly string[]) => has(flags, 'photo');
export const alwaysPrivate = (flags: readonly string[]) => has(flags, 'private');
export const isEmergency = (flags: readonly string[]) => has(flags, 'emergency');
/** Somebody other than the handler checks the result before it can be rated. */
export const needsVerification = (flags: readonly string[]) => has(flags, 'verify');
/** Housing estates and matters where privacy is offered first: others see the community, never the house (domain.md §10). */
export const isCoarse = ({ flags, group }: { flags: readonly string[]; group: string }) =>
  has(flags, 'private-ok') || group === ESTATES;
const ESTATES = '小区';
