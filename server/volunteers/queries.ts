import { Types } from 'mongoose';
import { readNumber } from '../../shared/check-number';
import type { Actor } from '../../shared/people/actor';
import { after, fromCursor, toCursor } from '../core/cursor';
import { Refusal, refuseUnless } from '../core/refusal';
import { groupBook } from './groups';
import { type CertificateRecord, Certificates, type GroupRecord, type VolunteerRecord, Volunteers } from './model';
import { isOwn } from './policy';
import { maskedName, presentGroup } from './present';

/** Characters of a volunteer's number: thirty-five bits, and of a certificate's: fifty, which nobody tries out. */
export const VOLUNTEER_NUMBER = { prefix: 'YC', length: 7 } as const;
export const CERTIFICATE_NUMBER = { prefix: 'ZM', length: 10 } as const;

/** Registrations of an account: one's own first, then children. */
export const volunteersOf = (person: string): Promise<VolunteerRecord[]> =>
  Volunteers.find({ person: new Types.ObjectId(person) })
    .sort({ child: 1, since: 1 })
    .lean<VolunteerRecord[]>();

/** @throws Refusal volunteer.not-found, also when it is somebody else's */
export const ownVolunteer = async (actor: Actor, id: string): Promise<VolunteerRecord> => {
  const found = Types.ObjectId.isValid(id) ? await Volunteers.findById(id).lean<VolunteerRecord>() : null;
  if (!found || !isOwn(actor, found)) throw new Refusal('volunteer.not-found');
  return found;
};

export const volunteersById = (ids: readonly string[]): Promise<VolunteerRecord[]> =>
  Volunteers.find({
    _id: { $in: ids.filter((id) => Types.ObjectId.isValid(id)).map((id) => new Types.ObjectId(id)) },
  }).lean<VolunteerRecord[]>();

export const volunteerNumbered = async (text: string): Promise<VolunteerRecord> => {
  const number = readNumber(VOLUNTEER_NUMBER.prefix, VOLUNTEER_NUMBER.length, text);
  const found = number ? await Volunteers.findOne({ number }).lean<VolunteerRecord>() : null;
  if (!found)
    throw new Refusal('volunteer.not-found', { detail: `没有编号为 ${text.slice(0, 20)} 的志愿者，请检查。` });
  return found;
};

export const certificateNumbered = async (text: string): Promise<CertificateRecord | null> => {
  const number = readNumber(CERTIFICATE_NUMBER.prefix, CERTIFICATE_NUMBER.length, text);
  return number ? Certificates.findOne({ number }).lean<CertificateRecord>() : null;
};

export const certificatesOf = (volunteer: Types.ObjectId): Promise<CertificateRecord[]> =>
  Certificates.find({ volunteer }).sort({ issuedAt: -1 }).lean<CertificateRecord[]>();

const membersIn = async (groups: readonly Types.ObjectId[]): Promise<Map<string, number>> => {
  const rows = await Volunteers.aggregate<{ _id: Types.ObjectId; n: number }>([
    { $match: { groups: { $in: [...groups] }, state: 'active' } },
    { $unwind: '$groups' },
    { $group: { _id: '$groups', n: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, n }) => [String(_id), n]));
};

/** Groups with how many are in them, their leaders masked, and whether one is in it oneself. */
export const groupViews = async (actor: Actor | null, groups: readonly GroupRecord[], keys: readonly Uint8Array[]) => {
  const leaders = groups.flatMap((group) => group.leaders);
  const [members, leading, mine] = await Promise.all([
    membersIn(groups.map(({ _id }) => _id)),
    Volunteers.find({ person: { $in: leaders }, child: false }).lean<VolunteerRecord[]>(),
    actor ? volunteersOf(actor.personId) : [],
  ]);
  return groups.map((group) =>
    presentGroup(group, {
      actor,
      members: members.get(String(group._id)) ?? 0,
      leaders: leading
        .filter(({ person }) => group.leaders.some((id) => String(id) === String(person)))
        .map((leader) => maskedName(keys, leader)),
      joined: mine.some(({ groups: in_ }) => in_.some((id) => String(id) === String(group._id))),
    }),
  );
};

export const allGroups = (): GroupRecord[] =>
  [...groupBook.current().values()].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));

/** Active members, masked. */
export const membersOf = async (group: GroupRecord, keys: readonly Uint8Array[]) => {
  const rows = await Volunteers.find({ groups: group._id, state: 'active' })
    .sort({ since: 1 })
    .lean<VolunteerRecord[]>();
  return rows.map((row) => ({
    id: String(row._id),
    number: row.number ?? '',
    name: maskedName(keys, row),
    leader: !row.child && group.leaders.some((id) => String(id) === String(row.person)),
  }));
};

/** The county's volunteers, newest first. */
export const volunteersIn = async (
  counties: readonly string[],
  query: { cursor?: string | undefined; limit: number; number?: string | undefined },
) => {
  const number = query.number && readNumber(VOLUNTEER_NUMBER.prefix, VOLUNTEER_NUMBER.length, query.number);
  const beyond = query.cursor
    ? after(
        'since',
        -1,
        '_id',
        -1,
        fromCursor(query.cursor, [(v) => v instanceof Date, (v) => v instanceof Types.ObjectId]),
      )
    : {};
  if (query.number) refuseUnless(number, 'request.invalid', { fields: { number: '志愿者编号不对，请检查' } });
  const rows = await Volunteers.find({
    county: { $in: [...counties] },
    state: { $in: ['active', 'left'] },
    ...(number && { number }),
    ...beyond,
  })
    .sort({ since: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean<VolunteerRecord[]>();
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? toCursor([last.since, last._id]) : null };
};
