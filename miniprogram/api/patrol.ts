import { addToPatrol, endPatrol, MOST_POSITIONS, type PatrolView, startPatrol } from '../../shared/patrols/contract';
import { onOnline } from '../platform/network';
import { forget, load, save } from '../platform/storage';
import { createStore, useStore } from '../platform/store';
import { call } from './client';
import { ApiError, OfflineError } from './errors';
import { newId } from './ids';

/** A position on the way; `at`: the device's clock, milliseconds. */
export interface WayPoint {
  lng: number;
  lat: number;
  accuracy?: number;
  at: number;
}

/** The patrol that is walked with this device, and what the server does not know of it yet. */
export interface Walk {
  id: string;
  /** the device's clock, milliseconds */
  startedAt: number;
  endedAt?: number;
  /** the server knows of it */
  begun: boolean;
  /** the way, oldest first; positions before `sent` are there already, and the last of those begins the next batch */
  way: WayPoint[];
  sent: number;
  /** as the server told it last */
  view?: PatrolView;
  /** the last attempt found no network */
  offline?: boolean;
  /** the rest of a way whose patrol the server had ended for want of news; once, never in a row */
  rest?: true;
}

const KEY = 'patrol';
const store = createStore<Walk | undefined>(undefined);

export const useWalk = () => useStore(store);
export const currentWalk = () => store.get();

function keep(walk: Walk | undefined) {
  store.set(walk);
  if (walk) save(KEY, walk);
  else forget(KEY);
}
const change = (fields: Partial<Walk>) => {
  const walk = store.get();
  if (walk) keep({ ...walk, ...fields });
};

/** Begins to walk; without a network too. */
export function beginWalk() {
  keep({ id: newId(), startedAt: Date.now(), begun: false, way: [], sent: 0 });
  return flushWalk();
}

/** Goes on here with a patrol that began on another device. */
export function takeOver(patrol: PatrolView) {
  keep({ id: patrol.id, startedAt: Date.parse(patrol.startedAt), begun: true, way: [], sent: 0, view: patrol });
}

/** One position in so many milliseconds is enough on foot and on a bicycle. */
const EVERY_MS = 5000;
const BATCH = 6;

/** A position of the device. */
export function step(point: WayPoint) {
  const walk = store.get();
  if (!walk || walk.endedAt !== undefined) return;
  const last = walk.way.at(-1);
  if (last && point.at - last.at < EVERY_MS) return;
  keep({ ...walk, way: [...walk.way, point] });
  if (walk.way.length + 1 - walk.sent >= BATCH) void flushWalk();
}

/** Stops; what is not sent yet goes out now or with the next network. */
export function finishWalk() {
  change({ endedAt: Date.now() });
  return flushWalk();
}

const ago = (at: number) => Math.max(0, Math.round((Date.now() - at) / 1000));

let flushing: Promise<PatrolView | undefined> | undefined;

/**
 * Tells the server what it does not know yet, in order: the start, the way, the end. One run at a time; everything may be told twice.
 * @returns the patrol once it is over and told, else undefined
 * @throws ApiError when the server refuses the patrol; it is forgotten then
 */
export function flushWalk(): Promise<PatrolView | undefined> {
  flushing ??= flush().finally(() => {
    flushing = undefined;
  });
  return flushing;
}

async function flush(): Promise<PatrolView | undefined> {
  try {
    for (let walk = store.get(); walk; walk = store.get()) {
      if (!walk.begun) {
        const view = await call(startPatrol, { body: { patrolId: walk.id, secondsAgo: ago(walk.startedAt) } });
        change({ begun: true, view, offline: false });
      } else if (walk.sent < walk.way.length) {
        await sendWay(walk);
      } else if (walk.endedAt !== undefined) {
        const body = { secondsAgo: ago(walk.endedAt) };
        const view = await call(endPatrol, { params: { id: walk.id }, body });
        keep(undefined);
        return view;
      } else return undefined;
    }
    return undefined;
  } catch (error) {
    if (error instanceof OfflineError || (error instanceof ApiError && (error.status >= 500 || error.status === 429))) {
      change({ offline: true });
      return undefined;
    }
    keep(undefined);
    throw error;
  }
}

async function sendWay({ id, way, sent }: Walk) {
  // the last position that is there already begins this batch: the way is joined, wherever it was cut
  const from = Math.max(0, sent - 1);
  const positions = way.slice(from, from + MOST_POSITIONS);
  try {
    const view = await call(addToPatrol, { params: { id }, body: { datum: 'wgs84', positions } });
    const now = store.get();
    // what is there already is not kept on the device either, but for the position that begins the next batch
    if (now?.id === id)
      keep({ ...now, way: now.way.slice(from + positions.length - 1), sent: 1, view, offline: false });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'patrol.ended') await goOnAfter(id);
    else throw error;
  }
}

/**
 * The server has ended it meanwhile. By a person, that is the end, and ending it again tells how it stands. By itself, because it
 * heard nothing for long: what is left of the way becomes a patrol of its own, so that a phone that slept or had no network for
 * half a day loses nothing.
 */
async function goOnAfter(id: string) {
  const over = await call(endPatrol, { params: { id }, body: {} });
  const walk = store.get();
  if (walk?.id !== id) return;
  const left = walk.way.slice(walk.sent);
  const [first] = left;
  const { endedAt } = walk;
  if (over.endedBy === 'clock' && first && !walk.rest)
    keep({
      id: newId(),
      startedAt: first.at,
      begun: false,
      way: left,
      sent: 0,
      rest: true,
      ...(endedAt !== undefined && { endedAt }),
    });
  else change({ way: [], sent: 0, endedAt: endedAt ?? Date.now() });
}

/** Called once at the start: a patrol that was ended without a network is told as soon as there is one. */
export function openWalk() {
  store.set(load<Walk>(KEY));
  const quietly = () => void flushWalk().catch(() => undefined);
  onOnline(quietly);
  if (store.get()) quietly();
}
