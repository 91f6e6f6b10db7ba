import fc from 'fast-check';
import { checkWords, isShown, needsModerator, redactWords } from '../../../shared/moderation/checks';
import { DEFAULT_LIMITS, limitUntil } from '../../../shared/moderation/limits';

test.each([
  ['路灯不亮了', 'unchecked'],
  ['请打 13812345678 联系我', 'review'],
  ['电话：138 1234 5678', 'review'],
  ['电话１３８１２３４５６７８', 'review'],
  ['身份证 532301199001011234', 'review'],
  ['编号 20261124138123456789012', 'unchecked'],
  ['12345 热线', 'unchecked'],
  ['代开发票，打 13812345678', 'risky'],
  ['', 'unchecked'],
])('%s: %s', (text, expected) => {
  expect(checkWords(text, ['代开发票'])).toBe(expected);
});

test('what is in doubt waits; what nobody checked is shown as the county decides', () => {
  expect(isShown('pass', false)).toBe(true);
  expect([isShown('unchecked', true), isShown('unchecked', false)]).toEqual([true, false]);
  for (const result of ['review', 'risky'] as const) expect(isShown(result, true)).toBe(false);
  expect(needsModerator({ text: 'unchecked', photo: 'pass', flags: 0 })).toBe(false);
  expect(needsModerator({ text: 'unchecked', photo: 'risky', flags: 0 })).toBe(true);
  expect(needsModerator({ text: 'pass', photo: 'pass', flags: 1 })).toBe(true);
});

test('what is blacked out is gone, and the rest and its length stay', () => {
  expect(redactWords('找张三丰，住 3 号，张三丰', ['张三丰'])).toBe('找■■■，住 3 号，■■■');
  fc.assert(
    fc.property(
      fc.string(),
      fc.string({ minLength: 1 }).filter((word) => !word.includes('■')),
      (text, word) => {
        const left = redactWords(text, [word]);
        expect(left.includes(word)).toBe(false);
        expect(Array.from(left.replace(/■/g, 'x')).length).toBe(Array.from(text).length);
      },
    ),
  );
});

describe('a reporter is limited', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 10, n, 2));
  test.each<[string, number[], number | null, number, number | null]>([
    ['two are not enough', [20, 22], null, 24, null],
    ['three within thirty days are', [1, 12, 24], null, 24, 31],
    ['one of them is too long ago', [-10, 12, 24], null, 24, null],
    ['those before the last limit do not count again', [1, 12, 24], 20, 24, null],
    ['three after it do', [21, 22, 24], 20, 24, 31],
    ['what comes later does not count', [1, 12, 25], null, 24, null],
  ])('%s', (_, days, since, now, until) => {
    const at = limitUntil(days.map(day), since === null ? null : day(since), day(now), DEFAULT_LIMITS);
    expect(at).toEqual(until === null ? null : day(until));
  });
});
