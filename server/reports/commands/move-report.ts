import { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { photoToResolve } from '../../../shared/reports/category';
import { canMove, type Move, type MoveName, moveRow, refusalOf, stateAfter } from '../../../shared/reports/moves';
import { dispatcherOf, type Party, partyNamed } from '../../areas';
import { Refusal, refuseUnless } from '../../core/refusal';
import { ownPhotos, type PhotoFacts } from '../../media';
import { postLabel } from '../../people';
import { categoryNamed } from '../catalogue';
import { isDoubtful } from '../content';
import { changeAfter, type Given } from '../effects';
import type { Entry, ReportRecord } from '../model';
import { actingPost, deskKeys, particularsOf, relationsOf } from '../policy';
import type { Viewer } from '../present';
import { visibleReport } from '../queries';
import type { MoveRequest } from '../submission';
import { openTasks } from '../together';
import { applyStep, conflict, earlierStep } from './apply-step';
import { handOf, leadFor, mergeInto, splitOff } from './merge-reports';

const partyAfter = (move: MoveName, given: Given, report: ReportRecord): Party | null => {
  if (move === 'return' || move === 'reopen') return dispatcherOf(report.county);
  if (given.assignee === undefined) return null;
  const party = partyNamed(given.assignee);
  if (!party)
    throw new Refusal('report.assignee-unknown', {
      fields: { 'input.assignee': '没有这个责任单位，请从列表里重新选择' },
    });
  if (move === 'joint-add') {
    refuseUnless(party.kind === 'department', 'report.assignee-unknown', {
      fields: { 'input.assignee': '协办的要是部门，请从列表里选择' },
    });
    const asked = openTasks(report.joint).some((task) => task.party.key === party.key);
    refuseUnless(!asked && party.key !== report.party.key, 'report.joint-already', {
      fields: { 'input.assignee': '这个部门正在协办，或就是主办部门' },
    });
    return party;
  }
  refuseUnless(party.key !== report.party.key, 'report.assignee-same', {
    fields: { 'input.assignee': '这件上报已由该单位负责' },
  });
  return party;
};

const photosFor = async (actor: Actor, move: MoveName, given: Given, report: ReportRecord): Promise<PhotoFacts[]> => {
  const ids = given.photos ?? [];
  const needed = move === 'resolve' && photoToResolve(categoryNamed(report.category).flags);
  refuseUnless(!needed || ids.length > 0, 'report.after-photo-required', {
    fields: { 'input.photos': '请拍一张处理后的照片' },
  });
  refuseUnless(moveRow(move).text !== 'or-photo' || given.text || ids.length > 0, 'report.words-or-photo', {
    fields: { 'input.text': '请写一句话，或拍一张照片' },
  });
  return ownPhotos(actor, ids);
};

/**
 * One step of a report's life, as the table of moves allows. The same `moveId` again is a retry and gets the
 * report as it is.
 * @throws Refusal report.* (see the contract), condition.unknown, media.not-yours
 */
export const moveReport = async (
  actor: Actor,
  number: string,
  request: MoveRequest,
  viewer: Viewer,
): Promise<ReportRecord> => {
  const { now } = viewer;
  const report = await visibleReport(actor, number);
  const { move, moveId } = request;
  if (earlierStep(report, actor, moveId, move)) return report;

  const row = moveRow(move);
  const relations = relationsOf(actor, report);
  refuseUnless(
    row.by.some((relation) => relations.has(relation)) || wasTheirs(actor, row, report),
    'report.move-not-yours',
  );
  if (request.version !== report.version) throw conflict('report.stale', report, viewer);
  if (!canMove(move, report.state, relations, particularsOf(report, now)))
    throw conflict(refusalOf(move, report.state, relations), report, viewer);

  const given: Given = request.input;
  if (move === 'merge' || move === 'split') return mergeOrSplit(actor, report, request, viewer);
  const party = partyAfter(move, given, report);
  const photos = await photosFor(actor, move, given, report);
  const post = actingPost(actor, report, row, now);
  const label = post ? postLabel(post) : '上报人';
  const id = new Types.ObjectId();
  if (move === 'joint-answer')
    refuseUnless(isOwn(actor, report, given.task), 'report.task-unknown', {
      fields: { 'input.task': '这项协办不是贵单位的' },
    });
  const change = changeAfter(move, report, given, now, { entry: id, party, person: actor.personId, label });
  const entry: Entry = {
    _id: id,
    at: now,
    move,
    from: report.state,
    to: stateAfter(move, report.state),
    person: new Types.ObjectId(actor.personId),
    role: post?.role ?? null,
    label,
    text: given.text ?? '',
    photos,
    reason: given.reason ?? null,
    party: party ?? partyOf(report, given.task),
    told: [],
    moveId,
  };
  // who cooperates is asked to help; the case stays with whoever leads
  const moves = party && move !== 'joint-add';
  // staff answer for their words; those of residents are checked like the description
  const hide = post === undefined && isDoubtful(entry.text);
  return applyStep(report, entry, { ...change, ...(moves && { party }), hide }, viewer);
};

const partyOf = (report: ReportRecord, task: string | undefined): Party | null =>
  report.joint.find(({ _id }) => String(_id) === task)?.party ?? null;
const isOwn = (actor: Actor, report: ReportRecord, task: string | undefined): boolean => {
  const party = partyOf(report, task);
  return party !== null && deskKeys(actor).includes(party.key);
};

/** @throws Refusal report.stale | report.merge-busy | report.merge-lead | report.merge-private */
const mergeOrSplit = async (
  actor: Actor,
  report: ReportRecord,
  { move, moveId, input }: Extract<MoveRequest, { move: 'merge' | 'split' }>,
  viewer: Viewer,
): Promise<ReportRecord> => {
  const hand = handOf(actor, report, move, input.text, viewer.now);
  if (move === 'split') return splitOff(report, moveId, hand, viewer);
  const lead = await leadFor(actor, (input as { lead: string }).lead, report);
  await mergeInto(lead._id, [{ report, moveId }], hand, viewer);
  return visibleReport(actor, report.number);
};

/** It lay with them a moment ago: they lost a race, and are told so rather than that it is none of their business. */
const wasTheirs = (actor: Actor, { by }: Move, { seenBy, joint }: ReportRecord): boolean => {
  const keys = deskKeys(actor);
  return (
    (by.includes('responsible') && seenBy.some((key) => keys.includes(key))) ||
    (by.includes('cooperating') && joint.some(({ party }) => keys.includes(party.key)))
  );
};
