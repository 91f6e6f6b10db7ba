// The words of one piece, and every place of a report that repeats them: a name or a sentence is blacked out, and brought back, in all of
// them at once. Pure.
import type { Step } from '../reports';
import {
  type Entry,
  ESCALATED,
  PIECE_ADDRESS,
  PIECE_TEXT,
  personPiece,
  type Rating,
  type ReportRecord,
  type Stepped,
} from '../reports';

/** Steps of the clockwork that say to whom a case climbed: all it writes that names people. */
export const NAMING: readonly Step[] = ['overdue', 'escalate', 'joint-overdue', 'joint-escalate'];
/** These set the name that stands on the case itself. */
const CLIMBS: readonly Step[] = ['overdue', 'escalate'];

const isPieceOf = ({ _id, move }: Entry, piece: string) =>
  !move.startsWith('content-') && (String(_id) === piece || personPiece(_id) === piece);
const entryOf = ({ history }: Pick<ReportRecord, 'history'>, piece: string): Entry | undefined =>
  history.find((entry) => isPieceOf(entry, piece));

/** Words of a piece; undefined when it is none, or a moderator's own. */
export const wordsOf = (report: ReportRecord, piece: string): string | undefined => {
  if (piece === PIECE_TEXT) return report.description;
  if (piece === PIECE_ADDRESS) return report.address;
  const entry = entryOf(report, piece);
  if (!entry) return undefined;
  if (piece === personPiece(entry._id)) return entry.role === null ? undefined : entry.label;
  return entry.text;
};

// redaction keeps every character's place, so that what repeats a part of the words is found by where it stands
const part = (words: string, from: number, length: number): string =>
  Array.from(words)
    .slice(from, from + length)
    .join('');
const lengthOf = (words: string): number => Array.from(words).length;

/** The words of a rating stand at the end of its entry and beside it. */
const ratingsWith = ({ rating, earlierRatings }: ReportRecord, { move, moveId }: Entry, text: string): Stepped => {
  if (move !== 'rate') return {};
  const like = (one: Rating): Rating =>
    one.submissionId === moveId
      ? { ...one, text: part(text, lengthOf(text) - lengthOf(one.text), lengthOf(one.text)) }
      : one;
  return { rating: rating && like(rating), earlierRatings: earlierRatings.map(like) };
};
/** What a department is asked for stands on its task as well. */
const tasksWith = ({ joint }: ReportRecord, { _id, move }: Entry, text: string): Stepped =>
  move === 'joint-add'
    ? { joint: joint.map((task) => (String(task._id) === String(_id) ? { ...task, ask: text } : task)) }
    : {};
/** To whom it climbed last stands on the case. */
const climbWith = ({ history, escalatedLabel }: ReportRecord, entry: Entry, text: string): Stepped =>
  escalatedLabel !== null && history.findLast(({ move }) => CLIMBS.includes(move)) === entry
    ? { escalatedLabel: part(text, lengthOf(ESCALATED), lengthOf(escalatedLabel)) }
    : {};
/** Who ordered an answer stands on the order. */
const orderWith = ({ history, facts }: ReportRecord, entry: Entry, label: string): Stepped =>
  facts.supervision && history.findLast(({ move }) => move === 'supervise') === entry
    ? { facts: { ...facts, supervision: { ...facts.supervision, label } } }
    : {};

/** The report with other words in a piece. */
export const withWords = (report: ReportRecord, piece: string, text: string): Stepped => {
  if (piece === PIECE_TEXT) return { description: text };
  if (piece === PIECE_ADDRESS)
    // a coarsened report shows others its community, which is nobody's secret
    return { address: text, ...(report.publicAddress === report.address && { publicAddress: text }) };
  const entry = entryOf(report, piece);
  if (!entry) return {};
  const changed = (to: Partial<Entry>) => report.history.map((one) => (one === entry ? { ...one, ...to } : one));
  if (piece === personPiece(entry._id)) return { history: changed({ label: text }), ...orderWith(report, entry, text) };
  return {
    history: changed({ text }),
    ...ratingsWith(report, entry, text),
    ...tasksWith(report, entry, text),
    ...climbWith(report, entry, text),
  };
};
