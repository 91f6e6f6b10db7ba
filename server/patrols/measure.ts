// The streets of a patrol against the way that was walked.
import {
  legsOf,
  lengthsOf,
  type Piece,
  piecesOf,
  seenFrom,
  type TrackPoint,
  together,
} from '../../shared/patrols/coverage';
import type { PatrolSettings } from '../../shared/patrols/settings';
import { directory, type Street } from '../areas';
import type { PatrolledStreet, PatrolRecord } from './model';

const known = new WeakMap<Street, Piece[]>();
/** Pieces of a street, cut once for every form it has. */
const piecesFor = (street: Street): Piece[] => {
  const found = known.get(street) ?? piecesOf(street.shape);
  known.set(street, found);
  return found;
};

export const unseen = (street: Street): PatrolledStreet => {
  const pieces = piecesFor(street);
  const { lengthM } = lengthsOf(pieces, new Uint8Array());
  return { code: street._id, name: street.name, lengthM, share: 0, seen: '', pieces: pieces.length };
};

/** The streets with what this part of the way adds. A street that is gone stays as it was; one that was redrawn begins anew. */
export const withWay = (
  streets: readonly PatrolledStreet[],
  track: readonly TrackPoint[],
  settings: PatrolSettings,
): PatrolledStreet[] => {
  const legs = legsOf(track, settings);
  return streets.map((before) => {
    const street = directory.current().streets.get(before.code);
    if (!street) return before;
    const pieces = piecesFor(street);
    const earlier = before.pieces === pieces.length ? Buffer.from(before.seen, 'base64') : new Uint8Array();
    const bits = together(earlier, seenFrom(pieces, legs, settings.withinM));
    const { lengthM, seenM } = lengthsOf(pieces, bits);
    return {
      ...before,
      lengthM,
      share: lengthM > 0 ? Math.min(1, seenM / lengthM) : 0,
      seen: Buffer.from(bits).toString('base64'),
      pieces: pieces.length,
    };
  });
};

/** Whether enough of a street was seen. */
export const counts = ({ share }: Pick<PatrolledStreet, 'share'>, { leastPercent }: PatrolSettings): boolean =>
  share * 100 >= leastPercent;

/** What is left of a patrol that is over: when, and how much of which street. */
export const ended = (
  { streets }: Pick<PatrolRecord, 'streets'>,
  settings: PatrolSettings,
): Pick<PatrolRecord, 'streets' | 'visited'> => ({
  streets: streets.map((street) => ({ ...street, seen: '' })),
  visited: streets.filter((street) => counts(street, settings)).map(({ code }) => code),
});
