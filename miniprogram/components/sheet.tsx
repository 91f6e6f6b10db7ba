import { ScrollView, Text, View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { Icon } from './icon';
import { Tap } from './tap';

interface SheetProps {
  title: string;
  onClose: () => void;
  foot?: ReactNode;
}

/** Comes up from the bottom for one choice or one small form; the page below stays where it was. */
export function Sheet({ title, onClose, foot, children }: PropsWithChildren<SheetProps>) {
  return (
    <View className="veil veil--sheet" onClick={onClose} catchMove>
      <View
        className="sheet-box"
        onClick={(event) => event.stopPropagation()}
        {...(process.env.TARO_ENV === 'h5' ? { role: 'dialog', 'aria-modal': 'true', 'aria-label': title } : {})}
      >
        <View className="sheet-h">
          <Text className="sheet-t">{title}</Text>
          <Tap className="sheet-x" label="关闭" onTap={onClose}>
            <Icon name="close" />
          </Tap>
        </View>
        <ScrollView className="sheet-b" scrollY>
          {children}
        </ScrollView>
        {foot ? <View className="sheet-f">{foot}</View> : null}
      </View>
    </View>
  );
}
