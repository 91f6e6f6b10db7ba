import { Text, View } from '@tarojs/components';
import { Tap } from './tap';

interface SegmentsProps<T extends string> {
  items: readonly { id: T; text: string; count?: number | undefined }[];
  chosen: T;
  onChoose: (id: T) => void;
}

/** Tabs within a page. */
export function Segments<T extends string>({ items, chosen, onChoose }: SegmentsProps<T>) {
  return (
    <View className="seg" {...(process.env.TARO_ENV === 'h5' ? { role: 'tablist' } : {})}>
      {items.map((item) => (
        <Tap
          key={item.id}
          className={`seg-i ${item.id === chosen ? 'seg-i--on' : ''}`}
          role="tab"
          selected={item.id === chosen}
          spoken={item.count === undefined ? item.text : `${item.text} ${item.count} 件`}
          onTap={() => onChoose(item.id)}
        >
          <Text>{item.text}</Text>
          {item.count === undefined ? null : <Text className="seg-n">{item.count}</Text>}
        </Tap>
      ))}
    </View>
  );
}
