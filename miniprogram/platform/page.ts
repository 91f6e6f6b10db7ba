// The life of a page, so that rooms need not know the framework's API object.
export {
  useDidHide as useHidden,
  useDidShow as useShown,
  useLoad as useOpened,
  usePullDownRefresh,
  useReachBottom,
  useRouter,
  useShareAppMessage,
} from '@tarojs/taro';

import Taro from '@tarojs/taro';

export const stopRefresh = () => Taro.stopPullDownRefresh();

/** Tells how far the person has scrolled back to the top, after a change that moves what they look at. */
export const scrollToTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
