import { Text, View } from '@tarojs/components';
import { createStore, useStore } from '../platform/store';
import { Icon } from './icon';

const shown = createStore<{ text: string; icon: string } | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

/** A short word that goes away by itself; never for anything the person must act on. */
export function toast(text: string, icon = 'check-circle') {
  shown.set({ text, icon });
  clearTimeout(timer);
  timer = setTimeout(() => shown.set(undefined), 2600);
}

export function ToastOutlet() {
  const now = useStore(shown);
  if (!now) return null;
  return (
    <View className="toast" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : { 'aria-role': 'alert' })}>
      <View className="toast-in">
        <Icon name={now.icon} />
        <Text>{now.text}</Text>
      </View>
    </View>
  );
}
