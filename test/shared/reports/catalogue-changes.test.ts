// What differs between two states of the catalogue.
import fc from 'fast-check';
import { CATALOGUE } from '../../../server/reports/catalogue-data';
import { categoryChanges, clockChanges } from '../../../shared/reports/catalogue-changes';
import { DEFAULT_REPORT_SETTINGS } from '../../../shared/reports/settings';

const one = CATALOGUE[0];
if (!one) throw new Error('the catalogue is empty');
const category = fc.constantFrom(...CATALOGUE);
const limit = fc.record({
  amount: fc.integer({ min: 1, max: 90 }),
  kind: fc.constantFrom('urgent_hour' as const, 'work_hour' as const, 'work_day' as const, 'natural_day' as const),
});

test('the same twice differs in nothing, a new one in everything it says', () => {
  fc.assert(
    fc.property(category, (c) => {
      expect(categoryChanges(c, c)).toEqual([]);
      const fresh = categoryChanges(undefined, c);
      expect(fresh.every(({ before, after }) => before === null && after !== null)).toBe(true);
      expect(fresh.length).toBeGreaterThanOrEqual(c.conditions.length);
    }),
  );
});

test('turned round, before and after change places', () => {
  const renamed = fc.tuple(category, fc.string({ minLength: 1, maxLength: 8 }), limit).map(([c, name, by]) => ({
    before: c,
    after: {
      ...c,
      name,
      conditions: c.conditions.map((condition, i) => (i === 0 ? { ...condition, limit: by } : condition)),
    },
  }));
  fc.assert(
    fc.property(renamed, ({ before, after }) => {
      const there = categoryChanges(before, after);
      const back = categoryChanges(after, before);
      expect(back.map(({ before: b, after: a }) => [a, b])).toEqual(there.map(({ before: b, after: a }) => [b, a]));
    }),
  );
});

test('lines read as people say them', () => {
  const after = {
    ...one,
    conditions: [{ id: 'c1', name: '散落或成堆', limit: { amount: 1, kind: 'work_day' as const } }],
  };
  expect(categoryChanges(one, after)).toEqual([
    { what: '情形“散落或成堆”的办结时限', before: '4 个工作小时内', after: '1 个工作日内' },
    { what: '情形“餐厨垃圾、饭渣倒在路上”', before: '4 个工作小时内', after: null },
  ]);
  expect(categoryChanges(one, { ...one, retired: true })).toEqual([
    { what: '可否上报', before: '可以上报', after: '停用' },
  ]);
  const slower = { ...DEFAULT_REPORT_SETTINGS, rungs: { remind: 0.75, overdue: 1, step: 0.5 } };
  expect(clockChanges(DEFAULT_REPORT_SETTINGS, slower)).toEqual([
    { what: '提醒：用去时限的', before: '50%', after: '75%' },
  ]);
});
