// The organiser's roll: everybody on an activity's shifts, masked, with what may be done about each.

import { canMoveSignUp, SIGN_UP_WORDS } from '../../shared/activities/sign-ups';
import type { AttendeeView } from '../../shared/activities/staff-contract';
import { maskedName, type VolunteerRecord, volunteersById } from '../volunteers';
import { factsOf, isChanged } from './facts';
import { presentFamily } from './family';
import { SignUps } from './model';
import { rolesTo } from './policy';
import type { Viewer } from './present';
import { placesIn, shiftsOf } from './queries';
import type { ActivityRecord, SignUpRecord } from './record';

const HAND_MOVES = ['hand-in', 'hand-out', 'record', 'attest', 'excuse', 'correct', 'answer'] as const;

const present = (
  row: SignUpRecord,
  volunteer: VolunteerRecord | undefined,
  ahead: number | undefined,
  { actor, now, fieldKeys, organises }: Viewer,
): AttendeeView => {
  const facts = factsOf(row, now);
  const roles = actor ? rolesTo(actor, row, organises) : new Set<never>();
  return {
    id: String(row._id),
    version: row.version,
    shift: String(row.shift),
    name: volunteer ? maskedName(fieldKeys, volunteer) : row.person ? '居民' : '已注销',
    number: volunteer?.number ?? null,
    seats: row.seats,
    family: presentFamily(fieldKeys, row),
    state: row.state,
    stateName: SIGN_UP_WORDS[row.state].name,
    ahead: row.state === 'waiting' ? (ahead ?? null) : null,
    inAt: row.inAt?.toISOString() ?? null,
    outAt: row.outAt?.toISOString() ?? null,
    hours: row.state === 'credited' ? row.hours : null,
    unconfirmed: row.unconfirmed,
    changed: isChanged(row) && (row.state === 'waiting' || row.state === 'confirmed'),
    photoConsent: row.photoConsent,
    objection: row.objection && { text: row.objection.text, answer: row.objection.answer },
    can: Object.fromEntries(HAND_MOVES.map((move) => [move, canMoveSignUp(move, facts, roles)])) as AttendeeView['can'],
  };
};

/** Who is on it, by shift: there first, then in, waiting in order, and who gave up last. */
const ORDER = [
  'present',
  'left',
  'confirmed',
  'waiting',
  'credited',
  'absent',
  'excused',
  'asked',
  'expired',
  'dropped',
  'cancelled',
];

export const rollOf = async (activity: ActivityRecord, viewer: Viewer): Promise<AttendeeView[]> => {
  const [rows, shifts] = await Promise.all([
    SignUps.find({ activity: activity._id }).sort({ _id: 1 }).lean<SignUpRecord[]>(),
    shiftsOf(activity._id),
  ]);
  const volunteers = await volunteersById(rows.flatMap(({ volunteer }) => (volunteer ? [String(volunteer)] : [])));
  const byId = new Map(volunteers.map((one) => [String(one._id), one]));
  const places = new Map(shifts.flatMap((shift) => [...placesIn(shift)]));
  return rows
    .map((row) => present(row, byId.get(String(row.volunteer)), places.get(String(row._id)), viewer))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.ahead ?? 0) - (b.ahead ?? 0));
};
