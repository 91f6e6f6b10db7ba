import Taro from '@tarojs/taro';

/** What came back over the wire: `status` is 0 when nothing did. */
export interface WireReply {
  status: number;
  body: unknown;
}

export interface WireRequest {
  url: string;
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  headers: Record<string, string>;
  body?: unknown;
}

const TIMEOUT_MS = 20_000;

/** One HTTP exchange. No network, a timeout and a refused connection all read as status 0. */
export async function send(request: WireRequest): Promise<WireReply> {
  try {
    const reply = await Taro.request({
      url: request.url,
      // WeChat knows PATCH only in newer base libraries' types; the runtime passes the word on.
      method: request.method as 'POST',
      header: request.headers,
      ...(request.body === undefined ? {} : { data: JSON.stringify(request.body) }),
      timeout: TIMEOUT_MS,
      dataType: 'text',
      responseType: 'text',
    });
    return { status: reply.statusCode, body: parse(reply.data) };
  } catch {
    return { status: 0, body: undefined };
  }
}

/**
 * Sends one file as `multipart/form-data`.
 * @param file `name`: as the server is told it; WeChat sends its own
 * @param onProgress 0–100, as the device reports it
 */
export async function sendFile(
  file: { url: string; path: string; field: string; name?: string; headers: Record<string, string> },
  onProgress: (percent: number) => void,
): Promise<WireReply> {
  try {
    const task = Taro.uploadFile({
      url: file.url,
      filePath: file.path,
      name: file.field,
      header: file.headers,
      timeout: 60_000,
      withCredentials: false,
    });
    task.progress?.((update) => onProgress(update.progress));
    const reply = await task;
    return { status: reply.statusCode, body: parse(reply.data) };
  } catch {
    return { status: 0, body: undefined };
  }
}

/** Calls back whenever the device comes back on line. */
export function onOnline(listener: () => void) {
  Taro.onNetworkStatusChange((state) => {
    if (state.isConnected) listener();
  });
}

function parse(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return data ? JSON.parse(data) : undefined;
  } catch {
    // A proxy's error page is no JSON; the status alone then tells what happened.
    return undefined;
  }
}
