// Everyday words find their category in the catalogue the portal starts with.
import { obviousCategory, searchCategories, suggestCategories } from '../../miniprogram/reports/form/suggest';
import { CATALOGUE } from '../../server/reports/catalogue-data';
import type { CategoryView } from '../../shared/reports/category';

const categories: CategoryView[] = CATALOGUE.map(({ conditions, ...row }) => ({
  ...row,
  conditions: conditions.map((one) => ({ ...one, limitText: '' })),
}));

test.each([
  ['路灯不亮，晚上台阶看不清', 'street-light'],
  ['门口路灯两天没亮了', 'street-light'],
  ['井盖松了，车一过就咣当响', 'manhole'],
  ['有人占道摆摊，公交进不了站', 'stall-road'],
  ['垃圾堆在墙角没人收', 'garbage-exposed'],
  ['闻到煤气味', 'gas'],
  ['小广告贴满了电线杆', 'small-ads'],
  ['共享单车乱停', 'bikes'],
])('%s → %s', (words, id) => {
  expect(suggestCategories(words, categories).map((one) => one.id)).toContain(id);
});

test('nothing said suggests nothing, and at most three are offered', () => {
  expect(suggestCategories('', categories)).toEqual([]);
  expect(suggestCategories('嗯', categories)).toEqual([]);
  expect(suggestCategories('路边垃圾桶旁有人占道摆摊乱停车小广告路灯不亮', categories)).toHaveLength(3);
});

test('a category is chosen for the person only when its own words are there', () => {
  expect(obviousCategory('路灯不亮', categories)?.id).toBe('street-light');
  expect(obviousCategory('这里不太好', categories)).toBeUndefined();
});

test('search finds by name, group and everyday word, and lists everything for an empty box', () => {
  expect(searchCategories('', categories)).toHaveLength(categories.length);
  expect(searchCategories('垃圾', categories).map((one) => one.id)).toEqual(
    expect.arrayContaining(['garbage-exposed', 'garbage-piled', 'bin-overflow']),
  );
  expect(searchCategories('灯不亮', categories)[0]?.id).toBe('street-light');
  expect(searchCategories('甲乙丙丁', categories)).toEqual([]);
});
