// The browser build as the real server serves it, on a fresh demonstration database, in headless Chromium.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { drawPicture } from '../../../server/demo/pictures';
import { api, clockIn, freshFolder, type ServerProcess, startProcess, WALK_AT } from '../../support/process';

const DIST = join(__dirname, '../../../dist');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Stage {
  server: ServerProcess;
  browser: Browser;
  /** somebody of the demonstration, as the API knows them */
  as(person: string): Promise<Caller>;
  close(): Promise<void>;
}

export type Caller = (method: string, path: string, body?: unknown) => Promise<Record<string, never>>;

export async function openStage(): Promise<Stage> {
  for (const [file, script] of [
    ['h5/index.html', 'build:h5'],
    ['server/main.cjs', 'build:server'],
  ] as const)
    if (!existsSync(join(DIST, file))) throw new Error(`Build first: npm run ${script}`);
  const folder = freshFolder();
  const server = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off', ...clockIn(folder) });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  return {
    server,
    browser,
    as: async (person) => {
      const { body } = await api(server.url, 'POST', '/api/v1/sessions', undefined, { code: `demo:${person}` });
      const token = String(body.token);
      return async (method, path, sent) => {
        const reply = await api(server.url, method, `/api/v1${path}`, token, sent);
        if (reply.status >= 400) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
        return reply.body;
      };
    },
    close: async () => {
      await browser.close();
      await server.end();
    },
  };
}

interface Listed {
  items: { number: string; version: number; status: string; can: Record<string, boolean> }[];
}

/** Number of a report in a list for which something may be done; the demonstration has one of each kind. */
export async function reportWhere(call: Caller, path: string, can: string, status?: string): Promise<string> {
  const { items } = (await call('GET', path)) as unknown as Listed;
  const found = items.find((one) => one.can[can] && (status === undefined || one.status === status));
  if (!found) throw new Error(`${path}: no report where ${can}`);
  return found.number;
}

export interface Visit {
  page: Page;
  /** errors of scripts, newest last */
  errors: string[];
  open(path: string): Promise<void>;
}

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const TABLE = { viewport: { width: 1280, height: 800 } };

/** A phone of 390 × 844 on 鹿城南路, or a wide screen. @param store what the device remembers from an earlier visit */
export async function visit(stage: Stage, store: Record<string, unknown> = {}, wide = false): Promise<Visit> {
  const context = await stage.browser.newContext({
    ...(wide ? TABLE : PHONE),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: ['geolocation'],
    geolocation: { latitude: 25.0439, longitude: 101.5447, accuracy: 12 },
  });
  await context.addInitScript((kept) => {
    for (const [key, value] of Object.entries(kept))
      if (!localStorage.getItem(key)) localStorage.setItem(key, JSON.stringify({ data: JSON.stringify(value) }));
  }, store);
  await context.clock.setFixedTime(WALK_AT);
  const page = await context.newPage();
  // a slow machine is given time; what is stuck is stuck after a minute too
  page.setDefaultTimeout(45_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return {
    page,
    errors,
    open: async (path) => {
      await page.goto(`${stage.server.url}/#${path}`);
      await page.locator('.screen').last().waitFor();
      await page.waitForLoadState('networkidle');
    },
  };
}

/** A photo as a camera takes it. */
export const photo = async (when: 'before' | 'after') => ({
  name: 'photo.jpg',
  mimeType: 'image/jpeg',
  buffer: await drawPicture('lamp', when, 7),
});
