// What the table of sign-ups looks at, from the record.
import type { SignUpFacts } from '../../shared/activities/sign-ups';
import { volunteerSettings } from '../volunteers';
import type { SignUpRecord } from './record';
import { activitySettings } from './settings';

const MINUTE = 60_000;

/** Time or place changed after they signed up, and they have not said whether they can still come. */
export const isChanged = ({ changed }: Pick<SignUpRecord, 'changed'>): boolean =>
  changed !== null && changed !== undefined;

export const factsOf = (row: SignUpRecord, now: Date): SignUpFacts => ({
  state: row.state,
  now,
  cancelUntil: row.cancelUntil,
  unconfirmed: row.unconfirmed,
  decidedAt: row.decidedAt,
  objectionDays: volunteerSettings.current().objectionDays,
  objection: row.objection ? (row.objection.answer === null ? 'open' : 'answered') : 'none',
  rated: row.rating !== null,
  changed: isChanged(row),
  shift: { from: row.from, to: row.to },
});

/** When codes count: from a while before the shift, coming in until it ends, going out until a while after. */
export const codeTimes = ({ from, to }: Pick<SignUpRecord, 'from' | 'to'>) => {
  const { earlyMinutes, graceMinutes } = activitySettings.current();
  return {
    from: new Date(from.getTime() - earlyMinutes * MINUTE),
    inUntil: to,
    outUntil: new Date(to.getTime() + graceMinutes * MINUTE),
  };
};
