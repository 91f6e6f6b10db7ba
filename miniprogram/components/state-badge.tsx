import { Text, View } from '@tarojs/components';
import type { State } from '../../shared/reports/states';
import { Icon } from './icon';

const ICONS: Record<State | 'overdue', string> = {
  submitted: 'send',
  rejected: 'reject',
  assigned: 'location',
  handling: 'wrench',
  returned: 'return',
  suspended: 'pause',
  rework: 'rework',
  resolved: 'star',
  closed: 'check-double',
  merged: 'list',
  withdrawn: 'withdraw',
  overdue: 'torch',
};

interface BadgeProps {
  state: State;
  /** the server's public word */
  word: string;
  /** the clock has run out: a fact that is shown instead of the state */
  late?: boolean;
}

/** State as colour, icon and word together. */
export function StateBadge({ state, word, late }: BadgeProps) {
  const shown = late ? 'overdue' : state;
  return (
    <View className={`st st--${shown}`}>
      <Icon name={ICONS[shown]} />
      <Text>{late ? '已超期' : word}</Text>
    </View>
  );
}
