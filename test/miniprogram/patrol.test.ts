// A patrol on the device: walked without a network, told in order, told twice without harm, nothing of the way kept once it is told.
import { answerWith, asked, forgetEverything } from './support/device';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: jest.requireActual('./support/device').Taro }));

const load = () => {
  jest.resetModules();
  Object.assign(globalThis, { __API_BASE__: '' });
  const patrol = jest.requireActual<typeof import('../../miniprogram/api/patrol')>('../../miniprogram/api/patrol');
  const wire = jest.requireActual<typeof import('../../miniprogram/api/wire')>('../../miniprogram/api/wire');
  wire.token.set('good');
  return patrol;
};

const view = (state: string) => ({
  id: 'p',
  state,
  startedAt: '2026-11-24T02:00:00.000Z',
  endedAt: null,
  endedBy: null,
  streets: [],
  found: [],
});
const accepting = () =>
  answerWith(({ url }) => ({ status: 200, body: view(url.endsWith('/end') ? 'ended' : 'running') }));
const point = (n: number) => ({ lng: 101.54 + n / 10_000, lat: 25.04, at: n * 10_000 });
const batches = () =>
  asked
    .filter(({ url }) => url.endsWith('/positions'))
    .map(({ body }) => (body as { positions: { at: number }[] }).positions.map(({ at }) => at / 10_000));
const kinds = () => asked.map(({ url }) => url.split('/').at(-1));

beforeEach(() => {
  forgetEverything();
  jest.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => jest.useRealTimers());

test('start, the way in batches that share their end points, the end', async () => {
  const patrol = load();
  accepting();
  await patrol.beginWalk();
  for (let n = 1; n <= 11; n++) {
    patrol.step(point(n));
    await patrol.flushWalk();
  }
  const over = await patrol.finishWalk();
  expect(over?.state).toBe('ended');
  expect(kinds()[0]).toBe('patrols');
  expect(kinds().at(-1)).toBe('end');
  const sent = batches();
  for (const [i, batch] of sent.slice(1).entries()) expect(batch[0]).toBe(sent[i]?.at(-1));
  expect(new Set(sent.flat()).size).toBe(11);
  expect(patrol.currentWalk()).toBeUndefined();
});

test('positions that come too fast are left out, and nothing that was sent stays on the device', async () => {
  const patrol = load();
  accepting();
  await patrol.beginWalk();
  for (let ms = 0; ms < 60_000; ms += 1000) patrol.step({ lng: 101.54, lat: 25.04, at: ms });
  await patrol.flushWalk();
  expect(batches().flat().length).toBeLessThanOrEqual(14);
  expect(patrol.currentWalk()?.way).toHaveLength(1);
});

test('walked without a network and closed: told whole when it is opened again, with how long ago it was', async () => {
  const patrol = load();
  await patrol.beginWalk();
  expect(patrol.currentWalk()).toMatchObject({ begun: false, offline: true });
  for (let n = 1; n <= 500; n++) patrol.step(point(n));
  jest.setSystemTime(1_000_000 + 1_800_000);
  expect(await patrol.finishWalk()).toBeUndefined();
  asked.length = 0;

  const again = load();
  accepting();
  jest.setSystemTime(1_000_000 + 3_600_000);
  again.openWalk();
  await again.flushWalk();
  expect(kinds()).toEqual(['patrols', 'positions', 'positions', 'positions', 'end']);
  expect(batches().map((batch) => [batch[0], batch.at(-1)])).toEqual([
    [1, 200],
    [200, 399],
    [399, 500],
  ]);
  expect(asked[0]?.body).toMatchObject({ secondsAgo: 3600 });
  expect(asked.at(-1)?.body).toEqual({ secondsAgo: 1800 });
  expect(again.currentWalk()).toBeUndefined();
});

test('an answer that got lost: the same patrol is told again, never a second one', async () => {
  const patrol = load();
  answerWith(() => ({ status: 0 }));
  await patrol.beginWalk();
  accepting();
  await patrol.flushWalk();
  const starts = asked
    .filter(({ url }) => url.endsWith('/patrols'))
    .map(({ body }) => (body as { patrolId: string }).patrolId);
  expect(starts).toHaveLength(2);
  expect(new Set(starts).size).toBe(1);
});

test('the server has ended it meanwhile: the rest of the way is dropped and the end is told', async () => {
  const patrol = load();
  accepting();
  await patrol.beginWalk();
  answerWith(({ url }) =>
    url.endsWith('/positions')
      ? {
          status: 409,
          body: { type: 'about:blank', status: 409, code: 'patrol.ended', title: '巡查已经结束', detail: '。' },
        }
      : { status: 200, body: view('ended') },
  );
  patrol.step(point(1));
  const over = await patrol.flushWalk();
  expect(over?.state).toBe('ended');
  expect(patrol.currentWalk()).toBeUndefined();
});

test('a refusal is told and the patrol forgotten; a server that fails is no refusal', async () => {
  const patrol = load();
  answerWith(() => ({
    status: 503,
    body: { type: 'about:blank', status: 503, code: 'server.busy', title: '忙', detail: '。' },
  }));
  await patrol.beginWalk();
  expect(patrol.currentWalk()).toMatchObject({ begun: false, offline: true });
  answerWith(() => ({
    status: 409,
    body: { type: 'about:blank', status: 409, code: 'patrol.running-already', title: '已经在巡查了', detail: '。' },
  }));
  await expect(patrol.flushWalk()).rejects.toMatchObject({ code: 'patrol.running-already' });
  expect(patrol.currentWalk()).toBeUndefined();
});

test('the server ended it for want of news: the rest of the way becomes a patrol of its own, and nothing is lost', async () => {
  const patrol = load();
  accepting();
  await patrol.beginWalk();
  const first = patrol.currentWalk()?.id;
  answerWith(() => ({ status: 0 }));
  for (let n = 1; n <= 12; n++) patrol.step(point(n));
  await patrol.flushWalk();
  // back after the phone slept: the server knows the first one as over, by itself
  answerWith(({ url }) => {
    if (url.includes(String(first)) && url.endsWith('/positions'))
      return {
        status: 409,
        body: { type: 'about:blank', status: 409, code: 'patrol.ended', title: '巡查已经结束', detail: '。' },
      };
    return { status: 200, body: { ...view(url.endsWith('/end') ? 'ended' : 'running'), endedBy: 'clock' } };
  });
  asked.length = 0;
  await patrol.flushWalk();
  const next = patrol.currentWalk()?.id;
  expect(next).not.toBe(first);
  expect(kinds()).toEqual(['positions', 'end', 'patrols', 'positions']);
  expect(batches().at(-1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const over = await patrol.finishWalk();
  expect(over?.state).toBe('ended');
  expect(patrol.currentWalk()).toBeUndefined();
});

test('a patrol that is ended again and again is not begun again and again', async () => {
  const patrol = load();
  answerWith(({ url }) =>
    url.endsWith('/positions')
      ? {
          status: 409,
          body: { type: 'about:blank', status: 409, code: 'patrol.ended', title: '巡查已经结束', detail: '。' },
        }
      : { status: 200, body: { ...view(url.endsWith('/end') ? 'ended' : 'running'), endedBy: 'clock' } },
  );
  await patrol.beginWalk();
  patrol.step(point(1));
  patrol.step(point(2));
  await patrol.flushWalk();
  expect(kinds().filter((kind) => kind === 'patrols')).toHaveLength(2);
  expect(patrol.currentWalk()).toBeUndefined();
});
