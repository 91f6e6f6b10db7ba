// Two servers on one database: areas imported through one are known to the other within five seconds.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';
import { api, clockIn, freshFolder, type ServerProcess, startProcess, WALK_AT } from '../../support/process';

const WITHIN_MS = 5000;
const folder = freshFolder();
const uri = (process.env.TEST_MONGODB_URI ?? '').replace(
  /^(mongodb(?:\+srv)?:\/\/[^/]+)\/?[^?]*/,
  `$1/agree_${process.pid}`,
);
const servers: ServerProcess[] = [];
beforeAll(async () => {
  for (let i = 0; i < 2; i++)
    servers.push(
      await startProcess({ ...clockIn(folder), DATA_DIR: folder, MONGODB_URI: uri, DEMO: 'on', RATE_LIMIT: 'off' }),
    );
}, 120_000);
afterAll(async () => {
  for (const server of servers) await server.end();
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
  rmSync(folder, { recursive: true, force: true });
});

const streetAt = async (server: string, lng: number) => {
  const query = `lng=${lng}&lat=25.0396&datum=wgs84&category=dogs`;
  const reply = await api(server, 'GET', `/api/v1/routing?${query}`);
  return (reply.body as unknown as { street: { code: string } | null }).street?.code;
};
/** Uploads a street and waits until it is checked. */
const checked = async (server: string, token: string, code: string, lng: number): Promise<string> => {
  const streets = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { code, name: '新修路', town: '532301101', widthM: 15 },
        geometry: {
          type: 'LineString',
          coordinates: [
            [lng, 25.0391],
            [lng, 25.0401],
          ],
        },
      },
    ],
  };
  const form = new FormData();
  form.append('file', new Blob([JSON.stringify(streets)]), 'streets.geojson');
  const sent = await fetch(`${server}/api/v1/area-imports/streets/wgs84/partial`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  const { id } = (await sent.json()) as { id: string };
  for (let state = 'checking'; state === 'checking'; await wait(100))
    state = String((await api(server, 'GET', `/api/v1/area-imports/${id}`, token)).body.state);
  return id;
};
const administrator = async (server: string): Promise<string> =>
  String((await api(server, 'POST', '/api/v1/sessions', undefined, { code: 'demo:admin' })).body.token);

test('an import through one is routed by the other within five seconds', async () => {
  const [one = '', two = ''] = servers.map(({ url }) => url);
  const token = await administrator(one);
  expect(await streetAt(two, 101.5489)).not.toBe('532301101-new');
  const id = await checked(one, token, '532301101-new', 101.5489);
  const applied = await api(one, 'POST', `/api/v1/area-imports/${id}/apply`, token);
  expect([applied.status, applied.body.state]).toEqual([200, 'applied']);
  const from = Date.now();
  while ((await streetAt(two, 101.5489)) !== '532301101-new') {
    expect(Date.now() - from).toBeLessThan(WITHIN_MS);
    await wait(100);
  }
}, 120_000);

test('an import announced through one is in force in both within five seconds of its instant, and not before', async () => {
  const urls = servers.map(({ url }) => url);
  const [one = ''] = urls;
  const token = await administrator(one);
  const id = await checked(one, token, '532301101-soon', 101.5481);
  const instant = Date.parse(WALK_AT) + 60_000;
  const body = { validFrom: new Date(instant).toISOString() };
  const put = await api(one, 'POST', `/api/v1/area-imports/${id}/apply`, token, body);
  expect([put.status, put.body.state]).toEqual([200, 'scheduled']);
  writeFileSync(join(folder, 'clock'), new Date(instant - 1000).toISOString());
  // the worker has looked, and has checked it ahead
  await wait(2500);
  for (const url of urls) expect(await streetAt(url, 101.5481)).not.toBe('532301101-soon');
  writeFileSync(join(folder, 'clock'), new Date(instant).toISOString());
  const from = Date.now();
  for (const url of urls)
    while ((await streetAt(url, 101.5481)) !== '532301101-soon') {
      expect(Date.now() - from).toBeLessThan(WITHIN_MS);
      await wait(100);
    }
}, 120_000);
