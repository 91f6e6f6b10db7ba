// The whole loop against real processes: what people were told stays true across restarts and crashes.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { DEMO_PLACE } from '../support/builders';
import { api, freshFolder, type ServerProcess, startProcess } from '../support/process';

const folder = freshFolder();
const databaseAddress = process.env.REFERENCE_MONGODB_URI;
const environment: Record<string, string> = {
  DATA_DIR: folder,
  DEMO: 'on',
  RATE_LIMIT: 'off',
  ...(databaseAddress && { MONGODB_URI: databaseAddress.replace(/\/[^/?]*(\?|$)/, `/restart_${Date.now()}$1`) }),
};
let server: ServerProcess | undefined;
afterAll(async () => {
  await server?.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = async () => {
  server = await startProcess(environment);
  return server;
};
const signIn = async (url: string, name: string) =>
  String((await api(url, 'POST', '/api/v1/sessions', undefined, { code: `demo:${name}` })).body.token);
const submit = (url: string, token: string) =>
  api(url, 'POST', '/api/v1/reports', token, {
    submissionId: randomUUID(),
    category: 'dead-animal',
    description: '死猫',
    location: DEMO_PLACE,
  });

test('the loop, a restart in the middle, and everything still there', async () => {
  let { url } = await start();
  const resident = await signIn(url, 'resident');
  const { body: report } = await submit(url, resident);
  expect(await server?.end()).toBe(0);

  ({ url } = await start());
  // the token and its key survive too
  const after = await api(url, 'GET', `/api/v1/reports/${report.number}`, resident);
  expect(after.body).toMatchObject({ status: 'assigned', mine: true });
  const chief = await signIn(url, 'chief');
  const move = (version: number, name: string, input: object) =>
    api(url, 'POST', `/api/v1/reports/${report.number}/moves`, chief, {
      moveId: randomUUID(),
      version,
      move: name,
      input,
    });
  expect((await move(1, 'accept', {})).status).toBe(200);
  expect((await move(2, 'resolve', { text: '已清理' })).status).toBe(200);
  await server?.end();

  ({ url } = await start());
  const rated = await api(url, 'POST', `/api/v1/reports/${report.number}/rating`, resident, {
    submissionId: randomUUID(),
    score: 5,
  });
  expect(rated.body).toMatchObject({ status: 'closed' });
  await server?.end();
}, 360_000);

test('refuses to start where demo data would mix with real data', async () => {
  if (databaseAddress) return;
  const real = freshFolder();
  const first = await startProcess({ DATA_DIR: real, DEMO: 'off' });
  await first.end();
  await expect(startProcess({ DATA_DIR: real, DEMO: 'on' })).rejects.toThrow(/DEMO/);
  rmSync(real, { recursive: true, force: true });
}, 180_000);
