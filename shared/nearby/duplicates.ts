// What may be the same case. Pure: the server finds candidates with an index and ranks them here.
import * as v from 'valibot';

const Reach = v.object({
  /** metres from the place of the draft */
  radiusM: v.pipe(v.number('半径要是数字'), v.minValue(1, '半径至少 1 米'), v.maxValue(2000, '半径最多 2000 米')),
  /** a case older than this is another one */
  days: v.pipe(v.number('天数要是数字'), v.minValue(1, '至少 1 天'), v.maxValue(366, '最多 366 天')),
});
export type Reach = v.InferOutput<typeof Reach>;

/** How far and how long ago the same case may have been reported: by category, else by group, else in general. */
export const DuplicateSettings = v.object({
  general: Reach,
  groups: v.record(v.string(), Reach),
  categories: v.record(v.string(), Reach),
});
export type DuplicateSettings = v.InferOutput<typeof DuplicateSettings>;

/** [default] A lamp stays where it is for weeks; a stall, a smell or noise moves within the hour. */
export const DEFAULT_DUPLICATES: DuplicateSettings = {
  general: { radiusM: 50, days: 30 },
  groups: {
    道路设施: { radiusM: 60, days: 60 },
    公用设施: { radiusM: 40, days: 60 },
    交通: { radiusM: 40, days: 5 },
    街面秩序: { radiusM: 50, days: 3 },
    垃圾: { radiusM: 50, days: 7 },
    噪声: { radiusM: 150, days: 14 },
    小区: { radiusM: 150, days: 30 },
    违建: { radiusM: 80, days: 90 },
  },
  categories: { 'dead-animal': { radiusM: 30, days: 3 } },
};

export const reachFor = (settings: DuplicateSettings, category: { id: string; group: string }): Reach =>
  settings.categories[category.id] ?? settings.groups[category.group] ?? settings.general;

export const MOST_DUPLICATES = 5;

const LETTERS = /[\p{Letter}\p{Number}]/u;
const pairsOf = (words: string): Set<string> => {
  const letters = Array.from(words.toLowerCase()).filter((letter) => LETTERS.test(letter));
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
};

/** Likeness of two texts from 0 to 1: pairs of neighbouring characters they share (Dice). 0 when one says nothing. */
export const likeness = (a: string, b: string): number => {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  if (left.size === 0 || right.size === 0) return 0;
  let both = 0;
  for (const pair of left) if (right.has(pair)) both++;
  return (2 * both) / (left.size + right.size);
};

export interface Candidate {
  /** metres to the draft's place */
  readonly distanceM: number;
  readonly ageDays: number;
  readonly words: string;
  readonly sameCategory: boolean;
}

/** Nearness counts for half, words for a quarter, age and the very same kind for the rest. */
const WEIGHTS = { near: 0.5, words: 0.25, fresh: 0.15, same: 0.1 } as const;

/** From 0 to 1; undefined for what is too far or too old to be the same. */
export const sameness = (draftWords: string, one: Candidate, reach: Reach): number | undefined => {
  if (one.distanceM > reach.radiusM || one.ageDays > reach.days) return undefined;
  return (
    WEIGHTS.near * (1 - one.distanceM / reach.radiusM) +
    WEIGHTS.words * likeness(draftWords, one.words) +
    WEIGHTS.fresh * (1 - Math.max(0, one.ageDays) / reach.days) +
    WEIGHTS.same * (one.sameCategory ? 1 : 0)
  );
};

/** The likeliest first, at most five; equally likely ones in the order they came. */
export const rankDuplicates = <T extends Candidate>(draftWords: string, candidates: readonly T[], reach: Reach): T[] =>
  candidates
    .flatMap((one) => {
      const score = sameness(draftWords, one, reach);
      return score === undefined ? [] : [{ one, score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_DUPLICATES)
    .map(({ one }) => one);
