// The life of a page, so that rooms need not know the framework's API object.
export {
  useDidHide as useHidden,
  useDidShow as useShown,
  useReachBottom,
  useRouter,
  useShareAppMessage,
} from '@tarojs/taro';
