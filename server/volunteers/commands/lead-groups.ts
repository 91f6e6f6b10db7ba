import mongoose, { type ClientSession, Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import type { createGroup as contract } from '../../../shared/volunteers/group-contract';
import { areaNamed } from '../../areas';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { postLabel, postsOf } from '../../people';
import { groupBook, groupNamed } from '../groups';
import { type GroupRecord, Groups, type VolunteerRecord, Volunteers } from '../model';
import { canManage } from '../policy';
import { ownVolunteer, volunteerNumbered } from '../queries';

type Founding = Validated<typeof contract>['body'];

const ACTS = {
  'create-volunteer-group': '成立志愿队',
  'appoint-group-leader': '指定志愿队队长',
  'dismiss-group-leader': '撤去志愿队队长',
} as const;

const writeAct = (actor: Actor, group: GroupRecord, act: keyof typeof ACTS, now: Date, session: ClientSession) => {
  const post = postsOf(actor.personId, now).find(({ role }) => role === 'dispatcher');
  const entry = {
    actor,
    at: now,
    label: post ? postLabel(post) : '派遣员',
    act,
    kind: 'volunteer-group',
    object: String(group._id),
    text: `${ACTS[act]}：${group.name}`,
  };
  return writeAudit(entry, session);
};

/** Founds a group; leaders become members. The same groupId again gives the same group. @throws Refusal post.not-held | volunteer.not-found */
export const createGroup = async (actor: Actor, body: Founding, now: Date): Promise<GroupRecord> => {
  const area = areaNamed(body.area);
  refuseUnless(area ? canManage(actor, area.county) : actor.posts.length > 0, 'post.not-held');
  if (!area) throw new Refusal('request.invalid', { fields: { area: '没有这个区域，请检查编码' } });
  const leaders = await Promise.all(body.leaders.map(volunteerNumbered));
  const record: GroupRecord = {
    _id: new Types.ObjectId(),
    groupId: body.groupId,
    name: body.name,
    about: body.about,
    area: area.code,
    county: area.county,
    leaders: leaders.flatMap(({ person }) => (person ? [person] : [])),
    since: now,
  };
  const members = { _id: { $in: leaders.map(({ _id }) => _id) } };
  try {
    await mongoose.connection.transaction(async (session) => {
      await Groups.insertMany([record], { session });
      await Volunteers.updateMany(members, { $addToSet: { groups: record._id } }, { session });
      await writeAct(actor, record, 'create-volunteer-group', now, session);
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const earlier = await Groups.findOne({ groupId: body.groupId }).lean<GroupRecord>();
    // the id is whoever chose it first: it never reaches into a group of somebody else's county
    if (earlier?.area !== area.code || earlier.name !== body.name)
      throw new Refusal('request.invalid', { fields: { groupId: '这个编号已经用于另一支志愿队，请刷新后再试' } });
    return earlier;
  }
  await groupBook.touch();
  return record;
};

/** Whoever leaves volunteering leads nobody. Done again, it changes nothing. */
export const stopLeading = async (
  { person, child }: Pick<VolunteerRecord, 'person' | 'child'>,
  group?: Types.ObjectId,
) => {
  if (child || person === null) return;
  const { modifiedCount } = await Groups.updateMany(
    { leaders: person, ...(group && { _id: group }) },
    { $pull: { leaders: person } },
  );
  if (modifiedCount > 0) await groupBook.touch();
};

/** Joins or leaves; doing it again changes nothing. @throws Refusal group.not-found | volunteer.not-found */
export const setMembership = async (
  actor: Actor,
  id: string,
  volunteerId: string,
  member: boolean,
): Promise<GroupRecord> => {
  const group = groupNamed(id);
  if (!group) throw new Refusal('group.not-found');
  const volunteer = await ownVolunteer(actor, volunteerId);
  await Volunteers.updateOne(
    { _id: volunteer._id, state: 'active' },
    member ? { $addToSet: { groups: group._id } } : { $pull: { groups: group._id } },
  );
  if (!member) await stopLeading(volunteer, group._id);
  return groupNamed(id) ?? group;
};

/** Appoints a leader, who is a member too, or dismisses one; doing it again changes nothing. @throws Refusal group.not-found | post.not-held | volunteer.not-found */
export const setLeader = async (
  actor: Actor,
  id: string,
  number: string,
  leader: boolean,
  now: Date,
): Promise<GroupRecord> => {
  const group = groupNamed(id);
  refuseUnless(group ? canManage(actor, group.county) : actor.posts.length > 0, 'post.not-held');
  if (!group) throw new Refusal('group.not-found');
  const { _id, person, child, state } = await volunteerNumbered(number);
  if (child || person === null || (leader && state !== 'active'))
    throw new Refusal('volunteer.not-found', { detail: '队长要是在册的成年志愿者本人，请检查编号。' });
  await mongoose.connection.transaction(async (session) => {
    if (leader) await Volunteers.updateOne({ _id, state: 'active' }, { $addToSet: { groups: group._id } }, { session });
    const { modifiedCount } = await Groups.updateOne(
      { _id: group._id },
      leader ? { $addToSet: { leaders: person } } : { $pull: { leaders: person } },
      { session },
    );
    if (modifiedCount === 1)
      await writeAct(actor, group, leader ? 'appoint-group-leader' : 'dismiss-group-leader', now, session);
  });
  await groupBook.touch();
  return groupNamed(id) ?? group;
};
