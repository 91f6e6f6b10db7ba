// A card is drawn once for all who look at it; another telephone is another picture, and one that failed is tried again.
import { cardPicture } from '../../../server/streets/pictures';
import type { PrintedCard } from '../../../server/streets/print';

const card = (
  over: Partial<PrintedCard['facts']> = {},
  code: PrintedCard['code'] = { address: 'https://x.cn/s/1' },
) => ({
  facts: {
    code: '532301101-s01',
    name: '鹿城南路',
    town: { code: '532301101', name: '鹿城镇' },
    county: '楚雄市',
    from: null,
    to: null,
    chief: null,
    deputy: null,
    supervisor: null,
    dutyPhone: '0878-0001001',
    acceptText: '1 个工作小时内受理',
    ...over,
  },
  stamp: '3fa9c1',
  printedOn: '2026-11-24',
  demo: true,
  scanWord: '扫一扫',
  code,
});

test('those who ask while it is drawn, and afterwards, get the same drawing', async () => {
  const first = cardPicture(card());
  expect(cardPicture(card())).toBe(first);
  const bytes = await first;
  expect(await cardPicture(card())).toBe(bytes);
  const other = await cardPicture(card({ dutyPhone: '0878-9999999' }));
  expect(other.equals(bytes)).toBe(false);
  expect(cardPicture(card({}, { address: 'https://elsewhere.cn/s/1' }))).not.toBe(first);
}, 60_000);

test('one that could not be drawn is not kept', async () => {
  const broken = card({ name: undefined as never });
  await expect(cardPicture(broken)).rejects.toThrow();
  const again = cardPicture(broken);
  await expect(again).rejects.toThrow();
});
