import { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import type { createGroup as contract } from '../../../shared/volunteers/group-contract';
import { areaNamed } from '../../areas';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { postLabel, postsOf } from '../../people';
import { groupBook, groupNamed } from '../groups';
import { type GroupRecord, Groups, Volunteers } from '../model';
import { canManage } from '../policy';
import { ownVolunteer, volunteerNumbered } from '../queries';

type Founding = Validated<typeof contract>['body'];

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
  let group = record;
  try {
    await Groups.insertMany([record]);
    const [post] = postsOf(actor.personId, now);
    await writeAudit({
      actor,
      at: now,
      label: post ? postLabel(post) : '派遣员',
      act: 'create-volunteer-group',
      kind: 'volunteer-group',
      object: String(record._id),
      text: `成立志愿队：${body.name}`,
      after: { name: body.name, area: area.code, leaders: record.leaders.length },
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    group = (await Groups.findOne({ groupId: body.groupId }).lean<GroupRecord>()) ?? record;
  }
  await Volunteers.updateMany({ _id: { $in: leaders.map(({ _id }) => _id) } }, { $addToSet: { groups: group._id } });
  await groupBook.touch();
  return group;
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
  return group;
};
