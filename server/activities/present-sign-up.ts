// A sign-up as its participant sees it.
import { canMoveSignUp, SIGN_UP_MOVES, SIGN_UP_WORDS, type SignUpMoveName } from '../../shared/activities/sign-ups';
import { shownState } from '../../shared/activities/states';
import type { SignUpView } from '../../shared/activities/views';
import { codeTimes, factsOf } from './facts';
import { presentFamily } from './family';
import type { Overlap } from './overlaps';
import { storedPlace, type Viewer } from './present';
import type { ActivityRecord, ShiftRecord, SignUpRecord } from './record';

const iso = (at: Date | null) => at?.toISOString() ?? null;

export interface SignUpParts {
  activity: ActivityRecord;
  shift: Pick<ShiftRecord, 'name' | 'free'>;
  who: string;
  ahead: number | null;
  overlap: Overlap | undefined;
}

export const presentSignUp = (
  row: SignUpRecord,
  { activity, shift, who, ahead, overlap }: SignUpParts,
  { actor, now, fieldKeys }: Viewer,
): SignUpView => {
  const facts = factsOf(row, now);
  const own = actor !== null && String(row.person) === actor.personId;
  const may = (move: SignUpMoveName) => own && canMoveSignUp(move, facts, new Set(['participant']));
  const times = codeTimes(row);
  return {
    id: String(row._id),
    version: row.version,
    state: row.state,
    stateName: SIGN_UP_WORDS[row.state].name,
    who,
    activity: {
      id: String(activity._id),
      title: activity.title,
      kind: activity.kind,
      place: activity.place,
      location: storedPlace(activity.location),
      state: shownState(activity.state, shift.free),
    },
    shift: { id: String(row.shift), name: shift.name, from: row.from.toISOString(), to: row.to.toISOString() },
    seats: row.seats,
    family: own ? presentFamily(fieldKeys, row) : [],
    ahead: row.state === 'waiting' ? ahead : null,
    inAt: iso(row.inAt),
    outAt: iso(row.outAt),
    hours: row.state === 'credited' ? row.hours : null,
    cancelUntil: row.cancelUntil.toISOString(),
    changed: row.changed
      ? { from: row.changed.from.toISOString(), to: row.changed.to.toISOString(), place: row.changed.place }
      : null,
    overlap: overlap
      ? {
          signUp: String(overlap.row._id),
          title: overlap.title,
          from: overlap.row.from.toISOString(),
          to: overlap.row.to.toISOString(),
        }
      : null,
    checkIn: { from: times.from.toISOString(), to: times.inUntil.toISOString() },
    timeline: row.history
      .filter(({ move }) => move !== 'ask')
      .map((entry) => ({
        id: String(entry._id),
        at: entry.at.toISOString(),
        title: entry.move === 'ask' ? '报名' : SIGN_UP_MOVES[entry.move].title,
        by: entry.label,
        text: entry.text,
      })),
    can: {
      cancel: may('cancel'),
      keep: may('keep') && overlap === undefined,
      checkIn: may('check-in') && now >= times.from && now <= times.inUntil,
      checkOut: may('check-out') && now <= times.outUntil,
      object: may('object'),
      rate: may('rate'),
    },
  };
};
