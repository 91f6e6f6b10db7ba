// Memory (RssAnon) of the server and the embedded database: at rest, and after 20,000 requests against
// 100,000 more. Bars: ≤ 150 MB and ≤ 120 MB at rest; growth ≤ 10 %.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { DEMO_PLACE } from '../support/builders';
import { api, freshFolder, startProcess } from '../support/process';
import { measure } from './support/load';

const MORE = Number(process.env.BENCH_REQUESTS ?? 100_000);

const anonymous = (pid: number) =>
  Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const databaseOf = (folder: string): number =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes('embedded-mongo.cjs') && command.includes(folder);
      } catch {
        return false;
      }
    }) ?? 0;

const main = async () => {
  const folder = freshFolder();
  const environment = { DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off' };
  await (await startProcess(environment)).end();
  const server = await startProcess(environment);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const database = databaseOf(folder);
  const sizes = () => [anonymous(server.child.pid ?? 0), anonymous(database)] as const;
  const show = (label: string) => {
    const [s, d] = sizes();
    console.log(`${label.padEnd(24)} server ${s.toFixed(0)} MB, database ${d.toFixed(0)} MB`);
    return [s, d] as const;
  };
  show('at rest');

  const { body } = await api(server.url, 'POST', '/api/v1/sessions', undefined, { code: 'demo:chief' });
  const headers = { authorization: `Bearer ${body.token}` };
  const place = `lng=${DEMO_PLACE.lng}&lat=${DEMO_PLACE.lat}&datum=gcj02`;
  const requests = [
    '/api/v1/reports',
    '/api/v1/desk/reports',
    `/api/v1/nearby/reports?${place}`,
    `/api/v1/routing?${place}&category=manhole`,
    '/api/v1/me',
  ].map((path) => ({ method: 'GET', path, headers }));
  const port = Number(new URL(server.url).port);
  const send = async (count: number) => {
    let sent = 0;
    while (sent < count) {
      const { perSecond } = await measure({ port, requests, connections: 16, ms: 5000 });
      sent += perSecond * 5;
    }
  };
  await send(MORE / 5);
  const warm = show(`after ${MORE / 5} requests`);
  await send(MORE);
  const after = show(`after ${MORE} more`);
  console.log(
    `growth: server ${((after[0] / warm[0] - 1) * 100).toFixed(0)} %, database ${((after[1] / warm[1] - 1) * 100).toFixed(0)} % (bar 10 %)`,
  );
  await server.end();
  rmSync(folder, { recursive: true, force: true });
};

if (isMainThread) void main().then(() => process.exit(0));
