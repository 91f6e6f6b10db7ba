import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import { Tap } from './tap';

interface RowProps {
  title: string;
  note?: string;
  icon?: string;
  value?: string;
  /** number of new things; nothing is drawn for none */
  fresh?: number;
  tail?: ReactNode;
  onTap?: () => void;
  /** no chevron: something else already ends the line */
  bare?: boolean;
  label?: string;
}

/** One line of a card: icon, words, value, and a chevron when it leads somewhere. */
export function ListRow({ title, note, icon, value, fresh, tail, onTap, label, bare }: RowProps) {
  const inside = (
    <>
      {icon ? (
        <View className="lrow-ic">
          <Icon name={icon} />
        </View>
      ) : null}
      <View className="grow">
        <Text className={`clip ${note ? 'strong' : ''}`}>{title}</Text>
        {note ? <Text className="clip cap">{note}</Text> : null}
      </View>
      {value ? <Text className="lrow-v">{value}</Text> : null}
      {fresh ? <Text className="lrow-new">{fresh > 99 ? '99+' : fresh}</Text> : null}
      {tail}
      {onTap && !bare ? (
        <View className="lrow-go">
          <Icon name="chevron-right" />
        </View>
      ) : null}
    </>
  );
  const className = `lrow ${icon ? '' : 'lrow--plain'}`;
  const said = label ?? [title, note, value, fresh ? `${fresh} 条新的` : ''].filter(Boolean).join('，');
  return onTap ? (
    <Tap className={className} spoken={said} onTap={onTap}>
      {inside}
    </Tap>
  ) : (
    <View className={className}>{inside}</View>
  );
}

/** Title of a section, with a way to more. */
export function SectionHead({
  title,
  more,
  onMore,
  icon,
}: {
  title: string;
  more?: string;
  onMore?: () => void;
  icon?: string;
}) {
  return (
    <View className="sec-h">
      <Text className="sec-t">{title}</Text>
      {more && onMore ? (
        <Tap className="sec-more" label={`${title}：${more}`} onTap={onMore}>
          {icon ? <Icon name={icon} /> : null}
          <Text>{more}</Text>
          <Icon name="chevron-right" />
        </Tap>
      ) : null}
    </View>
  );
}
