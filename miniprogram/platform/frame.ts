import Taro from '@tarojs/taro';

/** Room that WeChat's status bar and capsule take from a page's own navigation bar, in device px. */
export interface Frame {
  top: number;
  height: number;
  right: number;
}

let known: Frame | undefined;

/** Browsers have neither; there the style sheet decides. */
export function frame(): Frame | undefined {
  if (process.env.TARO_ENV === 'h5') return undefined;
  if (known) return known;
  const capsule = Taro.getMenuButtonBoundingClientRect();
  const { windowWidth } = Taro.getWindowInfo();
  known = { top: capsule.top - 6, height: capsule.height + 12, right: windowWidth - capsule.left + 8 };
  return known;
}

/** The status bar's words over this page: the first tab has a dark and a light face, its configuration only one. */
export function statusBarOver(ground: 'dark' | 'light') {
  if (process.env.TARO_ENV === 'h5') return;
  void Taro.setNavigationBarColor({
    frontColor: ground === 'dark' ? '#ffffff' : '#000000',
    backgroundColor: ground === 'dark' ? '#086650' : '#F5F7F6',
  });
}
