import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Sheet } from '../../components/sheet';
import { type Filters, STATUS_CHOICES } from './filters';

interface FilterProps {
  filters: Filters;
  groups: readonly string[];
  onChange: (filters: Filters) => void;
  onClose: () => void;
}

const DAYS = [
  { id: '7', text: '7 天内' },
  { id: '30', text: '30 天内' },
] as const;

/** Kind of case, state and time; every choice is at work at once. */
export function FilterSheet({ filters, groups, onChange, onClose }: FilterProps) {
  const { kind } = filters;
  const without = (name: 'group' | 'status' | 'days'): Filters => {
    const { [name]: _, ...rest } = filters;
    return rest;
  };
  return (
    <Sheet
      title="筛选"
      onClose={onClose}
      foot={
        // the browser's tab bar lies over a sheet; WeChat's lies below the page
        <View className={`near-two ${process.env.TARO_ENV === 'h5' ? 'near-two--over-tabs' : ''}`}>
          <Button kind="plain" text="全部重选" onTap={() => onChange({ kind })} />
          <Button text="看结果" onTap={onClose} />
        </View>
      }
    >
      <Choice
        title="哪一类"
        items={groups.map((group) => ({ id: group, text: group }))}
        chosen={filters.group}
        onChoose={(group) => onChange(group === filters.group ? without('group') : { ...filters, group })}
      />
      <Choice
        title="到哪一步"
        items={STATUS_CHOICES[kind]}
        chosen={filters.status}
        onChoose={(status) => onChange(status === filters.status ? without('status') : { ...filters, status })}
      />
      <Choice
        title={kind === 'open' ? '什么时候报的' : '什么时候办结的'}
        items={DAYS}
        chosen={filters.days}
        onChoose={(days) => onChange(days === filters.days ? without('days') : { ...filters, days })}
      />
    </Sheet>
  );
}

interface ChoiceProps<T extends string> {
  title: string;
  items: readonly { id: T; text: string }[];
  chosen: T | undefined;
  onChoose: (id: T) => void;
}

function Choice<T extends string>({ title, items, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <View className="near-choice">
      <Text className="cap-2">{title}</Text>
      <View className="near-choices">
        {items.map(({ id, text }) => (
          <Chip key={id} text={text} role="checkbox" on={id === chosen} onTap={() => onChoose(id)} />
        ))}
      </View>
    </View>
  );
}
