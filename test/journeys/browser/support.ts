// A phone in headless Chromium: 390×844, a finger, and a place on 鹿城南路.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { drawPicture } from '../../../server/demo/pictures';
import { WALK_AT } from '../../support/process';

const ARTIFACTS = join(__dirname, '..', '..', '..', 'artifacts');
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET });

export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  /** what the page complained about */
  readonly errors: string[];
  /** keeps a picture in artifacts/ */
  shot(name: string): Promise<void>;
  /** hands the next file chooser a picture of a street lamp */
  nextPhoto(when: 'before' | 'after'): void;
}

/** @param at what the device's clock says: the same as the server's */
export const openPhone = async (
  browser: Browser,
  url: string,
  size = { width: 390, height: 844 },
  at = WALK_AT,
): Promise<Phone> => {
  mkdirSync(ARTIFACTS, { recursive: true });
  const phoneSized = size.width < 700;
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 2,
    hasTouch: phoneSized,
    isMobile: phoneSized,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: { latitude: 25.0439, longitude: 101.5447 },
    permissions: ['geolocation'],
  });
  await context.clock.setFixedTime(at);
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return {
    page,
    context,
    errors,
    shot: async (name) => {
      // sheets and badges settle within a quarter of a second
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
    },
    nextPhoto: (when) => {
      page.once('filechooser', async (chooser) => {
        await chooser.setFiles({
          name: 'photo.jpg',
          mimeType: 'image/jpeg',
          buffer: await drawPicture('lamp', when, 7),
        });
      });
    },
  };
};

/** Opens an address afresh: what the page before was about to do, such as going back by itself, is over. */
export const openAfresh = async ({ page }: Phone, url: string): Promise<void> => {
  await page.goto('about:blank');
  await page.goto(url);
};

/** Does something that sends a step or a rating, and waits until the server has answered. */
export const answered = async ({ page }: Phone, act: () => Promise<unknown>): Promise<void> => {
  const reply = page.waitForResponse((one) => /\/(moves|rating)$/.test(one.url()) && one.request().method() === 'POST');
  await act();
  expect((await reply).status()).toBe(200);
};

/** Text of the page, for waiting and asserting. */
export const words = async (page: Page): Promise<string> => (await page.locator('body').textContent()) ?? '';

/**
 * Whose telephone it is, from the next page that is loaded on: set before any script of that page, so that no sign-in under way comes
 * after it. As Taro keeps it: JSON within JSON.
 */
export const belongsTo = ({ context }: Phone, login: string): Promise<unknown> =>
  context.addInitScript((value) => {
    if (localStorage.getItem('journey') === value) return;
    localStorage.clear();
    localStorage.setItem('journey', value);
    localStorage.setItem('demo-person', JSON.stringify({ data: JSON.stringify(value) }));
  }, `demo:${login}`);
