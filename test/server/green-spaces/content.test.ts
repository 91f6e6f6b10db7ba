// What adoptions show to everybody under moderation: flagged, hidden, brought back, on the record, and the adopter is told.
import { randomUUID } from 'node:crypto';
import { Adoptions } from '../../../server/green-spaces';
import { AdoptionContents } from '../../../server/green-spaces/content-model';
import { queueDoubtfulPlaques } from '../../../server/green-spaces/migrations';
import type { AdoptionContentView } from '../../../shared/green-spaces/content-contract';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { upload } from '../../support/builders';
import { Messages } from '../../support/messages';
import { addPlot, adopted, apply, care, readAdoption } from '../../support/plots';

type Auth = { authorization: string };
let t: TestApp;
let [dispatcher, neighbour, elsewhere]: Auth[] = [];
let n = 0;
const newcomer = () => t.as(`content-${++n}`);
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
  neighbour = await t.as('neighbour');
  elsewhere = await t.as('dispatcher-532302');
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const as = (auth: Auth | undefined): Auth => auth ?? { authorization: '' };
const flag = (auth: Auth | undefined, piece: string, reason = 'advert') =>
  t.http.post(`/api/v1/adoption-content/${piece}/flags`).set(as(auth)).send({ reason, text: '像广告' });
const queue = async (view = 'waiting', auth = dispatcher): Promise<AdoptionContentView[]> =>
  (await t.http.get('/api/v1/desk/adoption-content').query({ view, limit: 50 }).set(as(auth)).expect(200)).body.items;
const item = async (piece: string, view = 'waiting') => (await queue(view)).find((one) => one.piece === piece);
const act = (auth: Auth | undefined, piece: string, version: number, body: object) =>
  t.http
    .post(`/api/v1/desk/adoption-content/${piece}`)
    .set(as(auth))
    .send({ moveId: randomUUID(), version, ...body });

test('a plaque is flagged by residents, hidden everywhere with a reason, and brought back', async () => {
  const adopter = await newcomer();
  const { adoption, code } = await adopted(t, adopter, {}, { plaque: '便宜装修队' });
  const piece = `plaque-${adoption.id}`;
  const plot = async () => (await t.http.get(`/api/v1/plots/${code}`).expect(200)).body;
  expect((await plot()).adopters).toMatchObject([{ id: adoption.id, plaque: '便宜装修队' }]);
  expect((await flag(adopter, piece)).body.code).toBe('adoption.own-content');
  await flag(neighbour, piece).expect(200);
  await flag(neighbour, piece).expect(200);
  const many = await Promise.all(
    (await Promise.all(Array.from({ length: 4 }, newcomer))).map((who) => flag(who, piece)),
  );
  expect(many.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const waiting = await item(piece);
  expect(waiting).toMatchObject({
    kind: 'plaque',
    words: '便宜装修队',
    why: ['5 人举报'],
    flagCount: 5,
    hidden: false,
  });
  expect(waiting?.flags[0]).toMatchObject({ reason: '广告或无关内容', text: '像广告' });
  expect(JSON.stringify(waiting)).not.toContain('neighbour');

  const version = waiting?.version ?? 0;
  const hide = { act: 'hide', reason: 'advert', text: '里头写' };
  expect((await act(neighbour, piece, version, hide)).body.code).toBe('adoption.content-not-found');
  expect((await act(elsewhere, piece, version, hide)).body.code).toBe('adoption.content-not-found');
  const both = await Promise.all([act(dispatcher, piece, version, hide), act(dispatcher, piece, version, hide)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await plot()).toMatchObject({ adopters: [], unnamed: 1 });
  const wall = (await t.http.get('/api/v1/adoption-wall?limit=50').expect(200)).body.items;
  expect(wall.map(({ id }: { id: string }) => id)).not.toContain(adoption.id);
  const { number } = (await readAdoption(t, adopter, adoption.id)).certificate;
  expect((await t.http.get(`/api/v1/adoption-certificates/${number}`)).body.plaque).toBe('（牌名未公开）');
  // the adopter sees what happened and why, not what the moderator wrote for staff
  const own = await readAdoption(t, adopter, adoption.id);
  expect(own.plaque).toBe('便宜装修队');
  expect(own.timeline.at(-1)).toMatchObject({ title: '部分内容不再公开', reason: '广告或无关内容', text: '牌名' });
  expect(JSON.stringify(own)).not.toContain('里头写');
  await t.announce();
  expect(await Messages.find({ 'link.id': adoption.id, kind: 'content-changed' }).lean()).toHaveLength(1);
  // what is hidden cannot be flagged: it is not there
  expect((await flag(await newcomer(), piece)).body.code).toBe('adoption.content-not-found');

  const now = (await item(piece))?.version ?? 0;
  expect((await act(dispatcher, piece, now, { act: 'pass', flags: 4 })).body.code).toBe('adoption.stale');
  await act(dispatcher, piece, now, { act: 'pass', flags: 5 }).expect(200);
  expect(await item(piece)).toBeUndefined();
  const held = await item(piece, 'hidden');
  expect(held?.history.map(({ title, reason }) => [title, reason])).toEqual([
    ['隐藏', '广告或无关内容'],
    ['看过，没有问题', null],
  ]);
  const moveId = randomUUID();
  for (let i = 0; i < 2; i++) await act(dispatcher, piece, now + 1, { act: 'restore', moveId }).expect(200);
  expect((await plot()).adopters).toMatchObject([{ plaque: '便宜装修队' }]);
  expect(await item(piece, 'hidden')).toBeUndefined();
  expect((await act(dispatcher, piece, now + 2, { act: 'restore' })).body.code).toBe('content.piece-unknown');
});

test('a photo of care is hidden by itself; adopter and unit still see it', async () => {
  const adopter = await newcomer();
  const { adoption, code } = await adopted(t, adopter);
  const photos = [await upload(t, adopter), await upload(t, adopter)];
  const log = (await care(t, adopter, adoption.id, { photos }).expect(201)).body.log;
  const piece = `care-${log.id}`;
  const shown = async () =>
    (await t.http.get(`/api/v1/plots/${code}/care`).expect(200)).body.items[0].photos.map(
      ({ id }: { id: string }) => id,
    );
  expect(await shown()).toEqual(photos);
  await flag(neighbour, piece, 'personal').expect(200);
  const { version = 0, photos: seen } = (await item(piece)) ?? {};
  expect(seen?.map(({ photo, hidden }) => [photo.id, hidden])).toEqual(photos.map((id) => [id, false]));
  expect((await act(dispatcher, piece, version, { act: 'hide', reason: 'personal' })).body.fields).toHaveProperty(
    'photo',
  );
  expect((await act(dispatcher, piece, version, { act: 'hide', reason: 'personal', photo: 'unknown' })).body.code).toBe(
    'content.piece-unknown',
  );
  await act(dispatcher, piece, version, { act: 'hide', reason: 'personal', photo: photos[0] }).expect(200);
  expect(await shown()).toEqual([photos[1]]);
  const own = (await t.http.get(`/api/v1/adoptions/${adoption.id}/care`).set(adopter).expect(200)).body.items[0];
  expect(own.photos).toHaveLength(2);
  await act(dispatcher, piece, version + 1, { act: 'restore', photo: photos[0] }).expect(200);
  expect(await shown()).toEqual(photos);
});

test('words the check has doubts about wait in the same queue; looked at, they may be shown', async () => {
  const adopter = await newcomer();
  const code = await addPlot(t, { automatic: true });
  const applied = (await apply(t, adopter, code, { plaque: '第一爱心之家' }).expect(201)).body;
  const doubtful = (await Adoptions.findById(applied.id).lean())?.plaqueFlagged;
  if (!doubtful) await Adoptions.updateOne({ _id: applied.id }, { $set: { plaqueFlagged: true } });
  // those from before there was a queue
  await AdoptionContents.deleteMany({});
  for (let i = 0; i < 2; i++) await queueDoubtfulPlaques();
  const waiting = await item(`plaque-${applied.id}`);
  expect(waiting).toMatchObject({ why: ['牌名检查有疑问'], flagCount: 0 });
  await act(dispatcher, waiting?.piece ?? '', waiting?.version ?? 0, { act: 'pass', flags: 0 }).expect(200);
  expect((await Adoptions.findById(applied.id).lean())?.plaqueFlagged).toBe(false);
});

test('what is not public cannot be flagged, and only dispatchers have the queue', async () => {
  const { adoption } = await adopted(t, await newcomer(), {}, { onWall: false });
  expect((await flag(neighbour, `plaque-${adoption.id}`)).body.code).toBe('adoption.content-not-found');
  for (const piece of [`plaque-${'0'.repeat(24)}`, `care-${'0'.repeat(24)}`])
    expect((await flag(neighbour, piece)).body.code).toBe('adoption.content-not-found');
  expect((await flag(neighbour, 'plaque-x')).status).toBe(422);
  for (const who of ['resident', 'chief', 'admin', 'head'])
    expect((await t.http.get('/api/v1/desk/adoption-content').set(await t.as(who))).body.code).toBe('post.not-held');
  expect((await queue('waiting', elsewhere)).length).toBe(0);
});
