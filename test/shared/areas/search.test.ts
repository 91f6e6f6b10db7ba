import fc from 'fast-check';
import { findPlaces, MOST_PLACES, type Named } from '../../../shared/areas/search';

const PLACES: Named[] = [
  { kind: 'county', name: '楚雄市' },
  { kind: 'town', name: '鹿城镇' },
  { kind: 'community', name: '北浦社区' },
  { kind: 'community', name: '中大街社区' },
  { kind: 'zone', name: '楚雄高新区' },
  { kind: 'street', name: '北浦路', ends: ['万家坝路口', '彝海公园'] },
  { kind: 'street', name: '中大街', ends: ['东门', '西门'] },
  { kind: 'street', name: '鹿城南路', ends: ['中大街口', '万家坝路口'] },
];
const names = (words: string) => findPlaces(words, PLACES).map(({ name }) => name);

test.each([
  // typed → first, and what else
  ['北浦路', ['北浦路']],
  ['北浦', ['北浦社区', '北浦路']],
  [' 北 浦 路 ', ['北浦路']],
  ['中大街', ['中大街', '中大街社区', '鹿城南路']],
  ['鹿城', ['鹿城镇', '鹿城南路']],
  ['楚雄', ['楚雄市', '楚雄高新区']],
  ['万家坝', ['北浦路', '鹿城南路']],
  ['楚雄市鹿城镇北浦路12号', ['北浦路', '鹿城镇', '楚雄市']],
  ['彝海公园旁边', []],
  ['彝海', ['北浦路']],
  ['昆明', []],
  ['', []],
  ['，。', []],
])('%s', (words, expected) => {
  expect(names(words)).toEqual(expected);
});

test('any words give at most a screen of places, each once, and never fail', () => {
  const many = Array.from({ length: 60 }, (_, i): Named => ({ kind: 'street', name: `幸福路${i}段` }));
  expect(findPlaces('幸福', many)).toHaveLength(MOST_PLACES);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (words) => {
      const found = findPlaces(words, [...PLACES, ...many]);
      expect(new Set(found).size).toBe(found.length);
      expect(found.length).toBeLessThanOrEqual(MOST_PLACES);
    }),
  );
});

test('every place is found by its own name, before others of its kind', () => {
  for (const place of PLACES) expect(findPlaces(place.name, PLACES)[0]).toBe(place);
});
