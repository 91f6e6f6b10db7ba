import fc from 'fast-check';
import { makeReportNumber, parseReportNumber, reportNumberParts } from '../../shared/report-number';

const at = new Date('2026-11-24T10:00:00+08:00');
const number = makeReportNumber('532301', at, Uint8Array.from([7, 19, 55, 86, 125, 253]));
const numbers = fc
  .tuple(
    fc.integer({ min: 0, max: 999_999 }),
    fc.integer({ min: 0, max: 36_000 }),
    fc.uint8Array({ minLength: 6, maxLength: 6 }),
  )
  .map(([county, day, bytes]) =>
    makeReportNumber(String(county).padStart(6, '0'), new Date(Date.UTC(2000, 0, 1) + day * 86_400_000), bytes),
  );

describe('report numbers', () => {
  test('county, local day, six random characters, check character', () => {
    expect(number).toMatch(/^532301-261124-7KQPXX-[0-9A-HJKMNP-TV-Z]$/);
    expect(reportNumberParts(number)).toEqual({ county: '532301', date: '2026-11-24' });
  });

  test('the day is that of Asia/Shanghai', () => {
    expect(makeReportNumber('532301', new Date('2026-11-24T16:30:00Z'), new Uint8Array(6))).toContain('-261125-');
  });

  test('typed the way people type', () => {
    const zeros = makeReportNumber('532301', at, Uint8Array.from([0, 1, 0, 1, 0, 1]));
    expect(parseReportNumber(zeros.toLowerCase())).toBe(zeros);
    expect(parseReportNumber(zeros.replaceAll('-', ''))).toBe(zeros);
    expect(parseReportNumber(` ${zeros.replaceAll('-', ' – ')} `)).toBe(zeros);
    expect(parseReportNumber(zeros.replace('010101', 'oIOlOi'))).toBe(zeros);
    expect(parseReportNumber(zeros.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)))).toBe(
      zeros,
    );
  });

  test('what is no number', () => {
    for (const text of [
      '',
      '路灯',
      '532301-261124',
      `${number}0`,
      'x'.repeat(10_000),
      number.replace('261124', '261324'),
    ])
      expect(parseReportNumber(text)).toBeUndefined();
    expect(reportNumberParts('路灯')).toBeUndefined();
  });

  test('what cannot be made', () => {
    expect(() => makeReportNumber('5323', at, new Uint8Array(6))).toThrow(RangeError);
    expect(() => makeReportNumber('532301', at, new Uint8Array(5))).toThrow(RangeError);
  });

  test('every number is read back', () => {
    fc.assert(fc.property(numbers, (text) => expect(parseReportNumber(text)).toBe(text)));
  });

  test('one wrong character, or two that changed places, is never another number', () => {
    const characters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
    fc.assert(
      fc.property(numbers, fc.nat(18), fc.nat(18), fc.constantFrom(...characters), (text, i, j, other) => {
        const plain = [...text.replaceAll('-', '')];
        const wrong = plain.with(i, other).join('');
        const swapped = plain.with(i, plain[j]!).with(j, plain[i]!).join('');
        for (const mistake of [wrong, swapped])
          if (mistake !== plain.join('')) expect(parseReportNumber(mistake)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
