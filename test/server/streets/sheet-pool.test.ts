// Printing in a thread of its own: the server goes on answering, jobs come one after the other, a faulty one hurts nobody else.
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import type { PrintedCard } from '../../../server/streets/print';
import { printPicture, printSheet } from '../../../server/streets/sheet-pool';

const card = (n: number): PrintedCard => ({
  facts: {
    code: `532301101-s${n}`,
    name: `第${n}街`,
    town: { code: '532301101', name: '鹿城镇' },
    county: '楚雄市',
    from: '中大街口',
    to: '万家坝路口',
    chief: { name: '李**', post: `第${n}街街长` },
    deputy: null,
    supervisor: { name: '周志远', post: '楚雄市总街长' },
    dutyPhone: '0878-0001001',
    acceptText: '1 个工作小时内受理',
  },
  stamp: '3fa9c1',
  printedOn: '2026-11-24',
  demo: true,
  scanWord: '扫一扫，看进度、报问题',
  code: { address: `https://example.cn/s/532301101-s${n}?k=3fa9c1` },
});
const AT = new Date('2026-11-24T02:00:00Z');
const cards = (many: number) => Array.from({ length: many }, (_, i) => card(i + 1));

test('a sheet for a town keeps the thread that answers requests free', async () => {
  // the thread is up and its fonts are read
  await printPicture(card(1));
  const before = performance.eventLoopUtilization();
  const from = performance.now();
  const pdf = await printSheet('鹿城镇街道名片', 'a4', cards(200), AT);
  const took = performance.now() - from;
  const { active } = performance.eventLoopUtilization(before);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(100);
  // what stays here is handing the cards over and taking the bytes back
  expect(active / took).toBeLessThan(0.2);
}, 120_000);

test('pictures and sheets asked for at once all come, each with what it was asked for', async () => {
  const [first, sheet, second] = await Promise.all([
    printPicture(card(1)),
    printSheet('鹿城镇街道名片', 'plate', cards(2), AT),
    printPicture(card(2)),
  ]);
  const { width, height } = await sharp(first).metadata();
  expect([width, height]).toEqual([1600, 1120]);
  expect(first.equals(second)).toBe(false);
  expect(sheet.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
}, 120_000);

test('a mini-program code crosses to the other thread as a picture', async () => {
  const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#0b7f62' } })
    .png()
    .toBuffer();
  const drawn = await sharp(await printPicture({ ...card(1), code: { picture } }))
    .extract({ left: 1250, top: 500, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer();
  expect([...drawn]).toEqual([0x0b, 0x7f, 0x62]);
}, 120_000);

test('a card that cannot be drawn is refused; the next one is drawn', async () => {
  const broken = { ...card(1), code: { picture: Buffer.from('no picture') } };
  await expect(printSheet('坏的', 'a4', [broken], AT)).rejects.toThrow();
  expect((await printPicture(card(3))).length).toBeGreaterThan(1000);
}, 120_000);

test('more than anybody would wait for are told to come back', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 40 }, (_, i) => printPicture(card(i))));
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? String(one.reason.code) : []));
  expect(new Set(refused)).toEqual(new Set(['server.busy']));
  expect(asked.length - refused.length).toBeGreaterThanOrEqual(20);
}, 240_000);
