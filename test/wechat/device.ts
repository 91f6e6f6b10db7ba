// The telephone around the mini-program: WeChat's functions as far as the build uses them. Requests go to the real server; one function
// that is asked for and not here is a fault of the test, named at once.
import { readFileSync } from 'node:fs';

type Options = Record<string, unknown> & {
  success?: (result: object) => void;
  fail?: (result: object) => void;
  complete?: (result: object) => void;
};
export interface Device {
  /** `wx` of the build */
  wx: Record<string, unknown>;
  storage: Map<string, string>;
  /** what it was asked to do, newest last */
  asked: { name: string; options: Options }[];
  /** whether it has a network; requests fail while it has none */
  online: boolean;
  /** the network is back, and whoever waits for it hears so */
  connect(): void;
  /** under way: answers not given yet */
  pending: Set<Promise<unknown>>;
}
export interface Around {
  /** where the API is, whatever address the build was made with */
  server: string;
  /** a picture the camera takes */
  photo: string;
  /** turns pages over */
  open(kind: string, url: string): undefined;
  back(pages: number): undefined;
}

const WIDTH = 390;
const HEIGHT = 844;
const WINDOW = {
  brand: 'devtools',
  model: 'iPhone 14',
  platform: 'devtools',
  system: 'iOS 17.0',
  version: '8.0.50',
  SDKVersion: '3.7.0',
  language: 'zh_CN',
  pixelRatio: 3,
  screenWidth: WIDTH,
  screenHeight: HEIGHT,
  windowWidth: WIDTH,
  windowHeight: HEIGHT,
  statusBarHeight: 47,
  fontSizeSetting: 16,
  safeArea: { left: 0, right: WIDTH, top: 47, bottom: 810, width: WIDTH, height: 763 },
};
/** 鹿城南路, as WeChat gives it: in GCJ-02 */
const HERE = { latitude: 25.0411, longitude: 101.5457, accuracy: 12, speed: -1 };
const PAGES = ['navigateTo', 'redirectTo', 'switchTab', 'reLaunch'];
/** Done, with nothing to say. */
const QUIET =
  `setTabBarItem setTabBarBadge removeTabBarBadge setNavigationBarColor setKeepScreenOn previewImage setClipboardData
  startLocationUpdate stopLocationUpdate openLocation openDocument makePhoneCall`.split(/\s+/);
const LISTENERS = `onAppShow offAppShow onAppHide offAppHide onError offError onUnhandledRejection offUnhandledRejection
  onPageNotFound offPageNotFound onThemeChange offThemeChange onLocationChange offLocationChange`.split(/\s+/);

export const openDevice = ({ server, photo, open, back }: Around): Device => {
  const storage = new Map<string, string>();
  const asked: Device['asked'] = [];
  const pending = new Set<Promise<unknown>>();
  const wire = (url: string | URL, init: RequestInit): Promise<Response> =>
    device.online ? fetch(url, init) : Promise.reject(new Error('no network'));
  const wait = <T>(promise: Promise<T>): Promise<T> => {
    const kept = promise.finally(() => pending.delete(kept));
    pending.add(kept);
    kept.catch(() => undefined);
    return kept;
  };
  const answer = (name: string, options: Options, work: Promise<object>) =>
    wait(
      work.then(
        (result) => {
          const given = { errMsg: `${name}:ok`, ...result };
          options.success?.(given);
          options.complete?.(given);
          return given;
        },
        (error: unknown) => {
          const given = { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` };
          options.fail?.(given);
          options.complete?.(given);
          if (!options.fail) throw given;
          return given;
        },
      ),
    );
  const later = (name: string, result: (options: Options) => object = () => ({})) => [
    name,
    (options: Options = {}) => {
      asked.push({ name, options });
      return answer(
        name,
        options,
        Promise.resolve().then(() => result(options)),
      );
    },
  ];
  const noop = () => undefined;
  const waiting: ((state: object) => void)[] = [];

  const request = (options: Options) => {
    asked.push({ name: 'request', options });
    const { method = 'GET', header = {}, data } = options as { method?: string; header?: object; data?: unknown };
    const url = new URL(String(options.url).replace(/^https?:\/\/[^/]+/, server));
    const bare = method === 'GET' || method === 'HEAD';
    if (bare && data && typeof data === 'object')
      for (const [key, value] of Object.entries(data)) url.searchParams.set(key, String(value));
    const body = bare || data === undefined ? {} : { body: typeof data === 'string' ? data : JSON.stringify(data) };
    const sent = wire(url, { method, headers: { 'content-type': 'application/json', ...header }, ...body });
    void answer(
      'request',
      options,
      sent.then(async (reply) => {
        const text = await reply.text();
        const data = options.dataType === 'text' ? text : JSON.parse(text);
        return { statusCode: reply.status, header: Object.fromEntries(reply.headers), data };
      }),
    );
    return {
      abort: noop,
      onHeadersReceived: noop,
      offHeadersReceived: noop,
      onChunkReceived: noop,
      offChunkReceived: noop,
    };
  };
  const uploadFile = (options: Options) => {
    asked.push({ name: 'uploadFile', options });
    const {
      name = 'file',
      header = {},
      formData = {},
    } = options as { name?: string; header?: Record<string, string>; formData?: Record<string, string> };
    const form = new FormData();
    for (const [key, value] of Object.entries(formData)) form.set(key, String(value));
    form.set(name, new Blob([readFileSync(photo)], { type: 'image/jpeg' }), 'photo.jpg');
    const { 'content-type': _, ...headers } = header;
    const sent = wire(String(options.url).replace(/^https?:\/\/[^/]+/, server), {
      method: 'POST',
      headers,
      body: form,
    });
    void answer(
      'uploadFile',
      options,
      sent.then(async (reply) => ({ statusCode: reply.status, data: await reply.text() })),
    );
    return { abort: noop, onProgressUpdate: noop, offProgressUpdate: noop };
  };
  const rectangle = {
    left: 0,
    top: 0,
    right: WIDTH,
    bottom: 40,
    width: WIDTH,
    height: 40,
    scrollTop: 0,
    scrollLeft: 0,
  };
  /** Nothing has a size here: whoever measures gets a row. */
  const createSelectorQuery = () => {
    const calls: ((result: object) => void)[] = [];
    const add = (call?: (result: object) => void) => {
      calls.push(call ?? noop);
      return query;
    };
    const node = {
      boundingClientRect: add,
      scrollOffset: add,
      fields: (_: object, call?: (result: object) => void) => add(call),
    };
    const query = {
      in: () => query,
      select: () => node,
      selectAll: () => node,
      selectViewport: () => node,
      exec: (done?: (results: object[]) => void) => {
        void wait(
          Promise.resolve().then(() => {
            for (const call of calls) call(rectangle);
            done?.(calls.map(() => rectangle));
          }),
        );
      },
    };
    return query;
  };

  const wx: Record<string, unknown> = {
    canIUse: () => true,
    nextTick: (call: () => void) => setTimeout(call, 0),
    getSystemInfoSync: () => WINDOW,
    getWindowInfo: () => WINDOW,
    getAppBaseInfo: () => WINDOW,
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001, referrerInfo: {} }),
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, left: 296, top: 51, right: 383, bottom: 83 }),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: string) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    getFileSystemManager: () => ({
      saveFile: ({ success }: Options) => success?.({ savedFilePath: 'wxfile://kept.jpg' }),
      removeSavedFile: ({ success }: Options) => success?.({}),
      access: ({ success }: Options) => success?.({}),
    }),
    createMapContext: () => ({
      moveToLocation: noop,
      includePoints: noop,
      getRegion: noop,
      getCenterLocation: noop,
      getScale: noop,
    }),
    onNetworkStatusChange: (hear: (state: object) => void) => void waiting.push(hear),
    createSelectorQuery,
    request,
    uploadFile,
    ...Object.fromEntries([
      ...QUIET.map((name) => later(name)),
      ...LISTENERS.map((name) => [name, noop]),
      ...PAGES.map((kind) => later(kind, ({ url }) => open(kind, String(url)) ?? {})),
      later('navigateBack', ({ delta = 1 }) => back(Number(delta)) ?? {}),
      later('login', () => ({ code: 'no-wechat-here' })),
      later('getLocation', () => HERE),
      later('scanCode', () => ({ result: '', path: '' })),
      later('chooseMedia', () => ({
        type: 'image',
        tempFiles: [{ tempFilePath: 'wxfile://one.jpg', size: 40_000, fileType: 'image' }],
      })),
      later('compressImage', () => ({ tempFilePath: 'wxfile://one.jpg' })),
      later('getImageInfo', () => ({ width: 1200, height: 900, path: 'wxfile://one.jpg', type: 'jpeg' })),
    ]),
  };
  const device: Device = {
    wx,
    storage,
    asked,
    online: true,
    connect: () => {
      device.online = true;
      for (const hear of waiting) hear({ isConnected: true, networkType: 'wifi' });
    },
    pending,
  };
  return device;
};
