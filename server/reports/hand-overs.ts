// A hand-over under way: written in the transaction that ends the post, worked off case by case, each through the guarded update of
// every step. A crash leaves a record without an end, which the worker finishes; an entry's id says that a case is done.
import mongoose, { Schema, Types } from 'mongoose';
import { type Party, peopleOf } from '../areas';
import { tryStep } from './commands/apply-step';
import { type Entry, type ReportRecord, Reports } from './model';

export interface HandOverRecord {
  /** chosen by the client: sent again it goes on, and nothing is done twice */
  _id: string;
  post: string;
  county: string;
  /** whose open cases; null where a post has none of its own */
  key: string | null;
  /** where they go; null when they stay at the place, with somebody else */
  party: Party | null;
  /** whose orders wait for an answer, and who waits for it now; null where a post orders nothing, or nobody has come yet */
  supervisor?: string | null;
  heir?: string | null;
  from: string;
  to: string;
  text: string;
  at: Date;
  person: Types.ObjectId;
  label: string;
  total: number;
  finishedAt: Date | null;
}
const handOver = new Schema<HandOverRecord>(
  {
    _id: String,
    post: { type: String, required: true },
    county: { type: String, required: true },
    key: { type: String, default: null },
    party: {
      type: new Schema<Party>({ kind: String, key: String, role: String, name: String }, { _id: false }),
      default: null,
    },
    supervisor: { type: String, default: null },
    heir: { type: String, default: null },
    from: { type: String, required: true },
    to: { type: String, required: true },
    text: { type: String, default: '' },
    at: { type: Date, required: true },
    person: { type: Schema.Types.ObjectId, required: true },
    label: { type: String, required: true },
    total: { type: Number, required: true },
    finishedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// the worker: what a crash or a great number left unfinished
handOver.index({ finishedAt: 1 }, { partialFilterExpression: { finishedAt: null } });
export const HandOvers = mongoose.model('HandOver', handOver, 'handOvers');

const BATCH = 50;
export const entryId = (batchId: string): string => `handover-${batchId.slice(0, 55)}`;

/** What waits for whoever goes: their own cases, tasks of joint handling, answers to what they ordered. */
const waitingFor = ({ key, supervisor }: Pick<HandOverRecord, 'key' | 'supervisor'>): Record<string, unknown>[] => [
  ...(key === null ? [] : [{ 'party.key': key, open: true }, { cooperating: key }]),
  ...(supervisor ? [{ 'facts.supervision.by': supervisor, tasks: 'supervision' }] : []),
];

/** Cases that still need their entry; those that came later are the successor's from the beginning. */
const remaining = (record: HandOverRecord) => {
  const waiting = waitingFor(record);
  if (waiting.length === 0) return null;
  return { $or: waiting, submittedAt: { $lte: record.at }, 'history.moveId': { $ne: entryId(record._id) } };
};

export const remainingCases = async (record: HandOverRecord): Promise<number> => {
  const filter = remaining(record);
  return filter ? Reports.countDocuments(filter) : 0;
};

/** How much there is to hand over, kind by kind; a case may be of several. */
export const countWaiting = async (post: Pick<HandOverRecord, 'key' | 'supervisor'>) => {
  const [own, joint] = post.key === null ? [] : waitingFor({ key: post.key, supervisor: null });
  const [ordered] = waitingFor({ key: null, supervisor: post.supervisor ?? null });
  const count = (filter: object | undefined) => (filter ? Reports.countDocuments(filter) : 0);
  const [openCases, jointTasks, supervisions] = await Promise.all([count(own), count(joint), count(ordered)]);
  return { openCases, jointTasks, supervisions };
};

/** What of a case changes hands. */
const changeFor = ({ key, party, supervisor, heir }: HandOverRecord, report: ReportRecord) => {
  const own = key !== null && report.party.key === key;
  const tasks = report.joint.some((task) => task.state === 'open' && task.party.key === key);
  const { supervision } = report.facts;
  const ordered = supervisor && supervision?.by === supervisor && report.tasks.includes('supervision');
  // only departments cooperate: a task stays where it was asked when somebody of a street goes on with the cases
  const movesTasks = tasks && party?.kind === 'department';
  return {
    own,
    tasks,
    ordered: Boolean(ordered),
    movesTasks,
    change: {
      ...(own && party && { party }),
      ...(movesTasks && {
        joint: report.joint.map((task) =>
          task.state === 'open' && task.party.key === key ? { ...task, party } : task,
        ),
      }),
      ...(ordered && supervision && heir && { facts: { ...report.facts, supervision: { ...supervision, by: heir } } }),
    },
  };
};
type Handed = ReturnType<typeof changeFor>;

const wordsFor = ({ own, tasks, ordered }: Handed): string =>
  [...(own ? ['接手'] : []), ...(tasks ? ['接手协办'] : []), ...(ordered ? ['接手督办'] : [])].join('、');

const entryFor = (record: HandOverRecord, report: ReportRecord, handed: Handed): Entry => ({
  _id: new Types.ObjectId(),
  at: new Date(Math.max(record.at.getTime(), report.updatedAt.getTime())),
  move: 'hand-over',
  from: report.state,
  to: report.state,
  person: record.person,
  role: 'admin',
  label: record.label,
  text: `${record.from}不再担任，由${record.to}${wordsFor(handed)}。${record.text}`,
  photos: [],
  reason: null,
  party: handed.own ? record.party : null,
  // a department that gets the task from elsewhere is told of it
  told: handed.movesTasks && record.party ? peopleOf(record.party, record.at).map((id) => new Types.ObjectId(id)) : [],
  moveId: entryId(record._id),
});

/**
 * Goes on with a hand-over: each case keeps its state, its clock and its promise. A case that moves at the same moment is taken in
 * the next pass.
 * @param atMost cases in this call; what is left over is the worker's
 */
export const continueHandOver = async (record: HandOverRecord, now: Date, atMost: number): Promise<void> => {
  let done = 0;
  for (let after = new Types.ObjectId('000000000000000000000000'); done < atMost; ) {
    const filter = remaining(record);
    const cases: ReportRecord[] = filter
      ? await Reports.find({ ...filter, _id: { $gt: after } })
          .sort({ _id: 1 })
          .limit(Math.min(BATCH, atMost - done))
          .lean<ReportRecord[]>()
      : [];
    for (const report of cases) {
      const handed = changeFor(record, report);
      await tryStep(report, entryFor(record, report, handed), handed.change);
      after = report._id;
      done += 1;
    }
    if (cases.length > 0) continue;
    if ((await remainingCases(record)) === 0)
      await HandOvers.updateOne({ _id: record._id, finishedAt: null }, { $set: { finishedAt: now } });
    return;
  }
};

const WORKER_CASES = 1000;
/** The worker's turn: whatever was left unfinished. @returns hand-overs it looked at */
export const finishHandOvers = async (now: Date): Promise<number> => {
  const open = await HandOvers.find({ finishedAt: null }).limit(20).lean<HandOverRecord[]>();
  for (const record of open) await continueHandOver(record, now, WORKER_CASES);
  return open.length;
};
