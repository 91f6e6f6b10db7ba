import sharp from 'sharp';
import { sweepLoose } from '../../../server/media';
import { Medias } from '../../../server/media/model';
import { photosInUse } from '../../../server/reports';
import { startTestApp, type TestApp } from '../../support/app';
import { jpeg, submit } from '../../support/builders';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const send = async (bytes: Buffer, name = 'photo.jpg', field = 'file') =>
  t.http
    .post('/api/v1/media')
    .set(await t.as('resident'))
    .attach(field, bytes, name);
const fetchPhoto = (url: string) =>
  t.http
    .get(url)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });

test.each(['jpeg', 'png', 'webp'] as const)('%s is taken, re-encoded and shown by a signed link', async (format) => {
  const bytes = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#d9480f' } })
    .toFormat(format)
    .toBuffer();
  const { body, status } = await send(bytes, `photo.${format}`);
  expect(status).toBe(201);
  expect(body).toMatchObject({ width: 1920, height: 960, hash: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) });
  const full = await fetchPhoto(body.url).expect(200).expect('content-type', 'image/jpeg');
  expect(await sharp(full.body).metadata()).toMatchObject({ format: 'jpeg', width: 1920 });
  const thumbnail = await fetchPhoto(body.thumbnailUrl).expect(200);
  expect(await sharp(thumbnail.body).metadata()).toMatchObject({ width: 320 });
});

test('orientation is applied and EXIF with its place is gone', async () => {
  const bytes = await sharp({ create: { width: 80, height: 40, channels: 3, background: '#fff' } })
    .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '25/1 2/1 3/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { body } = await send(bytes);
  expect(body).toMatchObject({ width: 40, height: 80 });
  const full = await fetchPhoto(body.url);
  expect((await sharp(full.body).metadata()).exif).toBeUndefined();
});

test.each([
  ['a text named .jpg', Buffer.from('hello, this is no picture'), 'media.unsupported', 422],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'), 'media.unsupported', 422],
  [
    'a HEIC header',
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]),
    'media.unsupported',
    422,
  ],
  ['a GIF', Buffer.from('R0lGODlhAQABAAAAACw=', 'base64'), 'media.unsupported', 422],
  ['an empty file', Buffer.alloc(0), 'media.unsupported', 422],
])('%s is refused', async (_, bytes, code, status) => {
  const reply = await send(bytes);
  expect([reply.status, reply.body.code]).toEqual([status, code]);
  expect(reply.body.detail).toMatch(/[\u4e00-\u9fff]/);
});

test('a torn JPEG is refused', async () => {
  const whole = await sharp({
    create: {
      width: 600,
      height: 400,
      channels: 3,
      background: '#0b7f62',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer();
  expect((await send(whole.subarray(0, whole.length / 2))).body.code).toBe('media.unreadable');
});

test('a picture of more than 40 megapixels is refused before it is decoded', async () => {
  const bomb = await sharp({ create: { width: 8000, height: 6000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  expect(bomb.length).toBeLessThan(1_000_000);
  const reply = await send(bomb);
  expect([reply.status, reply.body.code]).toEqual([413, 'media.too-large']);
});

test('more than 10 MB is refused', async () => {
  const reply = await send(Buffer.concat([await jpeg(), Buffer.alloc(10 * 1024 * 1024 + 1)]));
  expect([reply.status, reply.body.code]).toEqual([413, 'media.too-large']);
});

test('no file, another field, or JSON instead of a form: says what is missing', async () => {
  expect((await send(await jpeg(), 'photo.jpg', 'picture')).body.code).toBe('media.missing');
  const json = await t.http
    .post('/api/v1/media')
    .set(await t.as('resident'))
    .send({ file: 'x' });
  expect(json.body.code).toBe('media.missing');
});

test('links do not work changed, for another size, or late', async () => {
  const { body } = await send(await jpeg());
  const url = new URL(body.url, 'http://x');
  const changed = (key: string, value: string) => {
    const copy = new URL(url);
    copy.searchParams.set(key, value);
    return copy.pathname + copy.search;
  };
  for (const link of [
    url.pathname,
    changed('signature', 'A'.repeat(27)),
    changed('expires', String(Number(url.searchParams.get('expires')) + 3600)),
    body.url.replace('full.jpg', 'thumb.jpg'),
    body.url.replace('full.jpg', 'other.jpg'),
    `/api/v1/media/..%2F..%2Fsecrets/full.jpg${url.search}`,
  ])
    expect((await t.http.get(link)).status).toBe(404);
});

test('after a day, what is attached to nothing is removed and nothing else', async () => {
  const [loose, used] = [(await send(await jpeg())).body, (await send(await jpeg())).body];
  await submit(t, await t.as('resident'), { photos: [used.id] });
  expect(await sweepLoose(t.storage, photosInUse)).toBe(0);
  await Medias.collection.updateMany({}, { $set: { createdAt: new Date(Date.now() - 25 * 3600_000) } });
  // the mark was not set yet: the worker that announces has not run
  await sweepLoose(t.storage, photosInUse);
  expect((await t.http.get(loose.url)).status).toBe(404);
  expect((await t.http.get(used.url)).status).toBe(200);
});
