import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import supertest from 'supertest';
import { createApp } from '../../../server/app';
import { People, Posts, postBook } from '../../../server/people';
import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PLACE, move, submit } from '../../support/builders';

type Auth = { authorization: string };
const STREET = '532301101-s01';
let t: TestApp;
let resident: Auth;
let chief: Auth;
beforeAll(async () => {
  t = await startTestApp();
  [resident, chief] = [await t.as('resident'), await t.as('chief')];
});
afterAll(() => t.stop());

const read = (query: Record<string, unknown> = {}, code = STREET) => t.http.get(`/api/v1/streets/${code}`).query(query);
const card = async (query: Record<string, unknown> = {}) => (await read(query).expect(200)).body;

test('who answers, by masked name, and nothing of their identity', async () => {
  const body = await card();
  expect(body).toMatchObject({
    code: STREET,
    name: '鹿城南路',
    town: { code: '532301101', name: '鹿城镇' },
    extent: { from: '中大街口', to: '万家坝路口' },
    chief: { name: '李**', post: '鹿城南路街长' },
    deputy: { name: '杨**' },
    supervisor: { name: '周志远', post: '楚雄市总街长' },
    dutyPhone: '0878-0001001',
    illustrative: true,
    retired: null,
    printed: null,
    position: null,
    lastPatrolAt: null,
  });
  expect(JSON.stringify(body)).not.toContain('李文斌');
});

test('what is open and the figures of the month follow the reports', async () => {
  const report = await submit(t, resident);
  await submit(t, resident, { visibility: 'private' });
  await t.announce();
  const before = await card();
  expect(before.open.count).toBe(1);
  expect(before.open.items.map((one: { number: string }) => one.number)).toEqual([report.number]);
  expect(before.month.accepted).toEqual({ done: 0, due: 0 });
  const accepted = (await move(t, chief, report, 'accept').expect(200)).body;
  await move(t, chief, accepted, 'resolve', { text: '好了' }).expect(200);
  await t.http
    .post(`/api/v1/reports/${report.number}/rating`)
    .set(resident)
    .send({ submissionId: 'rating-0001', score: 5 })
    .expect(200);
  await t.announce();
  const after = await card();
  expect(after.open.count).toBe(0);
  expect(after.month).toEqual({
    name: '11月',
    accepted: { done: 1, due: 1 },
    resolved: { done: 1, due: 1 },
    satisfied: { done: 1, due: 1 },
  });
});

test('a report that ran out counts as due and not as met', async () => {
  await submit(t, resident);
  t.setTime('2026-11-24T09:00:00Z');
  await t.tick();
  await t.announce();
  const { month, open } = await card();
  expect(month.accepted).toEqual({ done: 1, due: 2 });
  expect(open.items[0].facts.overdue).toBe(true);
  t.setTime('2026-11-24T02:00:00Z');
});

test('a card says whether it hangs where it belongs', async () => {
  expect((await card({ ...DEMO_PLACE })).position).toMatchObject({ state: 'here' });
  const moved = (await card({ ...DEMO_PLACE, lng: 101.5566 })).position;
  expect(moved.state).toBe('moved');
  expect(moved.distanceM).toBeGreaterThan(900);
  const unsure = await card({ ...DEMO_PLACE, lng: 101.5566, accuracy: 2000 });
  expect(unsure.position.state).toBe('unsure');
  const half = await read({ lng: '101.5' });
  expect([half.status, half.body.fields.lng]).toEqual([422, expect.stringContaining('lng、lat 和 datum')]);
});

test('the code leads to the page; its stamp is stale once the chief has changed', async () => {
  const { cardFacts, stampOf } = await import('../../../server/streets/card');
  const { directory } = await import('../../../server/areas');
  const street = directory.current().streets.get(STREET)!;
  const stamp = stampOf(cardFacts(street, t.deps.now()));
  const { headers } = await t.http.get(`/s/${STREET}?k=${stamp}`).expect(302);
  expect(headers.location).toBe(`/#/areas/street/index?code=${STREET}&k=${stamp}&scan=1`);
  expect((await card({ k: stamp })).printed).toBe('current');
  expect((await card({ k: '000000' })).printed).toBe('stale');
  const post = await Posts.findOne({ area: STREET, role: 'chief' });
  await Posts.updateOne({ _id: post!._id }, { $set: { to: new Date('2026-11-23T00:00:00Z') } });
  await postBook.touch();
  expect((await card({ k: stamp })).printed).toBe('stale');
  expect((await card()).chief).toBeNull();
  await Posts.updateOne({ _id: post!._id }, { $set: { to: null } });
  await postBook.touch();
  expect(await People.countDocuments()).toBeGreaterThan(0);
});

test('unknown streets and crooked addresses are 404, never a redirect elsewhere', async () => {
  expect((await read({}, '532301101-s99')).body.code).toBe('street.not-found');
  expect((await t.http.get('/s/%2F%2Fevil.cn')).status).toBe(404);
  expect((await t.http.get('/api/v1/streets/nothing/card.png')).status).toBe(404);
});

test('the picture of a card', async () => {
  const { body, type } = await t.http.get(`/api/v1/streets/${STREET}/card.png`).buffer(true).expect(200);
  expect(type).toBe('image/png');
  const { width, height } = await sharp(body).metadata();
  expect([width, height]).toEqual([1600, 1120]);
});

test('the sheet of a town: only for those who print, by a signed link, fonts inside', async () => {
  const ask = (auth: Auth, town = '532301101', body: object = { layout: 'a4' }) =>
    t.http.post(`/api/v1/towns/${town}/street-cards`).set(auth).send(body);
  expect((await ask(resident)).body.code).toBe('post.not-held');
  expect((await ask(chief)).body.code).toBe('post.not-held');
  const dispatcher = await t.as('dispatcher');
  expect((await ask(dispatcher, '532301999')).body.code).toBe('street.town-empty');
  expect((await ask(dispatcher, '532322101')).body.code).toBe('post.not-held');
  const { body } = await ask(dispatcher).expect(200);
  expect(body.streets).toBeGreaterThan(10);
  const pdf = (await t.http.get(body.url).buffer(true).expect(200)).body as Buffer;
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const text = pdf.toString('latin1');
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(Math.ceil(body.streets / 2));
  expect(text).toMatch(/\/FontFile3/);
  expect(text).toMatch(/NotoSansHans/);
  expect((await t.http.get(body.url.replace('532301101', '532301102'))).status).toBe(404);
  expect((await t.http.get(body.url.replace('layout=a4', 'layout=plate'))).status).toBe(404);
  const plate = (await ask(dispatcher, '532301101', { layout: 'plate' }).expect(200)).body;
  expect(plate.url).toContain('layout=plate');
}, 180_000);

test('a plate is a page of its own size', async () => {
  const { cardFacts } = await import('../../../server/streets/card');
  const { sheetPdf } = await import('../../../server/streets/print');
  const { directory } = await import('../../../server/areas');
  const at = t.deps.now();
  const facts = cardFacts(directory.current().streets.get(STREET)!, at);
  const one = {
    facts,
    stamp: '3fa9c1',
    printedOn: '2026-11-24',
    demo: true,
    scanWord: '扫一扫',
    code: { address: 'https://x.cn/s/1' },
  };
  const text = (await sheetPdf('牌', 'plate', [one, one], at)).toString('latin1');
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(2);
  // 400 × 280 mm in points
  expect(text).toMatch(/\/MediaBox \[0 0 1133\.8\d* 793\.7/);
}, 60_000);

describe('with WeChat', () => {
  let fake: Server;
  let http: TestApp['http'];
  const asked: { path: string; body: Record<string, unknown> }[] = [];
  let answer: 'picture' | 'stale-once' | 'down' = 'picture';
  beforeAll(async () => {
    const picture = await sharp({ create: { width: 430, height: 430, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    fake = createServer((request, response) => {
      let text = '';
      request.on('data', (part) => {
        text += part;
      });
      request.on('end', () => {
        const path = request.url ?? '';
        asked.push({ path, body: JSON.parse(text) });
        if (path.startsWith('/cgi-bin/stable_token'))
          return response.end(JSON.stringify({ access_token: `token-${asked.length}`, expires_in: 7200 }));
        if (answer === 'down') return response.end(JSON.stringify({ errcode: -1, errmsg: 'busy' }));
        if (answer === 'stale-once') {
          answer = 'picture';
          return response.end(JSON.stringify({ errcode: 40001, errmsg: 'invalid credential' }));
        }
        return response.end(picture);
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => fake.once('listening', resolve));
    const { port } = fake.address() as AddressInfo;
    const wechat = { appid: 'wx1', secret: 's', api: `http://127.0.0.1:${port}` };
    const deps = { ...t.deps, config: { ...t.deps.config, demo: false, wechat } };
    http = supertest(createApp({ deps, storage: t.storage, demoPeople: [], h5: null }).callback());
  });
  afterAll(() => fake.close());

  const png = (code: string, query = '') => http.get(`/api/v1/streets/${code}/card.png${query}`);

  test('the mini-program code of the street is asked for once, with a scene WeChat takes', async () => {
    await png(STREET).expect(200);
    await png(STREET).expect(200);
    const codes = asked.filter(({ path }) => path.startsWith('/wxa/getwxacodeunlimit?access_token=token-'));
    expect(codes).toHaveLength(1);
    expect(codes[0]?.body).toMatchObject({ page: 'areas/street/index', check_path: false });
    expect(String(codes[0]?.body.scene)).toMatch(/^532301101-s01~[0-9a-f]{6}$/);
  });

  test('a token that ended is renewed; WeChat out of order is said, and an ordinary code is still to be had', async () => {
    answer = 'stale-once';
    await png('532301101-s02').expect(200);
    expect(asked.filter(({ path }) => path.includes('stable_token'))).toHaveLength(2);
    answer = 'down';
    const down = await png('532301101-s03');
    expect([down.status, down.body.code]).toEqual([503, 'street.code-unavailable']);
    expect(JSON.stringify(down.body)).not.toContain('token');
    await png('532301101-s03', '?code=link').expect(200);
  });
});
