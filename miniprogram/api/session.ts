import type { Reply } from '../../shared/endpoint';
import { type readMe, readMe as readMeEndpoint, signIn as signInEndpoint } from '../../shared/people/contract';
import { readPortal } from '../../shared/portal/contract';
import { signInCode } from '../platform/device';
import { forget, load, save } from '../platform/storage';
import { createStore, useStore } from '../platform/store';
import { ApiError } from './errors';
import { exchange, token } from './wire';

export type MeView = Reply<typeof readMe>;
export type PortalView = Reply<typeof readPortal>;

const TOKEN_KEY = 'session-token';
const DEMO_KEY = 'demo-person';
const ME_KEY = 'me';

/** Who is signed in, as far as is known; `undefined` before the first answer. */
const me = createStore<MeView | undefined>(undefined);
const portal = createStore<PortalView | undefined>(undefined);

export const useMe = () => useStore(me);
export const usePortal = () => useStore(portal);
export const currentMe = () => me.get();

/** Reads what the device remembers; no network. */
export function restoreSession() {
  token.set(load<string>(TOKEN_KEY));
  if (token.get()) me.set(load<MeView>(ME_KEY));
}

/** What the server is: demo or not, whom to call in an emergency. Asked once and kept. */
export async function openPortal(): Promise<PortalView> {
  const known = portal.get();
  if (known) return known;
  const answer = await exchange(readPortal, {});
  portal.set(answer);
  return answer;
}

let signingIn: Promise<void> | undefined;

/**
 * Signs in; any number of callers at once cause one sign-in.
 * In WeChat the login code is silent. A browser has none: on a demo server it becomes the demo person chosen on 我的
 * (the first one at first), elsewhere the refusal `sign-in.required` says that the wide sign-in page is needed.
 */
export function signIn(): Promise<void> {
  signingIn ??= enter().finally(() => {
    signingIn = undefined;
  });
  return signingIn;
}

/** Waits for a sign-in that is under way, however it ends; nothing when none is. */
export const signInUnderWay = (): Promise<void> => signingIn?.catch(() => undefined) ?? Promise.resolve();

async function enter() {
  const code = load<string>(DEMO_KEY) ?? (await signInCode()) ?? (await firstDemoPerson());
  if (!code) {
    throw new ApiError({
      type: 'about:blank',
      title: '请先登录',
      status: 401,
      code: 'sign-in.required',
      detail: '请在微信里打开小程序，或在“我的”里用手机确认登录。',
    });
  }
  token.set(undefined);
  accept((await exchange(signInEndpoint, { body: { code } })).token);
}

async function firstDemoPerson(): Promise<string | undefined> {
  const { demo, demoPeople } = await openPortal();
  return demo ? demoPeople[0]?.code : undefined;
}

/** Takes a token over, from a sign-in or from the approval of a browser. */
export function accept(value: string) {
  save(TOKEN_KEY, value);
  token.set(value);
}

/** Asks who is signed in; signs in first when nobody is. Also brings the unread count up to date. */
export async function refreshMe(): Promise<MeView> {
  if (!token.get()) await signIn();
  try {
    const answer = await exchange(readMeEndpoint, {});
    keepMe(answer);
    return answer;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    await signIn();
    const answer = await exchange(readMeEndpoint, {});
    keepMe(answer);
    return answer;
  }
}

/** Kept on the device too, so that the next visit opens as the right person at once; it holds nothing unmasked. */
export function keepMe(value: MeView) {
  save(ME_KEY, value);
  me.set(value);
}

/** On a demo server: become somebody else. */
export async function becomeDemoPerson(code: string): Promise<MeView> {
  save(DEMO_KEY, code);
  signOut();
  await signIn();
  return refreshMe();
}

export const demoPerson = () => load<string>(DEMO_KEY);

export function signOut() {
  forget(TOKEN_KEY);
  forget(ME_KEY);
  token.set(undefined);
  me.set(undefined);
}
