// The moderator's queue and acts on the real application: what others see, what no link reaches, what comes back.
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Response } from 'supertest';
import { Redactions } from '../../../server/moderation/model';
import { Messages } from '../../../server/notifications/model';
import { type ReportRecord, Reports } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { move, submit } from '../../support/builders';

type Auth = { authorization: string };
let t: TestApp;
let resident: Auth;
let dispatcher: Auth;
beforeAll(async () => {
  t = await startTestApp();
  resident = await t.as('resident');
  dispatcher = await t.as('dispatcher');
});
afterAll(() => t.stop());

/** a picture whose left half is black and white stripes, that blurring must destroy, and whose right half is plain */
const striped = async () => {
  const [width, height] = [320, 240];
  const raw = Buffer.alloc(width * height * 3, 200);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width / 2; x++) raw.fill(x % 16 < 8 ? 0 : 255, (y * width + x) * 3, (y * width + x) * 3 + 3);
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
};
const uploadStriped = async (auth: Auth) =>
  String(
    (
      await t.http
        .post('/api/v1/media')
        .set(auth)
        .attach('file', await striped(), 'a.jpg')
        .expect(201)
    ).body.id,
  );
const spread = async (bytes: Buffer, left: number, width: number) => {
  const { channels } = await sharp(
    await sharp(bytes).extract({ left, top: 40, width, height: 160 }).greyscale().png().toBuffer(),
  ).stats();
  return channels[0]?.stdev ?? 0;
};
const bytesAt = async (url: string) => (await t.http.get(url).buffer(true).parse(binary).expect(200)).body as Buffer;
const binary = (res: Response, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
};
const read = async (number: string, who?: string) =>
  (
    await t.http
      .get(`/api/v1/reports/${number}`)
      .set(who ? await t.as(who) : {})
      .expect(200)
  ).body;
const content = async (number: string, auth = dispatcher) =>
  (await t.http.get(`/api/v1/reports/${number}/content`).set(auth).expect(200)).body;
const act = async (number: string, body: object, auth = dispatcher) => {
  const { version } = (await Reports.findOne({ number }).lean<ReportRecord>()) ?? { version: 0 };
  return t.http
    .post(`/api/v1/reports/${number}/content`)
    .set(auth)
    .send({ moveId: randomUUID(), version, ...body });
};
const flag = async (who: string, number: string, body: object = { reason: 'personal' }) =>
  t.http
    .post(`/api/v1/reports/${number}/flags`)
    .set(await t.as(who))
    .send(body);
const queue = async () =>
  (await t.http.get('/api/v1/desk/moderation?limit=50').set(dispatcher).expect(200)).body.items.map(
    (item: { report: { number: string } }) => item.report.number,
  );

describe('the check of words', () => {
  test('a phone number waits for a look; routing does not, and the reporter and staff see it', async () => {
    const { number, status } = await submit(t, resident, { description: '楼下老王电话 13812345678 一直占道' });
    expect(status).toBe('assigned');
    expect((await read(number)).description).toBe('（内容正在审核）');
    for (const who of ['resident', 'chief', 'dispatcher'])
      expect((await read(number, who)).description).toContain('13812345678');
    const list = await t.http.get('/api/v1/reports?limit=50').expect(200);
    expect(JSON.stringify(list.body)).not.toContain('13812345678');
    expect(await queue()).toContain(number);
    expect((await act(number, { act: 'pass', flags: 0 })).status).toBe(200);
    expect((await read(number)).description).toContain('13812345678');
    expect(await queue()).not.toContain(number);
  });

  test('words of later steps wait as well, and are shown when they are restored', async () => {
    const report = await submit(t, resident);
    await move(t, resident, report, 'supplement', { text: '我的电话 13912345678' });
    expect((await read(report.number, 'neighbour')).timeline[1].text).toBe('（内容已隐藏）');
    expect((await read(report.number, 'chief')).timeline[1].text).toContain('139');
    expect(await queue()).toContain(report.number);
    const { pieces } = await content(report.number);
    const piece = pieces.find((one: { kind: string }) => one.kind === 'entry');
    await act(report.number, { act: 'restore', piece: piece.id });
    await act(report.number, { act: 'pass', flags: 0 });
    expect((await read(report.number, 'neighbour')).timeline[1].text).toContain('139');
    expect(await queue()).not.toContain(report.number);
  });

  test('risky words go to a dispatcher before anybody else', async () => {
    const report = await submit(t, resident, { description: '代开发票请联系' });
    expect(report).toMatchObject({ status: 'submitted', responsible: { kind: 'dispatcher' } });
    expect(await queue()).toContain(report.number);
  });
});

describe('flags of residents', () => {
  test('one per person and report, and each brings it into the queue', async () => {
    const { number } = await submit(t, resident);
    for (const who of ['neighbour', 'neighbour', 'volunteer']) expect((await flag(who, number)).status).toBe(200);
    await Promise.all(Array.from({ length: 5 }, () => flag('crowd-1', number)));
    const seen = await content(number);
    expect(seen.flags).toHaveLength(3);
    expect((await Reports.findOne({ number }).lean<ReportRecord>())?.moderation.flags).toBe(3);
    expect(await queue()).toContain(number);
    // more have come since the moderator looked
    expect((await act(number, { act: 'pass', flags: 2 })).body.code).toBe('report.stale');
    expect((await act(number, { act: 'pass', flags: 3 })).status).toBe(200);
    expect((await content(number)).flags).toEqual([]);
    expect(await queue()).not.toContain(number);
  });

  test('not one’s own, not what one cannot see, and never with a name', async () => {
    const { number } = await submit(t, resident);
    expect((await flag('resident', number)).body.code).toBe('report.own');
    const hidden = await submit(t, resident, { visibility: 'private' });
    expect((await flag('neighbour', hidden.number)).status).toBe(404);
    expect((await flag('neighbour', number, { reason: 'boring' })).status).toBe(422);
    await flag('neighbour', number, { reason: 'abuse', text: '骂人' });
    const { body } = await t.http.get('/api/v1/me').set(await t.as('neighbour'));
    expect(JSON.stringify(await content(number))).not.toContain(body.id);
  });
});

describe('hide, redact, restore', () => {
  test('a hidden description and photo are gone for others, and come back', async () => {
    const photo = await uploadStriped(resident);
    const { number } = await submit(t, resident, { photos: [photo] });
    for (const piece of ['text', photo])
      expect((await act(number, { act: 'hide', piece, reason: 'abuse' })).status).toBe(200);
    expect(await read(number, 'neighbour')).toMatchObject({ description: '（内容已隐藏）', photos: [] });
    expect(await read(number, 'resident')).toMatchObject({ description: '路边有一只死猫' });
    const last = (await read(number, 'neighbour')).timeline.at(-1);
    expect(last).toMatchObject({ title: '部分内容不再公开', reason: '辱骂或人身攻击', text: '' });
    const card = await t.http.get('/api/v1/reports?limit=50').expect(200);
    const found = card.body.items.find((item: { number: string }) => item.number === number);
    expect(found).toMatchObject({ excerpt: '（内容已隐藏）', photo: null, photoCount: 0 });
    for (const piece of ['text', photo]) expect((await act(number, { act: 'restore', piece })).status).toBe(200);
    expect(await read(number, 'neighbour')).toMatchObject({ description: '路边有一只死猫', photos: [{ id: photo }] });
    await t.announce();
    expect(await Messages.countDocuments({ report: number, kind: 'content-changed' })).toBe(4);
  });

  test('words are blacked out for everybody, sealed, and restored in the order they went', async () => {
    const { number } = await submit(t, resident, { description: '张小明家的狗咬人，张小明住三栋' });
    const redact = (words: string[]) => act(number, { act: 'redact', piece: 'text', reason: 'personal', words });
    expect((await redact(['李四'])).body.code).toBe('content.words-not-found');
    expect((await redact(['张小明'])).status).toBe(200);
    expect((await redact(['三栋'])).status).toBe(200);
    for (const who of ['neighbour', 'resident', 'chief'])
      expect((await read(number, who)).description).toBe('■■■家的狗咬人，■■■住■■');
    const stored = JSON.stringify(await Reports.findOne({ number }).lean());
    expect(stored).not.toContain('张小明');
    expect(JSON.stringify(await Redactions.find().lean())).not.toContain('张小明');
    expect((await content(number)).pieces[0]).toMatchObject({ changed: true });
    await act(number, { act: 'restore', piece: 'text' });
    expect((await read(number)).description).toBe('■■■家的狗咬人，■■■住三栋');
    await act(number, { act: 'restore', piece: 'text' });
    expect((await read(number)).description).toBe('张小明家的狗咬人，张小明住三栋');
    expect((await act(number, { act: 'restore', piece: 'text' })).body.code).toBe('content.piece-unknown');
  });

  test('words of a step: the entry changes by redaction only, and that is an entry', async () => {
    const report = await submit(t, resident);
    await move(t, resident, report, 'supplement', { text: '是李大壮扔的' });
    const before = await Reports.findOne({ number: report.number }).lean<ReportRecord>();
    const piece = String(before?.history[1]?._id);
    await act(report.number, { act: 'redact', piece, reason: 'personal', words: ['李大壮'] });
    const after = await Reports.findOne({ number: report.number }).lean<ReportRecord>();
    expect(after?.history[1]).toEqual({ ...before?.history[1], text: '是■■■扔的' });
    expect(after?.history.map(({ move: name }) => name)).toEqual(['submit', 'supplement', 'content-redact']);
    expect(after?.version).toBe(3);
    await act(report.number, { act: 'hide', piece, reason: 'not-true' });
    expect((await read(report.number, 'neighbour')).timeline[1].text).toBe('（内容已隐藏）');
    expect((await read(report.number, 'chief')).timeline[1].text).toBe('是■■■扔的');
  });
});

describe('names, places and ratings', () => {
  test('a name on an entry is blacked out for everybody, sealed, and comes back', async () => {
    const report = await submit(t, resident);
    await move(t, await t.as('chief'), report, 'accept').expect(200);
    const before = await Reports.findOne({ number: report.number }).lean<ReportRecord>();
    const accept = before?.history[1];
    const piece = `by-${accept?._id}`;
    expect((await content(report.number)).pieces).toContainEqual(
      expect.objectContaining({ id: piece, kind: 'person', text: accept?.label, canHide: false }),
    );
    expect((await act(report.number, { act: 'hide', piece, reason: 'personal' })).body.code).toBe(
      'content.piece-unknown',
    );
    const name = accept?.label.split(' ').at(-1) ?? '';
    expect((await act(report.number, { act: 'redact', piece, reason: 'personal', words: [name] })).status).toBe(200);
    const after = await Reports.findOne({ number: report.number }).lean<ReportRecord>();
    expect(after?.history[1]).toEqual({ ...accept, label: expect.stringMatching(/街长 ■+$/) });
    for (const who of ['neighbour', 'resident', 'chief'])
      expect((await read(report.number, who)).timeline[1].by.label).toMatch(/街长 ■+$/);
    await act(report.number, { act: 'restore', piece });
    const back = await Reports.findOne({ number: report.number }).lean<ReportRecord>();
    expect(back?.history[1]).toEqual(accept);
    expect(back?.history.map(({ move: done }) => done).slice(2)).toEqual(['content-redact', 'content-restore']);
    // the one who reported has no name there, and a moderator's own entries are no pieces
    for (const one of [`by-${back?.history[0]?._id}`, `by-${back?.history[2]?._id}`])
      expect(
        (await act(report.number, { act: 'redact', piece: one, reason: 'personal', words: ['人'] })).body.code,
      ).toBe('content.piece-unknown');
  });

  test('words of the place are blacked out wherever it is shown', async () => {
    const { number } = await submit(t, resident, { address: '三栋王小二家门口' });
    await act(number, { act: 'redact', piece: 'address', reason: 'personal', words: ['王小二'] });
    for (const who of ['neighbour', 'chief']) expect((await read(number, who)).address).toBe('三栋■■■家门口');
    expect(JSON.stringify(await Reports.findOne({ number }).lean())).not.toContain('王小二');
    await act(number, { act: 'restore', piece: 'address' });
    expect((await read(number, 'neighbour')).address).toBe('三栋王小二家门口');
  });

  test('so are words of a rating', async () => {
    const report = await submit(t, resident);
    const accepted = (await move(t, await t.as('chief'), report, 'accept').expect(200)).body;
    await move(t, await t.as('chief'), accepted, 'resolve', { text: '好了' }).expect(200);
    await t.http
      .post(`/api/v1/reports/${report.number}/rating`)
      .set(resident)
      .send({ submissionId: 'rating-with-name', score: 5, text: '谢谢赵大勇' })
      .expect(200);
    const piece = (await content(report.number)).pieces.find(({ text }: { text: string }) =>
      text.endsWith('谢谢赵大勇'),
    )?.id;
    expect((await act(report.number, { act: 'redact', piece, reason: 'personal', words: ['赵大勇'] })).status).toBe(
      200,
    );
    const stored = await Reports.findOne({ number: report.number }).lean<ReportRecord>();
    expect(stored?.rating?.text).toBe('谢谢■■■');
    expect(JSON.stringify(stored)).not.toContain('赵大勇');
    await act(report.number, { act: 'restore', piece });
    expect((await Reports.findOne({ number: report.number }).lean<ReportRecord>())?.rating?.text).toBe('谢谢赵大勇');
  });
});

describe('blurring', () => {
  test('every copy that a link reaches is replaced, in every report, and the original comes back', async () => {
    const photo = await uploadStriped(resident);
    const { number } = await submit(t, resident, { photos: [photo] });
    const twin = (await submit(t, resident, { photos: [photo] })).number;
    const before = (await read(number)).photos[0];
    const original = await bytesAt(before.url);
    expect(await spread(original, 10, 140)).toBeGreaterThan(100);

    const areas = [{ x: 0, y: 0, width: 0.5, height: 1 }];
    const blurred = await act(number, { act: 'blur', piece: photo, reason: 'personal', areas });
    expect(blurred.status).toBe(200);
    await t.announce();

    const after = (await read(number)).photos[0];
    expect(after.id).not.toBe(photo);
    for (const url of [after.url, after.thumbnailUrl]) {
      const bytes = await bytesAt(url);
      const { width = 0 } = await sharp(bytes).metadata();
      expect(await spread(bytes, Math.round(width * 0.05), Math.round(width * 0.4))).toBeLessThan(30);
    }
    expect(after.hash).not.toBe(before.hash);
    // links given out before lead nowhere, and the sealed copy has no address
    for (const url of [before.url, before.thumbnailUrl]) expect((await t.http.get(url)).status).toBe(404);
    const [path = '', query = ''] = before.url.split('?');
    expect((await t.http.get(`${path.replace('full.jpg', 'full.sealed')}?${query}`)).status).toBe(404);
    const sealed = await t.storage.get(`${photo}.sealed`);
    const chunks: Buffer[] = [];
    for await (const chunk of sealed ?? []) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).includes(original.subarray(100, 140))).toBe(false);
    expect((await read(twin)).photos[0].id).toBe(after.id);

    const restored = await act(number, { act: 'restore', piece: after.id });
    expect(restored.status).toBe(200);
    await t.announce();
    const back = (await read(number)).photos[0];
    expect(back).toMatchObject({ id: photo, hash: before.hash });
    expect((await bytesAt(back.url)).equals(original)).toBe(true);
    // where it was not restored it stays blurred
    expect((await read(twin)).photos[0].id).toBe(after.id);
    for (const one of [number, twin]) {
      const report = await Reports.findOne({ number: one }).lean<ReportRecord>();
      expect(report?.version).toBe(report?.history.length);
    }
  });

  test('announcing it twice, or after it was restored, withdraws nothing', async () => {
    const photo = await uploadStriped(resident);
    const { number } = await submit(t, resident, { photos: [photo] });
    const areas = [{ x: 0, y: 0, width: 0.5, height: 1 }];
    await act(number, { act: 'blur', piece: photo, reason: 'personal', areas });
    const blurred = (await read(number)).photos[0].id;
    await act(number, { act: 'restore', piece: blurred });
    await t.announce();
    await Reports.updateOne({ number }, { $set: { announced: 0, pending: { until: new Date(0) } } });
    await t.announce();
    expect((await bytesAt((await read(number)).photos[0].url)).length).toBeGreaterThan(0);
  });

  test.each([
    ['nothing', []],
    ['outside', [{ x: 0.9, y: 0, width: 0.5, height: 0.1 }]],
    ['empty', [{ x: 0.1, y: 0.1, width: 0, height: 0.1 }]],
  ])('%s is no area', async (_, areas) => {
    const photo = await uploadStriped(resident);
    const { number } = await submit(t, resident, { photos: [photo] });
    expect((await act(number, { act: 'blur', piece: photo, reason: 'personal', areas })).status).toBe(422);
  });
});

test('two moderators at once: one step is taken, the other is told', async () => {
  const { number, version } = await submit(t, resident);
  const send = () =>
    t.http
      .post(`/api/v1/reports/${number}/content`)
      .set(dispatcher)
      .send({ moveId: randomUUID(), version, act: 'redact', piece: 'text', reason: 'personal', words: ['死猫'] });
  const replies = await Promise.all([send(), send(), send()]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(await Redactions.countDocuments({})).toBeGreaterThan(0);
  const report = await Reports.findOne({ number }).lean<ReportRecord>();
  expect(await Redactions.countDocuments({ report: report?._id })).toBe(1);
});

// policy × role × own and foreign county
const WHO = [
  'resident',
  'neighbour',
  'chief',
  'deputy',
  'handler',
  'head',
  'inspector',
  'grid',
  'vice-general',
  'general',
  'admin',
  'dispatcher',
  'dispatcher-532302',
  'dispatcher-zhou',
];
const MAY = ['dispatcher', 'dispatcher-zhou'];
test.each(WHO)('%s: reads and decides content exactly as the policy says', async (who) => {
  const auth = await t.as(who);
  const { number } = await submit(t, resident);
  const hidden = (await submit(t, resident, { visibility: 'private' })).number;
  const may = MAY.includes(who);
  const concerned = may || ['resident', 'chief', 'deputy', 'inspector', 'vice-general', 'general'].includes(who);
  expect((await t.http.get(`/api/v1/reports/${number}/content`).set(auth)).status).toBe(may ? 200 : 403);
  expect((await t.http.get(`/api/v1/reports/${hidden}/content`).set(auth)).status).toBe(
    may ? 200 : concerned ? 403 : 404,
  );
  expect((await act(number, { act: 'hide', piece: 'text', reason: 'abuse' }, auth)).status).toBe(may ? 200 : 403);
  const dispatches = who.startsWith('dispatcher');
  for (const path of ['moderation', 'limits'])
    expect((await t.http.get(`/api/v1/desk/${path}`).set(auth)).status).toBe(dispatches ? 200 : 403);
});
