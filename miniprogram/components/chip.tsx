import { Text } from '@tarojs/components';
import { Icon } from './icon';
import { Tap } from './tap';

interface ChipProps {
  text: string;
  on?: boolean;
  icon?: string;
  count?: number;
  /** leads elsewhere instead of choosing */
  dash?: boolean;
  role?: 'button' | 'radio' | 'checkbox';
  onTap?: () => void;
}

export function Chip({ text, on, icon, count, dash, role = 'button', onTap }: ChipProps) {
  return (
    <Tap
      className={`chip ${on ? 'chip--on' : ''} ${dash ? 'chip--dash' : ''}`}
      role={role}
      spoken={count === undefined ? text : `${text}，${count} 件`}
      {...(role === 'button' ? {} : { checked: Boolean(on) })}
      {...(onTap ? { onTap } : {})}
    >
      {icon ? <Icon name={icon} /> : null}
      <Text>{text}</Text>
      {count === undefined ? null : <Text className="chip-count">{count}</Text>}
    </Tap>
  );
}
