// Reports that wait for the network: kept, sent by themselves, sent once.
import type { Queued, Sent } from '../../miniprogram/api/outbox';
import { answerWith, asked, forgetEverything } from './support/device';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: jest.requireActual('./support/device').Taro }));

const load = () => {
  jest.resetModules();
  Object.assign(globalThis, { __API_BASE__: '' });
  const outbox = jest.requireActual<typeof import('../../miniprogram/api/outbox')>('../../miniprogram/api/outbox');
  const wire = jest.requireActual<typeof import('../../miniprogram/api/wire')>('../../miniprogram/api/wire');
  wire.token.set('good');
  return outbox;
};

const queued = (submissionId: string, photos: Queued['photos'] = []): Queued => ({
  body: {
    submissionId,
    category: 'street-light',
    description: '灯不亮',
    location: { lng: 101.54, lat: 25.04, datum: 'wgs84' },
  },
  photos,
  categoryName: '路灯不亮',
  queuedAt: '2026-11-24T02:00:00.000Z',
});

const submissions = () => asked.filter((one) => one.url.endsWith('/api/v1/reports'));
const accepting = () => {
  let photo = 0;
  answerWith(({ url, body }) =>
    url.endsWith('/media') ? { status: 201, body: { id: `photo-${++photo}` } } : { status: 201, body },
  );
};

beforeEach(forgetEverything);

test('photos go first, in their order, and a photo already sent is not sent again', async () => {
  const { submit } = load();
  accepting();
  await submit(queued('submission-1', [{ ref: 'file-a' }, { id: 'earlier' }, { ref: 'file-b' }]));
  expect(asked.map((one) => one.body)).toEqual([
    'file-a',
    'file-b',
    expect.objectContaining({ submissionId: 'submission-1', photos: ['photo-1', 'earlier', 'photo-2'] }),
  ]);
});

test('a photo the device has lost does not hold back the words', async () => {
  const { submit } = load();
  accepting();
  await submit(queued('submission-1', [{ ref: 'lost-file' }]));
  expect(submissions()[0]?.body).toMatchObject({ photos: [] });
});

test('without a network the report stays, keeps what was already sent, and leaves when the network returns', async () => {
  const outbox = load();
  const sent: Sent[] = [];
  outbox.enqueue(queued('submission-1', [{ ref: 'file-a' }]));
  answerWith(({ url }) => (url.endsWith('/media') ? { status: 201, body: { id: 'photo-1' } } : { status: 0 }));
  await outbox.flushOutbox();
  accepting();
  outbox.openOutbox((report) => sent.push(report));
  await outbox.flushOutbox();
  expect(asked.filter((one) => one.url.endsWith('/media'))).toHaveLength(1);
  expect(submissions().map((one) => one.body)).toEqual([
    expect.objectContaining({ submissionId: 'submission-1', photos: ['photo-1'] }),
    expect.objectContaining({ submissionId: 'submission-1', photos: ['photo-1'] }),
  ]);
  expect(sent).toHaveLength(1);
});

test('two signs of a network at once send a report once', async () => {
  const outbox = load();
  accepting();
  outbox.enqueue(queued('submission-1'));
  await Promise.all([outbox.flushOutbox(), outbox.flushOutbox(), outbox.flushOutbox()]);
  await outbox.flushOutbox();
  expect(submissions()).toHaveLength(1);
});

test('the same submission put aside twice waits once', async () => {
  const outbox = load();
  accepting();
  outbox.enqueue(queued('submission-1'));
  outbox.enqueue(queued('submission-1'));
  await outbox.flushOutbox();
  expect(submissions()).toHaveLength(1);
});

test('a refused report waits for the person and does not hold back the next; a failing server is tried later', async () => {
  const outbox = load();
  outbox.enqueue(queued('submission-1'));
  outbox.enqueue(queued('submission-2'));
  const refused = {
    type: 'about:blank',
    title: '位置不在楚雄州内',
    status: 422,
    code: 'place.outside',
    detail: '请移位置。',
  };
  answerWith(({ body }) =>
    (body as { submissionId: string }).submissionId === 'submission-1'
      ? { status: 422, body: refused }
      : { status: 201, body },
  );
  await outbox.flushOutbox();
  await outbox.flushOutbox();
  expect(submissions().map((one) => (one.body as { submissionId: string }).submissionId)).toEqual([
    'submission-1',
    'submission-2',
  ]);
  outbox.enqueue(queued('submission-3'));
  answerWith(() => ({ status: 503 }));
  await outbox.flushOutbox();
  accepting();
  await outbox.flushOutbox();
  expect(submissions().at(-1)?.body).toMatchObject({ submissionId: 'submission-3' });
});

test('what waits survives a closed app', async () => {
  const before = load();
  before.enqueue(queued('submission-1'));
  const after = load();
  accepting();
  after.openOutbox(() => undefined);
  await after.flushOutbox();
  expect(submissions()).toHaveLength(1);
});
