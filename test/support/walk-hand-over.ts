// Hand-overs in a walk: a post ends, somebody goes on, and the same person comes back to the place, so that the walk can go on. Whatever
// waited for them is looked at one by one.
import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { Posts } from '../../server/people';
import { type ReportRecord, Reports } from '../../server/reports';
import type { TestApp } from './app';

/** whose post ends, and in whose hands its cases may go on */
const HANDS = [
  ['chief', 'other-chief'],
  ['other-chief', 'chief'],
  ['handler', 'handler-shuiwu'],
  ['handler-shuiwu', 'handler'],
  ['vice-general', 'vice-lucheng'],
] as const;

export interface Hand {
  auth: { authorization: string };
  personId: string;
}
type People = Readonly<Record<string, Hand>>;

const postOf = async (personId: string, now: Date) => {
  const held = { person: new Types.ObjectId(personId), role: { $ne: 'admin' as const } };
  const found = (await Posts.find(held).lean()).find(({ to }) => to === null || to > now);
  if (!found) throw new Error(`${personId} holds no post`);
  return found;
};
const keyOf = ({ area, department }: { area?: string | null; department?: string | null }) =>
  department ? `department:${department}` : `area:${area}`;

/** What must be true of one case after it was handed over. */
const checkCase = (
  before: ReportRecord,
  after: ReportRecord,
  from: string,
  to: string | null,
  heirs: [string, string],
) => {
  const fail = (what: string) => {
    throw new Error(`hand-over: ${what} — ${after.number}: ${after.history.map((e) => e.move).join(' ')}`);
  };
  const said = after.history.at(-1);
  if (after.version !== before.version + 1 || said?.move !== 'hand-over') fail('one entry for each case');
  const own = before.open && before.party.key === from;
  if (after.party.key !== (own && to ? to : before.party.key)) fail('the case is with whoever goes on');
  const same = ({ state, clock, acceptBy, resolveBy, followers, seconds, limits, overdue }: ReportRecord) =>
    JSON.stringify({ state, clock, acceptBy, resolveBy, followers, seconds, limits, overdue });
  if (same(before) !== same(after)) fail('state, clock and promise stay');
  after.joint.forEach((task, i) => {
    const was = before.joint[i];
    const moves = was?.state === 'open' && was.party.key === from && to?.startsWith('department:');
    if (task.party.key !== (moves ? to : was?.party.key)) fail('tasks go along');
    if (JSON.stringify(task.clock) !== JSON.stringify(was?.clock)) fail('with their clocks');
  });
  const [old, heir] = heirs;
  const ordered = before.facts.supervision?.by === old && before.tasks.includes('supervision');
  if (ordered && after.facts.supervision?.by !== heir) fail('answers are owed to whoever goes on');
};

/** @returns cases that were handed over */
export const handOverIn = async (t: TestApp, people: People, choice: number, now: Date): Promise<ReportRecord[]> => {
  const [leaves, goesOn] = HANDS[choice % HANDS.length] ?? HANDS[0];
  const [one, other, admin] = [people[leaves], people[goesOn], people.admin];
  if (!one || !other || !admin) throw new Error('nobody there');
  const post = await postOf(one.personId, now);
  const next = await postOf(other.personId, now);
  const elsewhere = choice % 3 > 0;
  const key = keyOf(post);
  const oversees = post.role === 'vice_general_chief';
  const waiting = await Reports.find(
    oversees
      ? { 'facts.supervision.by': one.personId, tasks: 'supervision' }
      : { $or: [{ 'party.key': key, open: true }, { cooperating: key }] },
  ).lean<ReportRecord[]>();
  const successor = elsewhere ? { post: String(next._id) } : { holder: '接任人' };
  const reply = await t.http
    .post(`/api/v1/posts/${post._id}/hand-over`)
    .set(admin.auth)
    .send({ batchId: randomUUID(), version: post.version ?? 0, successor, text: '轮岗' });
  if (reply.status !== 200) throw new Error(`hand-over: ${reply.status} ${JSON.stringify(reply.body)}`);
  if (reply.body.total !== waiting.length || reply.body.finishedAt === null)
    throw new Error(`hand-over: ${JSON.stringify(reply.body)} of ${waiting.length}`);
  const to = elsewhere && !oversees ? keyOf(next) : null;
  // a new holder has not come yet: the order waits for the one who gave it
  const heir = elsewhere ? other.personId : one.personId;
  const after: ReportRecord[] = [];
  for (const before of waiting) {
    const found = await Reports.findById(before._id).lean<ReportRecord>();
    if (!found) throw new Error(`hand-over lost ${before.number}`);
    checkCase(before, found, key, to, [one.personId, heir]);
    after.push(found);
  }
  let code: string | null = reply.body.code;
  if (elsewhere) {
    const { role, area, department } = post;
    const invited = await t.http
      .post('/api/v1/posts/invitations')
      .set(admin.auth)
      .send({ role, ...(area && { area }), ...(department && { department }), holder: '回来的人' });
    code = invited.body.code;
  }
  const claimed = await t.http.post('/api/v1/posts/claim').set(one.auth).send({ code });
  if (claimed.status >= 300) throw new Error(`claim: ${claimed.status} ${JSON.stringify(claimed.body)}`);
  return after;
};
