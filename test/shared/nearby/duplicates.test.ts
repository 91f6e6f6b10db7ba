import fc from 'fast-check';
import {
  DEFAULT_DUPLICATES,
  likeness,
  MOST_DUPLICATES,
  rankDuplicates,
  reachFor,
  sameness,
} from '../../../shared/nearby/duplicates';

const REACH = { radiusM: 50, days: 30 };
const words = fc.string({ unit: fc.constantFrom(...'路灯不亮井盖松动垃圾没人收'), maxLength: 20 });
const candidate = fc.record({
  distanceM: fc.double({ min: 0, max: 200, noNaN: true }),
  ageDays: fc.double({ min: 0, max: 90, noNaN: true }),
  words,
  sameCategory: fc.boolean(),
});

test('likeness lies between 0 and 1, is mutual, and whole for the same words', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
      expect(likeness(a, b)).toBeLessThanOrEqual(1);
      expect(likeness(a, b)).toBe(likeness(b, a));
      if (a.length >= 2) expect(likeness(a, a)).toBe(1);
    }),
  );
});

test.each([
  ['路灯不亮了', '这里的路灯不亮', 0.4, 1],
  ['路灯不亮', '井盖松动', 0, 0.1],
  ['', '路灯不亮', 0, 0],
])('%s ~ %s', (a, b, from, to) => {
  expect(likeness(a, b)).toBeGreaterThanOrEqual(from);
  expect(likeness(a, b)).toBeLessThanOrEqual(to);
});

test('at most five, all within reach, the likeliest first', () => {
  fc.assert(
    fc.property(words, fc.array(candidate, { maxLength: 30 }), (draft, all) => {
      const ranked = rankDuplicates(draft, all, REACH);
      expect(ranked.length).toBe(
        Math.min(MOST_DUPLICATES, all.filter((c) => c.distanceM <= 50 && c.ageDays <= 30).length),
      );
      const scores = ranked.map((one) => sameness(draft, one, REACH) ?? -1);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }),
  );
});

test('nearer, newer, likelier words and the very same kind never rank lower', () => {
  fc.assert(
    fc.property(words, candidate, fc.double({ min: 0, max: 1, noNaN: true }), (draft, one, share) => {
      const score = sameness(draft, one, REACH);
      if (score === undefined) return;
      const better = { ...one, distanceM: one.distanceM * share, ageDays: one.ageDays * share, sameCategory: true };
      expect(sameness(draft, better, REACH)).toBeGreaterThanOrEqual(score - 1e-9);
      expect(sameness(draft, { ...one, words: draft }, REACH)).toBeGreaterThanOrEqual(score - 1e-9);
    }),
  );
});

test('the reach of a category, else of its group, else of all', () => {
  expect(reachFor(DEFAULT_DUPLICATES, { id: 'dead-animal', group: '市容' })).toEqual({ radiusM: 30, days: 3 });
  expect(reachFor(DEFAULT_DUPLICATES, { id: 'x', group: '噪声' })).toEqual({ radiusM: 150, days: 14 });
  expect(reachFor(DEFAULT_DUPLICATES, { id: 'x', group: '没有' })).toEqual(DEFAULT_DUPLICATES.general);
});
