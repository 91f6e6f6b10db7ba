import { Types } from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import { photoToResolve } from '../../../shared/reports/category';
import { canMove, type MoveName, moveRow, refusalOf, stateAfter } from '../../../shared/reports/moves';
import { dispatcherOf, type Party, partyNamed } from '../../areas';
import { Refusal, refuseUnless } from '../../core/refusal';
import { ownPhotos, type PhotoFacts } from '../../media';
import { postLabel } from '../../people';
import { categoryNamed } from '../catalogue';
import { changeAfter, type Given } from '../effects';
import type { Entry, ReportRecord } from '../model';
import { actingPost, deskKeys, particularsOf, relationsOf } from '../policy';
import type { Viewer } from '../present';
import { visibleReport } from '../queries';
import type { MoveRequest } from '../submission';
import { applyStep, conflict, earlierStep } from './apply-step';

const partyAfter = (move: MoveName, given: Given, report: ReportRecord): Party | null => {
  if (move === 'return' || move === 'reopen') return dispatcherOf(report.county);
  if (given.assignee === undefined) return null;
  const party = partyNamed(given.assignee);
  if (!party)
    throw new Refusal('report.assignee-unknown', {
      fields: { 'input.assignee': '没有这个责任单位，请从列表里重新选择' },
    });
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
    row.by.some((relation) => relations.has(relation)) || (row.by.includes('responsible') && wasTheirs(actor, report)),
    'report.move-not-yours',
  );
  if (request.version !== report.version) throw conflict('report.stale', report, viewer);
  if (!canMove(move, report.state, relations, particularsOf(report, now)))
    throw conflict(refusalOf(move, report.state, relations), report, viewer);

  const given: Given = request.input;
  const party = partyAfter(move, given, report);
  const change = changeAfter(move, report, given, now);
  const photos = await photosFor(actor, move, given, report);
  const post = actingPost(actor, report, row, now);
  const entry: Entry = {
    _id: new Types.ObjectId(),
    at: now,
    move,
    from: report.state,
    to: stateAfter(move, report.state),
    person: new Types.ObjectId(actor.personId),
    role: post?.role ?? null,
    label: post ? postLabel(post) : '上报人',
    text: given.text ?? '',
    photos,
    reason: given.reason ?? null,
    party,
    told: [],
    moveId,
  };
  return applyStep(report, entry, { ...change, ...(party && { party }) }, viewer);
};

/** It lay with them a moment ago: they lost a race, and are told so rather than that it is none of their business. */
const wasTheirs = (actor: Actor, report: ReportRecord): boolean => {
  const keys = deskKeys(actor);
  return report.seenBy.some((key) => keys.includes(key));
};
