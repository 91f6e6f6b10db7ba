// Before and after as lines.
import fc from 'fast-check';
import { differences } from '../../../shared/administration/differences';

test('reads as a table', () => {
  const before = { name: '路灯', limits: [{ amount: 4 }], gone: true };
  const after = { name: '路灯', limits: [{ amount: 2 }, { amount: 1 }], fresh: '新' };
  expect(differences(before, after)).toEqual([
    { path: 'limits.0.amount', before: '4', after: '2' },
    { path: 'limits.1.amount', before: null, after: '1' },
    { path: 'gone', before: 'true', after: null },
    { path: 'fresh', before: null, after: '新' },
  ]);
  expect(differences(null, '新设')).toEqual([{ path: '', before: null, after: '新设' }]);
});

test('the same is no difference; turned round, sides change; never more than sixty lines of two hundred characters', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
      expect(differences(a, a)).toEqual([]);
      const there = differences(a, b);
      const back = differences(b, a);
      expect(there.length).toBeLessThanOrEqual(60);
      const turned = there.map(({ path, before, after }) => ({ path, before: after, after: before }));
      const sorted = (lines: object[]) => lines.map((line) => JSON.stringify(line)).sort();
      if (there.length < 60) expect(sorted(back)).toEqual(sorted(turned));
      for (const { before } of there) expect((before ?? '').length).toBeLessThanOrEqual(200);
    }),
  );
});
