import type { Input, Reply } from '../../shared/endpoint';
import { submitReport } from '../../shared/reports/contract';
import { onOnline } from '../platform/network';
import { dropPhoto, openPhoto } from '../platform/photo-box';
import { load, save } from '../platform/storage';
import { createStore, useStore } from '../platform/store';
import { call } from './client';
import { ApiError, OfflineError } from './errors';
import { upload } from './upload';

/** A photo of a submission: `id` once the server has it, `ref` as long as the device must keep it. */
export interface QueuedPhoto {
  ref?: string;
  id?: string;
}

type Body = NonNullable<Input<typeof submitReport>['body']>;

/** A report waiting for the network. `problem` is set when the server refused it: it waits for the person then. */
export interface Queued {
  body: Omit<Body, 'photos'>;
  photos: QueuedPhoto[];
  categoryName: string;
  queuedAt: string;
  problem?: string;
}

export type Sent = Reply<typeof submitReport>;

const KEY = 'outbox';
const store = createStore<readonly Queued[]>([]);

export const useOutbox = () => useStore(store);

function keep(next: readonly Queued[]) {
  store.set(next);
  save(KEY, next);
}

const replace = (submissionId: string, change: (queued: Queued) => Queued) =>
  keep(store.get().map((queued) => (queued.body.submissionId === submissionId ? change(queued) : queued)));

/** Photos first, then the report. The same submissionId makes a second attempt harmless. */
export async function submit(queued: Queued, onPhoto: (photos: QueuedPhoto[]) => void = () => {}): Promise<Sent> {
  const photos = [...queued.photos];
  for (const [index, photo] of photos.entries()) {
    if (photo.id || !photo.ref) continue;
    const path = await openPhoto(photo.ref);
    // A photo the device has lost cannot be sent any more; the words and the place still can.
    photos[index] = path ? { ...photo, id: (await upload(path)).id } : {};
    onPhoto(photos);
  }
  const ids = photos.flatMap((photo) => photo.id ?? []);
  const report = await call(submitReport, { body: { ...queued.body, photos: ids } });
  for (const photo of photos) if (photo.ref) dropPhoto(photo.ref);
  return report;
}

/** Puts a report aside until there is a network. */
export function enqueue(queued: Queued) {
  keep([...store.get().filter((other) => other.body.submissionId !== queued.body.submissionId), queued]);
}

export function removeQueued(submissionId: string) {
  keep(store.get().filter((queued) => queued.body.submissionId !== submissionId));
}

let tellSent: (report: Sent) => void = () => {};
let flushing: Promise<void> | undefined;

/** Sends what waits, oldest first; stops at the first sign that there is still no network. One run at a time. */
export function flushOutbox(): Promise<void> {
  flushing ??= flush().finally(() => {
    flushing = undefined;
  });
  return flushing;
}

async function flush() {
  for (const queued of store.get()) {
    if (queued.problem) continue;
    const { submissionId } = queued.body;
    try {
      const report = await submit(queued, (photos) => replace(submissionId, (old) => ({ ...old, photos })));
      removeQueued(submissionId);
      tellSent(report);
    } catch (error) {
      if (error instanceof OfflineError) return;
      // A busy or failing server is no refusal of this report: try again later.
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) {
        replace(submissionId, (old) => ({ ...old, problem: `${error.message}：${error.detail}` }));
      } else return;
    }
  }
}

/**
 * Called once at the start: reads what waits and sends it whenever the network returns.
 * @param onSent a report has gone out by itself
 */
export function openOutbox(onSent: (report: Sent) => void) {
  tellSent = onSent;
  store.set(load<Queued[]>(KEY) ?? []);
  onOnline(() => void flushOutbox());
  void flushOutbox();
}
