// Nothing undeclared leaves, at whatever depth; what is declared leaves as it is.
import fc from 'fast-check';
import * as v from 'valibot';
import { trimFor } from '../../../server/core/trim';
import { ENDPOINTS } from '../../../shared/contracts';

const Inner = v.object({ id: v.string(), note: v.nullable(v.string()) });
const Outer = v.object({
  at: v.pipe(v.string(), v.isoTimestamp()),
  one: Inner,
  none: v.nullable(Inner),
  maybe: v.optional(Inner),
  many: v.array(Inner),
  count: v.number(),
});
const trim = trimFor(Outer);
const inner = { id: 'a', note: null };
const outer = { at: '2026-11-24T02:00:00Z', one: inner, none: null, many: [inner, inner], count: 1 };

test('what is declared passes untouched, without a copy', () => {
  expect(trim(outer)).toBe(outer);
});

test.each([
  ['beside the fields', { ...outer, openid: 'o' }],
  ['in an object', { ...outer, one: { ...inner, openid: 'o' } }],
  ['where null may stand', { ...outer, none: { ...inner, openid: 'o' } }],
  ['where nothing may stand', { ...outer, maybe: { ...inner, openid: { deep: 'o' } } }],
  ['in a list', { ...outer, many: [inner, { ...inner, openid: ['o'] }] }],
])('an undeclared field is left out %s, and what it was taken from stays whole', (_, value) => {
  const before = JSON.stringify(value);
  expect(JSON.stringify(trim(value))).not.toContain('openid');
  expect(JSON.stringify(value)).toBe(before);
  expect(trim(value)).toEqual(v.parse(Outer, value));
});

test('an object where the contract has none is refused, not let through', () => {
  expect(() => trim({ ...outer, count: { openid: 'o' } })).toThrow();
  expect(() => trim({ ...outer, at: { openid: 'o' } })).toThrow();
});

test('the same as a full parse, for any extra fields anywhere', () => {
  const extra = fc.dictionary(fc.constantFrom('openid', 'phone', 'x'), fc.jsonValue(), { maxKeys: 2 });
  const anyInner = fc.record({ id: fc.string(), note: fc.option(fc.string()) });
  const loose = <T extends object>(arbitrary: fc.Arbitrary<T>) =>
    fc.tuple(extra, arbitrary).map(([more, value]) => ({ ...more, ...value }));
  const anyOuter = loose(
    fc.record({
      at: fc.constant(outer.at),
      one: loose(anyInner),
      none: fc.option(loose(anyInner)),
      many: fc.array(loose(anyInner), { maxLength: 3 }),
      count: fc.integer(),
    }),
  );
  fc.assert(fc.property(anyOuter, (value) => expect(trim(value)).toEqual(v.parse(Outer, value))));
});

test.each(ENDPOINTS.map((endpoint) => [endpoint.name, endpoint] as const))('%s can be compiled', (_, { reply }) => {
  expect(typeof trimFor(reply)).toBe('function');
});
