// Two servers on one database: areas imported through one are known to the other within five seconds.
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';
import { api, freshFolder, type ServerProcess, startProcess } from '../../support/process';

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
      await startProcess({ NODE_ENV: 'test', DATA_DIR: folder, MONGODB_URI: uri, DEMO: 'on', RATE_LIMIT: 'off' }),
    );
}, 120_000);
afterAll(async () => {
  for (const server of servers) await server.end();
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an import through one is routed by the other within five seconds', async () => {
  const [one, two] = servers.map(({ url }) => url);
  const { body } = await api(one ?? '', 'POST', '/api/v1/sessions', undefined, { code: 'demo:admin' });
  const token = String(body.token);
  const streets = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { code: '532301101-new', name: '新修路', town: '532301101', widthM: 15 },
        geometry: {
          type: 'LineString',
          coordinates: [
            [101.5489, 25.0391],
            [101.5489, 25.0401],
          ],
        },
      },
    ],
  };
  const where = async () => {
    const query = 'lng=101.5489&lat=25.0396&datum=wgs84&category=dogs';
    const reply = await api(two ?? '', 'GET', `/api/v1/routing?${query}`);
    return (reply.body as unknown as { street: { code: string } | null }).street?.code;
  };
  expect(await where()).not.toBe('532301101-new');
  const form = new FormData();
  form.append('file', new Blob([JSON.stringify(streets)]), 'streets.geojson');
  const sent = await fetch(`${one}/api/v1/area-imports/streets/wgs84/partial`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  const { id } = (await sent.json()) as { id: string };
  for (let state = 'checking'; state === 'checking'; await wait(100))
    state = String((await api(one ?? '', 'GET', `/api/v1/area-imports/${id}`, token)).body.state);
  const applied = await api(one ?? '', 'POST', `/api/v1/area-imports/${id}/apply`, token);
  expect([applied.status, applied.body.state]).toEqual([200, 'applied']);
  const from = Date.now();
  while ((await where()) !== '532301101-new') {
    expect(Date.now() - from).toBeLessThan(WITHIN_MS);
    await wait(100);
  }
}, 120_000);
