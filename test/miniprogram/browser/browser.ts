import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type FakeApi, startFakeApi } from '../support/fake-api';

export const H5 = join(__dirname, '../../../dist/h5');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Stage {
  api: FakeApi;
  browser: Browser;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  if (!existsSync(join(H5, 'index.html'))) throw new Error('Build the browser version first: npm run build:h5');
  const api = await startFakeApi(H5);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  return {
    api,
    browser,
    close: async () => {
      await browser.close();
      await api.close();
    },
  };
}

export interface Visit {
  page: Page;
  /** errors of scripts, newest last */
  errors: string[];
  open(path: string): Promise<void>;
}

/** A phone of 390 × 844 standing on 鹿城南路. @param store what the device remembers from an earlier visit */
export async function visit(stage: Stage, store: Record<string, unknown> = {}): Promise<Visit> {
  const context = await stage.browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    permissions: ['geolocation'],
    geolocation: { latitude: 25.0372, longitude: 101.5428, accuracy: 12 },
  });
  await context.addInitScript((kept) => {
    for (const [key, value] of Object.entries(kept))
      if (!localStorage.getItem(key)) localStorage.setItem(key, JSON.stringify({ data: JSON.stringify(value) }));
  }, store);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return {
    page,
    errors,
    open: async (path) => {
      await page.goto(`${stage.api.url}/#${path}`);
      await page.locator('.screen').last().waitFor();
      await page.waitForLoadState('networkidle');
    },
  };
}

/** A one-pixel photo. */
export const PHOTO = {
  name: 'a.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
