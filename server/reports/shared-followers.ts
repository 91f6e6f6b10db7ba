// Followers of a merged report follow the lead as well, each once. Their own rows stay where they are; the ones made for the lead
// remember through which reports they came, so that a split takes away exactly those and nobody is lost who came another way.
import type { ClientSession, Types } from 'mongoose';
import { reportSettings } from './catalogue';
import { type BondKind, Followers } from './followers';
import { type ReportRecord, Reports } from './model';

const MINUTE = 60_000;
type Ref = Pick<ReportRecord, '_id' | 'reporter'>;

const count = async (
  lead: Types.ObjectId,
  rows: readonly { kind: BondKind }[],
  sign: 1 | -1,
  session: ClientSession,
) => {
  const seconds = rows.filter(({ kind }) => kind === 'second').length;
  const followers = rows.length - seconds;
  if (rows.length === 0) return;
  const weight = seconds * reportSettings.current().secondWeightMinutes * MINUTE;
  await Reports.updateOne(
    { _id: lead },
    { $inc: { followers: sign * followers, seconds: sign * seconds, deskAt: -sign * weight } },
    { session },
  );
};

/** Within the transaction of the merge. Who reported the merged one follows the lead; who reported the lead hears of it anyway. */
export const joinFollowers = async (from: Ref, lead: Ref, at: Date, session: ClientSession): Promise<void> => {
  const rows = await Followers.find({ report: from._id }, { person: 1, kind: 1 }, { session }).lean();
  const wanted = new Map(
    [...rows, { person: from.reporter, kind: 'follow' as const }]
      .filter(({ person }) => String(person) !== String(lead.reporter))
      .map(({ person, kind }) => [`${person} ${kind}`, { person, kind }]),
  );
  if (wanted.size === 0) return;
  const people = [...wanted.values()].map(({ person }) => person);
  const there = await Followers.find(
    { report: lead._id, person: { $in: people } },
    { person: 1, kind: 1 },
    { session },
  ).lean();
  const known = there.filter(({ person, kind }) => wanted.delete(`${person} ${kind}`));
  if (known.length > 0)
    await Followers.updateMany(
      { _id: { $in: known.map(({ _id }) => _id) } },
      { $addToSet: { via: from._id } },
      { session },
    );
  const added = [...wanted.values()].map((row) => ({ ...row, report: lead._id, at, via: [from._id], inherited: true }));
  if (added.length > 0) await Followers.insertMany(added, { session });
  await count(lead._id, added, 1, session);
};

/** Within the transaction of the split: rows that came through this report only go, the others stay. */
export const leaveFollowers = async (from: Ref, lead: Ref, session: ClientSession): Promise<void> => {
  const rows = await Followers.find({ report: lead._id, via: from._id }, {}, { session }).lean();
  const gone = rows.filter(({ inherited, via }) => inherited && via?.length === 1);
  const kept = rows.filter((row) => !gone.includes(row));
  if (kept.length > 0)
    await Followers.updateMany({ _id: { $in: kept.map(({ _id }) => _id) } }, { $pull: { via: from._id } }, { session });
  if (gone.length > 0) await Followers.deleteMany({ _id: { $in: gone.map(({ _id }) => _id) } }, { session });
  await count(lead._id, gone, -1, session);
};
