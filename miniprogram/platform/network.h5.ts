import type { WireReply, WireRequest } from './network';

export type { WireReply, WireRequest } from './network';

const TIMEOUT_MS = 20_000;
const NOTHING: WireReply = { status: 0, body: undefined };

/** See network.ts. XMLHttpRequest because fetch tells nothing about the progress of an upload. */
function exchange(
  request: { url: string; method: string; headers: Record<string, string>; timeout: number },
  body: XMLHttpRequestBodyInit | undefined,
  onProgress?: (percent: number) => void,
): Promise<WireReply> {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    xhr.timeout = request.timeout;
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    if (onProgress)
      xhr.upload.onprogress = (event) => onProgress(Math.round((event.loaded / Math.max(1, event.total)) * 100));
    xhr.onload = () => resolve({ status: xhr.status, body: parse(xhr.responseText) });
    xhr.onerror = () => resolve(NOTHING);
    xhr.ontimeout = () => resolve(NOTHING);
    xhr.onabort = () => resolve(NOTHING);
    xhr.send(body);
  });
}

export function send(request: WireRequest): Promise<WireReply> {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  return exchange({ ...request, timeout: TIMEOUT_MS }, body);
}

export async function sendFile(
  file: { url: string; path: string; field: string; name?: string; headers: Record<string, string> },
  onProgress: (percent: number) => void,
): Promise<WireReply> {
  const blob = await fetch(file.path)
    .then((reply) => reply.blob())
    .catch(() => undefined);
  if (!blob) return NOTHING;
  const form = new FormData();
  form.append(file.field, blob, file.name ?? 'photo.jpg');
  return exchange({ url: file.url, method: 'POST', headers: file.headers, timeout: 60_000 }, form, onProgress);
}

export function onOnline(listener: () => void) {
  window.addEventListener('online', listener);
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
