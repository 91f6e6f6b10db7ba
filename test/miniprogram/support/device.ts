// What the mini-program's own modules ask of the device, in memory: storage, and an HTTP wire whose answers a test gives.

/** One request as the client sent it. */
export interface Asked {
  method: string;
  url: string;
  body: unknown;
  authorization: string | undefined;
}

type Answer = { status: number; body?: unknown };

interface Device {
  stored: Map<string, unknown>;
  asked: Asked[];
  answer: (asked: Asked) => Answer | Promise<Answer>;
}

// A test that starts the app again loads every module again; the device is what stays the same.
const KEY = Symbol.for('test-device');
const holder = globalThis as { [KEY]?: Device };
holder[KEY] ??= { stored: new Map(), asked: [], answer: () => ({ status: 0 }) };
const device = holder[KEY];
const { stored } = device;

export const { asked } = device;

/** Says how the server answers from now on. */
export function answerWith(next: (asked: Asked) => Answer | Promise<Answer>) {
  device.answer = next;
}

export function forgetEverything() {
  stored.clear();
  asked.length = 0;
  device.answer = () => ({ status: 0 });
}

interface TaroRequest {
  url: string;
  method: string;
  data?: string;
  header: Record<string, string>;
}

async function exchange(request: Asked) {
  asked.push(request);
  const { status, body } = await device.answer(request);
  // WeChat rejects when nothing came back
  if (status === 0) throw { errMsg: 'request:fail' };
  return { statusCode: status, data: body === undefined ? '' : JSON.stringify(body) };
}

/** Stands in for `@tarojs/taro`. */
export const Taro = {
  getStorageSync: (key: string) => stored.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void stored.set(key, value),
  removeStorageSync: (key: string) => void stored.delete(key),
  request: ({ url, method, data, header }: TaroRequest) =>
    exchange({ method, url, body: data ? JSON.parse(data) : undefined, authorization: header.authorization }),
  uploadFile: ({ url, filePath, header }: { url: string; filePath: string; header: Record<string, string> }) =>
    exchange({ method: 'POST', url, body: filePath, authorization: header.authorization }),
  login: async () => ({ code: 'wechat-code' }),
  onNetworkStatusChange: () => undefined,
  getFileSystemManager: () => ({
    access: ({ path, success, fail }: { path: string; success: () => void; fail: () => void }) =>
      path.startsWith('lost') ? fail() : success(),
    removeSavedFile: () => undefined,
  }),
};
