import { rgbaToThumbHash } from 'thumbhash';
import { splitLabel } from '../../miniprogram/components/chief-row';
import { countyOf, shortNumber, smallestDivision } from '../../miniprogram/components/place-words';
import { tintOf } from '../../miniprogram/components/tint';
import { lasting } from '../../miniprogram/components/when';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));
jest.mock('@tarojs/components', () => ({ View: 'view', Text: 'text' }));

const divisions = [
  { code: '532300', name: '楚雄彝族自治州' },
  { code: '532301', name: '楚雄市' },
  { code: '532301101', name: '鹿城镇' },
  { code: '532301101001', name: '米市街社区' },
];

test('the smallest place is named, and the county is not the prefecture', () => {
  expect(smallestDivision(divisions)?.name).toBe('米市街社区');
  expect(smallestDivision([])).toBeUndefined();
  expect(countyOf(divisions)).toBe('532301');
});

test('a post holder has a name and a post, a department only a name', () => {
  expect(splitLabel('鹿城南路街长 李**')).toEqual({ name: '李**', post: '鹿城南路街长' });
  expect(splitLabel('楚雄市城市管理局')).toEqual({ name: '楚雄市城市管理局', post: '' });
});

test.each([
  ['2026-11-24T02:00:00Z', '2026-11-24T02:00:20Z', '0 分钟'],
  ['2026-11-24T02:00:00Z', '2026-11-24T04:21:00Z', '2 小时 21 分'],
  ['2026-11-24T02:00:00Z', '2026-11-24T05:00:00Z', '3 小时'],
  ['2026-11-24T02:00:00Z', '2026-11-26T05:00:00Z', '2 天 3 小时'],
])('%s – %s lasted %s', (from, to, words) => {
  expect(lasting(from, to)).toBe(words);
});

test('a number in a list is the part that differs', () => {
  expect(shortNumber('532301-261124-7K3QPX-M')).toBe('7K3QPX');
});

test('a photo that has not come yet shows its average colour', () => {
  const size = { w: 4, h: 4 };
  const rgba = Array.from({ length: size.w * size.h }, () => [200, 100, 50, 255]).flat();
  const hash = Buffer.from(rgbaToThumbHash(size.w, size.h, rgba)).toString('base64');
  const [r = 0, g = 0, b = 0] = (tintOf(hash).backgroundColor ?? '').match(/\d+/g)?.map(Number) ?? [];
  expect(Math.abs(r - 200)).toBeLessThan(12);
  expect(Math.abs(g - 100)).toBeLessThan(12);
  expect(Math.abs(b - 50)).toBeLessThan(12);
  expect(tintOf('')).toEqual({});
});
