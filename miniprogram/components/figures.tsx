import { Text, View } from '@tarojs/components';
import { Tap } from './tap';

interface Figure {
  id: string;
  count: number | undefined;
  text: string;
  tone?: 'torch' | 'amber';
  on?: boolean;
}

/** Counts side by side; a count of nothing never burns. */
export function Figures({ items, onTap }: { items: readonly Figure[]; onTap?: (id: string) => void }) {
  return (
    <View className="figs">
      {items.map(({ id, count, text, tone, on }) => {
        const lit = Boolean(count) && tone;
        return (
          <Tap
            key={id}
            className={`fig ${lit && tone === 'torch' ? 'fig--hot' : ''} ${on ? 'fig--on' : ''}`}
            spoken={`${text} ${count ?? '—'} 件`}
            {...(on === undefined ? {} : { checked: on })}
            role={on === undefined ? 'button' : 'checkbox'}
            onTap={() => onTap?.(id)}
          >
            <Text className={`fig-n ${lit ? `fig-n--${tone}` : ''}`}>{count ?? '—'}</Text>
            <Text>{text}</Text>
          </Tap>
        );
      })}
    </View>
  );
}
