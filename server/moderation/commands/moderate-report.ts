// A moderator's step: hidden, redacted, blurred or restored, always as an entry of the report's own history and through its one guarded
// update. The transaction takes the flags, the sealed original and the report together.
import mongoose, { type ClientSession, Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import { redactWords } from '../../../shared/moderation/checks';
import type { moderateReport as contract } from '../../../shared/moderation/contract';
import type { Actor } from '../../../shared/people/actor';
import { type ModerationMove, moveRow } from '../../../shared/reports/moves';
import { Refusal, refuseUnless } from '../../core/refusal';
import { seal, unseal } from '../../core/sealed';
import { blurredAmong, blurredCopy, type PhotoFacts, type Storage, setLoose, unblurredCopy } from '../../media';
import { postLabel } from '../../people';
import {
  actingPost,
  canModerate,
  conflict,
  type Entry,
  earlierStep,
  PIECE_ADDRESS,
  type ReportRecord,
  Reports,
  type Stepped,
  tryStep,
  type Viewer,
  visibleReport,
} from '../../reports';
import { Flags, type RedactionRecord, Redactions } from '../model';
import { photosOf, withPhoto } from '../pieces';
import { withWords, wordsOf } from '../words';

type Body = Validated<typeof contract>['body'];
export interface Workshop {
  storage: Storage;
  /** seal what was there before */
  keys: readonly Uint8Array[];
}

const MOVE_OF: Record<Body['act'], ModerationMove> = {
  pass: 'content-pass',
  hide: 'content-hide',
  redact: 'content-redact',
  blur: 'content-blur',
  restore: 'content-restore',
};

const unknown = () => new Refusal('content.piece-unknown', { fields: { piece: '没有这部分内容，请刷新后再看' } });

const hasPiece = (report: ReportRecord, piece: string) =>
  (piece !== PIECE_ADDRESS && !piece.startsWith('by-') && Boolean(wordsOf(report, piece))) ||
  report.history.some((e) => String(e._id) === piece && e.move === 'rate') ||
  photosOf(report).some(({ _id }) => _id === piece);

/** What a step does to the report; photos are those its entry names. */
interface Done {
  change: Stepped;
  photos?: PhotoFacts[];
}
/** A copy made before the transaction: files cannot be rolled back, and nothing shows them until the report does. */
interface Prepared {
  blurred?: PhotoFacts;
  original?: PhotoFacts;
}

const hidden = ({ moderation }: ReportRecord, change: (pieces: string[]) => string[]): Stepped => ({
  moderation: { ...moderation, hidden: change(moderation.hidden) },
});

const restore = async (
  report: ReportRecord,
  piece: string,
  made: Prepared,
  keys: Workshop['keys'],
  session: ClientSession,
): Promise<Done> => {
  if (report.moderation.hidden.includes(piece))
    return { change: hidden(report, (pieces) => pieces.filter((one) => one !== piece)) };
  if (made.original) return { change: withPhoto(report, piece, made.original), photos: [made.original] };
  const last = await Redactions.findOneAndDelete(
    { report: report._id, piece },
    { session, sort: { at: -1, _id: -1 } },
  ).lean<RedactionRecord>();
  if (!last) throw unknown();
  return { change: withWords(report, piece, unseal(keys, last.original)) };
};

const done = async (
  report: ReportRecord,
  body: Body,
  made: Prepared,
  { keys }: Workshop,
  viewer: Viewer,
  session: ClientSession,
): Promise<Done> => {
  const { now } = viewer;
  switch (body.act) {
    case 'pass': {
      // what came in meanwhile has not been looked at
      const open = await Flags.countDocuments({ report: report._id, decidedAt: null }, { session });
      if (open !== body.flags) throw conflict('report.stale', report, viewer);
      await Flags.updateMany({ report: report._id, decidedAt: null }, { $set: { decidedAt: now } }, { session });
      const { waiting: _, ...rest } = report.moderation;
      return { change: { moderation: { ...rest, text: 'pass', photo: 'pass', flags: 0 } } };
    }
    case 'hide':
      if (!hasPiece(report, body.piece)) throw unknown();
      return { change: hidden(report, (pieces) => [...new Set([...pieces, body.piece])]) };
    case 'redact': {
      const text = wordsOf(report, body.piece);
      if (!text) throw unknown();
      const left = redactWords(text, body.words);
      refuseUnless(left !== text, 'content.words-not-found', { fields: { words: '原文里没有这些文字' } });
      const original = seal(keys, text);
      await Redactions.create([{ report: report._id, piece: body.piece, original, at: now }], { session });
      return { change: withWords(report, body.piece, left) };
    }
    case 'blur': {
      if (!made.blurred) throw unknown();
      const shown = hidden(report, (pieces) => pieces.filter((one) => one !== body.piece));
      return { change: { ...withPhoto(report, body.piece, made.blurred), ...shown }, photos: [made.blurred] };
    }
    default:
      return restore(report, body.piece, made, keys, session);
  }
};

/** @throws Refusal content.piece-unknown */
const prepare = async (report: ReportRecord, body: Body, { storage, keys }: Workshop): Promise<Prepared> => {
  if (body.act !== 'blur' && body.act !== 'restore') return {};
  const isPhoto = photosOf(report).some(({ _id }) => _id === body.piece);
  if (body.act === 'blur') {
    if (!isPhoto) throw unknown();
    return { blurred: await blurredCopy(storage, keys, body.piece, body.areas) };
  }
  if (!isPhoto || report.moderation.hidden.includes(body.piece)) return {};
  if (!(await blurredAmong([body.piece])).has(body.piece)) throw unknown();
  return { original: await unblurredCopy(storage, keys, body.piece) };
};

/**
 * One act on the content of a report; the same `moveId` again is a retry.
 * @throws Refusal report.not-found | report.move-not-yours | report.stale | report.move-reused | content.*
 */
export const moderateReport = async (
  actor: Actor,
  number: string,
  body: Body,
  workshop: Workshop,
  viewer: Viewer,
): Promise<ReportRecord> => {
  const seen = await visibleReport(actor, number);
  refuseUnless(canModerate(actor, seen), 'report.move-not-yours');
  const move = MOVE_OF[body.act];
  if (earlierStep(seen, actor, body.moveId, move)) return seen;
  if (body.version !== seen.version) throw conflict('report.stale', seen, viewer);
  const made = await prepare(seen, body, workshop);
  const post = actingPost(actor, seen, moveRow(move), viewer.now);
  let after = seen;
  await mongoose.connection.transaction(async (session) => {
    const report = await Reports.findById(seen._id, null, { session }).lean<ReportRecord>();
    if (!report || report.version !== seen.version) throw conflict('report.stale', report ?? seen, viewer);
    const { change, photos = [] } = await done(report, body, made, workshop, viewer, session);
    const entry: Entry = {
      _id: new Types.ObjectId(),
      at: viewer.now,
      move,
      from: report.state,
      to: report.state,
      person: new Types.ObjectId(actor.personId),
      role: post?.role ?? null,
      label: post ? postLabel(post) : '派遣员',
      text: body.text,
      photos,
      reason: 'reason' in body ? body.reason : null,
      party: null,
      told: [],
      moveId: body.moveId,
    };
    const stepped = await tryStep(report, entry, change, session);
    if (!stepped) throw conflict('report.stale', report, viewer);
    after = stepped;
  });
  // the blurred one is in nobody's way any more: swept unless another report shows it
  if (made.original && 'piece' in body) await setLoose(body.piece);
  return after;
};
