import Taro from '@tarojs/taro';
import { load, save } from './storage';
import { createStore, useStore } from './store';

/** 长辈版 and 强光, as the person chose them; `elder` follows the system's font scale until they choose. */
export interface Appearance {
  elder: boolean;
  sun: boolean;
}

const KEY = 'appearance';

/** The threshold at which the design's own large-text mode serves better than scaled ordinary text. */
const LARGE = 1.25;

function systemFontScale(): number {
  if (process.env.TARO_ENV === 'h5') {
    // The page fixes the root size for its own units; `medium` still follows the browser's setting.
    const probe = document.createElement('span');
    probe.style.fontSize = 'medium';
    document.body.appendChild(probe);
    const size = Number.parseFloat(getComputedStyle(probe).fontSize);
    probe.remove();
    return size / 16;
  }
  // Newer base libraries give the factor, older ones the size; the published types know neither.
  const info = Taro.getAppBaseInfo() as object as { fontSizeScaleFactor?: number; fontSizeSetting?: number };
  return info.fontSizeScaleFactor ?? (info.fontSizeSetting ?? 16) / 16;
}

const store = createStore<Appearance>({ elder: false, sun: false });

/** In the browser the tab bar stands outside every page; in WeChat it is the system's and cannot be enlarged. */
function dressChrome({ elder }: Appearance) {
  if (process.env.TARO_ENV === 'h5') document.documentElement.classList.toggle('is-elder', elder);
}

/** Reads the choice, once at the start of the app. */
export function restoreAppearance() {
  const chosen = load<Partial<Appearance>>(KEY);
  const look = { elder: chosen?.elder ?? systemFontScale() >= LARGE, sun: chosen?.sun ?? false };
  dressChrome(look);
  store.set(look);
}

export function setAppearance(change: Partial<Appearance>) {
  const next = { ...store.get(), ...change };
  save(KEY, next);
  dressChrome(next);
  store.set(next);
}

export const useAppearance = () => useStore(store);
