// Duplicates become one case (domain.md §4): every report that is merged, the lead and the followers change in one transaction, so that
// whoever comes second, another merge, a split or an ordinary step, finds another version and nothing is ever half merged.
import mongoose, { type ClientSession, Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { canMove, moveRow } from '../../../shared/reports/moves';
import { Refusal, refuseUnless } from '../../core/refusal';
import { type PostEntry, postLabel } from '../../people';
import { changeAfter } from '../effects';
import { MAX_JOINED } from '../joined';
import { type Entry, type ReportRecord, Reports, type Step } from '../model';
import { actingPost, isPublic, particularsOf, relationsOf } from '../policy';
import type { Viewer } from '../present';
import { visibleReport } from '../queries';
import { joinFollowers, leaveFollowers } from '../shared-followers';
import { conflict, tryStep } from './apply-step';

/** One report that is to be merged, at the version it was seen. */
export interface Merging {
  report: ReportRecord;
  moveId: string;
}

const WRONG_LEAD = { fields: { 'input.lead': '请选择同一县市正在办理的另一件上报' } };

/** What is public and what is not never meet, but for one person's own reports (domain.md §10). */
const mayMeet = (a: ReportRecord, b: ReportRecord) =>
  (isPublic(a) && isPublic(b)) || (String(a.reporter) === String(b.reporter) && isPublic(a) === isPublic(b));

/** The lead by its number. @throws Refusal report.merge-lead when there is none the actor may see, or it does not fit */
export const leadFor = async (actor: Actor, number: string, report: ReportRecord): Promise<ReportRecord> => {
  const lead = await visibleReport(actor, number).catch(() => null);
  refuseUnless(
    lead && String(lead._id) !== String(report._id) && lead.county === report.county,
    'report.merge-lead',
    WRONG_LEAD,
  );
  refuseUnless(moveRow('absorb').from.includes(lead.state), 'report.merge-lead', WRONG_LEAD);
  refuseUnless(mayMeet(lead, report), 'report.merge-private', WRONG_LEAD);
  return lead;
};

interface Hand {
  actor: Actor;
  post: PostEntry | undefined;
  text: string;
  now: Date;
}
const entryOf = (
  move: Step,
  report: ReportRecord,
  to: ReportRecord['state'],
  { actor, post, now }: Hand,
  text: string,
  moveId: string,
): Entry => ({
  _id: new Types.ObjectId(),
  at: now,
  move,
  from: report.state,
  to,
  person: new Types.ObjectId(actor.personId),
  role: post?.role ?? null,
  label: post ? postLabel(post) : '派遣员',
  text,
  photos: [],
  reason: null,
  party: null,
  told: [],
  moveId,
});

const fresh = async (id: Types.ObjectId, session: ClientSession): Promise<ReportRecord> => {
  const found = await Reports.findById(id, null, { session }).lean<ReportRecord>();
  if (!found) throw new Refusal('report.not-found');
  return found;
};
/** @throws Refusal report.stale */
const step = async (
  viewer: Viewer,
  report: ReportRecord,
  ...rest: [Entry, Parameters<typeof tryStep>[2], ClientSession]
) => {
  const after = await tryStep(report, ...rest);
  if (!after) throw conflict('report.stale', report, viewer);
  return after;
};
const withWords = (head: string, text: string) => (text === '' ? head : `${head}。${text}`);

/**
 * Merges reports into the lead, all of them or none.
 * @throws Refusal report.stale | report.merge-busy | report.merge-lead | report.merge-private
 */
export const mergeInto = async (
  leadId: Types.ObjectId,
  ones: readonly Merging[],
  hand: Hand,
  viewer: Viewer,
): Promise<void> => {
  await mongoose.connection.transaction(async (session) => {
    let lead = await fresh(leadId, session);
    refuseUnless(moveRow('absorb').from.includes(lead.state), 'report.merge-lead', WRONG_LEAD);
    refuseUnless(lead.facts.duplicates + ones.length <= MAX_JOINED, 'report.merge-lead', {
      detail: `一件上报最多并入 ${MAX_JOINED} 件。`,
      ...WRONG_LEAD,
    });
    for (const { report: seen, moveId } of ones) {
      const report = await fresh(seen._id, session);
      if (report.version !== seen.version) throw conflict('report.stale', report, viewer);
      const particulars = particularsOf(report, hand.now);
      if (!canMove('merge', report.state, relationsOf(hand.actor, report), particulars))
        throw conflict('report.merge-busy', report, viewer);
      refuseUnless(mayMeet(lead, report), 'report.merge-private', WRONG_LEAD);
      const change = {
        ...changeAfter('merge', report, {}, hand.now),
        merged: { into: lead._id, number: lead.number, at: hand.now },
      };
      const facts = { ...(change.facts ?? report.facts), mergedFrom: report.state };
      const said = withWords(`并入 ${lead.number}`, hand.text);
      await step(viewer, report, entryOf('merge', report, 'merged', hand, said, moveId), { ...change, facts }, session);
      const absorbed = { facts: { ...lead.facts, duplicates: lead.facts.duplicates + 1 } };
      const told = withWords(`编号 ${report.number}`, hand.text);
      lead = await step(viewer, lead, entryOf('absorb', lead, lead.state, hand, told, moveId), absorbed, session);
      await joinFollowers(report, lead, hand.now, session);
    }
  });
};

/**
 * Splits one off again: its state, party, followers and what was left of its clock are as they were.
 * @throws Refusal report.stale
 */
export const splitOff = async (
  seen: ReportRecord,
  moveId: string,
  hand: Hand,
  viewer: Viewer,
): Promise<ReportRecord> => {
  let after = seen;
  await mongoose.connection.transaction(async (session) => {
    const report = await fresh(seen._id, session);
    if (report.version !== seen.version || !report.merged || !report.facts.mergedFrom)
      throw conflict('report.stale', report, viewer);
    const lead = await fresh(report.merged.into, session);
    const back = report.facts.mergedFrom;
    const change = changeAfter('split', report, {}, hand.now);
    const facts = { ...(change.facts ?? report.facts), mergedFrom: null };
    const said = entryOf('split', report, back, hand, withWords(`从 ${lead.number} 拆开`, hand.text), moveId);
    after = await step(viewer, report, said, { ...change, facts, merged: null }, session);
    const parted = { facts: { ...lead.facts, duplicates: lead.facts.duplicates - 1 } };
    const told = withWords(`编号 ${report.number}`, hand.text);
    await step(viewer, lead, entryOf('part', lead, lead.state, hand, told, moveId), parted, session);
    await leaveFollowers(report, lead, session);
  });
  return after;
};

/** The hand a dispatcher merges and splits with. */
export const handOf = (actor: Actor, report: ReportRecord, move: 'merge' | 'split', text: string, now: Date): Hand => ({
  actor,
  post: actingPost(actor, report, moveRow(move), now),
  text,
  now,
});
