import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { Icon } from './icon';

/** A box that explains. Torch only where life is at risk or a clock has run out. */
export function Note({
  tone,
  icon = 'info',
  children,
}: PropsWithChildren<{ tone?: 'amber' | 'torch' | 'plain'; icon?: string }>) {
  return (
    <View className={`note ${tone ? `note--${tone}` : ''}`}>
      <Icon name={icon} />
      <View className="grow">{children}</View>
    </View>
  );
}
