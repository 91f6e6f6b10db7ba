import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { seal, unseal } from '../../../server/core/sealed';

const key = () => new Uint8Array(randomBytes(32));

test('what is sealed comes back, and never looks the same twice', () => {
  const keys = [key()];
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const [a, b] = [seal(keys, text), seal(keys, text)];
      return unseal(keys, a) === text && a !== b;
    }),
  );
});

test('a new key writes, the old one still reads', () => {
  const [old, fresh] = [key(), key()];
  const before = seal([old], '13800000000');
  expect(unseal([fresh, old], before)).toBe('13800000000');
  expect(unseal([fresh], seal([fresh, old], 'x'))).toBe('x');
  expect(() => unseal([fresh], before)).toThrow('FIELD_KEY');
});

test('a changed byte is noticed', () => {
  const keys = [key()];
  const sealed = seal(keys, '13800000000');
  const body = Buffer.from(sealed.split('.')[2] ?? '', 'base64url');
  body[0] = (body[0] ?? 0) ^ 1;
  expect(() => unseal(keys, [...sealed.split('.').slice(0, 2), body.toString('base64url')].join('.'))).toThrow();
});
