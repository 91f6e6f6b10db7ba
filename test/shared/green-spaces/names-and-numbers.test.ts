import fc from 'fast-check';
import { makeCertificateNumber, parseCertificateNumber } from '../../../shared/green-spaces/certificate-number';
import { creditCodeCheck, isCreditCode, plainCreditCode } from '../../../shared/green-spaces/credit-code';
import { checkPlaque } from '../../../shared/green-spaces/plaque';
import { badgeFor, DEFAULT_GREEN_SPACE_SETTINGS } from '../../../shared/green-spaces/settings';

describe('credit codes of organisations (GB 32100-2015)', () => {
  // published examples: a company, a ministry, and another company
  test.each(['91350100M000100Y43', '91110000600037341L', '9144030071526726XG'])('%s holds', (code) =>
    expect(isCreditCode(code)).toBe(true),
  );
  test.each(['91350100M000100Y44', '9135O100M000100Y43', '91350100M000100Y4', '', 'x'.repeat(18)])(
    '%s does not',
    (code) => expect(isCreditCode(code)).toBe(false),
  );
  test('as typed, with spaces and small letters', () =>
    expect(isCreditCode(plainCreditCode(' 9135 0100 m000 100y 43 '))).toBe(true));

  const digits = fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'),
    minLength: 17,
    maxLength: 17,
  });
  test('every single wrong character is found', () => {
    fc.assert(
      fc.property(digits, fc.nat(17), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (first, at, other) => {
        const code = first + creditCodeCheck(first);
        fc.pre(code.charAt(at) !== other);
        return isCreditCode(code) && !isCreditCode(code.slice(0, at) + other + code.slice(at + 1));
      }),
    );
  });
});

describe('plaque names', () => {
  test.each(['李家三口', '雁塔小区 3 栋', '楚雄一中 23 级', '张·王两家', 'A 班'])('%s may be used', (name) =>
    expect(checkPlaque(name)).toEqual({ problem: null, flagged: false }),
  );
  test.each([
    ['', '请填写'],
    ['   ', '请填写'],
    ['一二三四五六七八九十一', '最多写 10 个字'],
    ['<b>花</b>', '只能写'],
    ['花\u202e开', '只能写'],
    ['😀花园', '只能写'],
    ['县政府', '政府'],
    ['微·信 花', '微信'],
    ['办 证', '办证'],
  ])('“%s” is refused', (name, why) => expect(checkPlaque(name).problem).toContain(why));
  test.each(['花园13987654', '打倒隔壁'])('%s is left to a person', (name) =>
    expect(checkPlaque(name)).toEqual({ problem: null, flagged: true }),
  );
});

test('certificate numbers are read as people type them, and are never counted up', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const number = makeCertificateNumber(bytes);
      expect(number).toMatch(/^RY-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
      expect(parseCertificateNumber(number)).toBe(number);
      expect(parseCertificateNumber(` ${number.toLowerCase().replace(/-/g, '')} `)).toBe(number);
    }),
  );
  expect(parseCertificateNumber('RY-0O1I-LABC-DE')).toBe('RY-0011-1ABC-DE');
  for (const wrong of ['', 'RY-1', 'RY-UUUU-UUUU-UU', `RY${'1'.repeat(200)}`])
    expect(parseCertificateNumber(wrong)).toBeUndefined();
  expect(() => makeCertificateNumber(new Uint8Array(9))).toThrow(RangeError);
});

test('badges: none before the first visit, the highest earned, and what comes next', () => {
  const at = (visits: number) => badgeFor(visits, DEFAULT_GREEN_SPACE_SETTINGS);
  expect(at(0)).toEqual({ level: 0, name: null, next: { name: '新芽', visits: 1 } });
  expect(at(9)).toMatchObject({ level: 1, name: '新芽', next: { name: '青苗' } });
  expect(at(10_000)).toEqual({ level: 5, name: '古木', next: null });
  fc.assert(fc.property(fc.nat(500), fc.nat(500), (a, b) => at(Math.min(a, b)).level <= at(Math.max(a, b)).level));
});
