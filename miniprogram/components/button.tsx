import { Text } from '@tarojs/components';
import { Icon } from './icon';
import { Tap } from './tap';

export interface ButtonProps {
  text: string;
  onTap?: () => void;
  kind?: 'primary' | 'secondary' | 'plain' | 'danger' | 'danger-solid' | 'quiet';
  icon?: string;
  small?: boolean;
  block?: boolean;
  /** pressed already: says so and takes no second press */
  busy?: boolean;
  /** cannot be pressed; the text should say what is missing */
  off?: boolean;
  label?: string;
  className?: string;
  id?: string;
}

export function Button(props: ButtonProps) {
  const { text, onTap, kind = 'primary', icon, small, block, busy, off, label, className = '', id } = props;
  const classes = [
    'btn',
    `btn--${kind}`,
    small && 'btn--s',
    block && 'btn--block',
    busy && 'btn--busy',
    off && 'btn--off',
    className,
  ];
  return (
    <Tap
      {...(id ? { id } : {})}
      className={classes.filter(Boolean).join(' ')}
      disabled={Boolean(busy || off)}
      spoken={text}
      {...(label === undefined ? {} : { label })}
      {...(onTap ? { onTap } : {})}
    >
      {icon ? <Icon name={icon} /> : null}
      {text ? <Text>{text}</Text> : null}
    </Tap>
  );
}

/** A small tool of the bottom bar: icon over word. */
export function BarTool({ icon, text, onTap }: { icon: string; text: string; onTap: () => void }) {
  return (
    <Tap className="bar-tool" spoken={text} onTap={onTap}>
      <Icon name={icon} />
      <Text>{text}</Text>
    </Tap>
  );
}
