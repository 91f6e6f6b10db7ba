// A fresh demonstration and people of it with the WeChat build in their hands.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawPicture } from '../../server/demo/pictures';
import { api, clockIn, freshFolder, startProcess } from '../support/process';
import { MiniProgram } from './mini-program';

export const DIST = join(__dirname, '../../dist');

export interface Stage {
  /** somebody of the demonstration with a telephone of their own */
  start(person: string): MiniProgram;
  /** a field of a list, as somebody sees it */
  list(person: string, path: string, field: string): Promise<string[]>;
  /** puts all telephones away: their clocks stop */
  clear(): void;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  for (const [file, script] of [
    ['weapp/app.json', 'build:weapp'],
    ['server/main.cjs', 'build:server'],
  ] as const)
    if (!existsSync(join(DIST, file))) throw new Error(`Build first: npm run ${script}`);
  const folder = freshFolder();
  const server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  const photo = join(mkdtempSync(join(tmpdir(), 'ycgz-photo-')), 'photo.jpg');
  writeFileSync(photo, await drawPicture('lamp', 'before', 7));
  const open: MiniProgram[] = [];
  const clear = () => {
    for (const one of open.splice(0)) one.close();
  };
  return {
    clear,
    start: (person) => {
      const one = new MiniProgram(join(DIST, 'weapp'), { server: server.url, photo });
      one.device.storage.set('demo-person', JSON.stringify(`demo:${person}`));
      open.push(one);
      return one;
    },
    list: async (person, path, field) => {
      const { body } = await api(server.url, 'POST', '/api/v1/sessions', undefined, { code: `demo:${person}` });
      const reply = await api(server.url, 'GET', `/api/v1${path}`, String(body.token));
      const { items } = reply.body as unknown as { items: Record<string, unknown>[] };
      return items.map((item) => String(item[field]));
    },
    close: async () => {
      clear();
      await server.end();
    },
  };
}
