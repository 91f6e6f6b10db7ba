// Blob addresses die with the page; IndexedDB keeps the bytes. See photo-box.ts.

const STORE = 'photos';
let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('yicheng-photos', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });
  return opening;
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await database();
  return new Promise((resolve, reject) => {
    const request = act(db.transaction(STORE, mode).objectStore(STORE));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });
}

export async function keepPhoto(path: string): Promise<string> {
  try {
    const blob = await (await fetch(path)).blob();
    const ref = `box:${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
    await run('readwrite', (store) => store.put(blob, ref));
    return ref;
  } catch {
    // Private browsing has no IndexedDB: the photo lives as long as the page.
    return path;
  }
}

export async function openPhoto(ref: string): Promise<string | undefined> {
  if (!ref.startsWith('box:')) return undefined;
  const blob = await run<unknown>('readonly', (store) => store.get(ref)).catch(() => undefined);
  return blob instanceof Blob ? URL.createObjectURL(blob) : undefined;
}

export function dropPhoto(ref: string) {
  // What cannot be deleted is a few hundred kilobytes on the person's own device.
  if (ref.startsWith('box:')) void run('readwrite', (store) => store.delete(ref)).catch(() => undefined);
}
