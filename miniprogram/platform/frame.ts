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
