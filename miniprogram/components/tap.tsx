import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

interface TapProps {
  className?: string;
  onTap?: () => void;
  /** what a screen reader says where no word is inside; it must contain the words that are */
  label?: string;
  /** the words inside, put in order for WeChat's reader, which does not gather them as browsers do */
  spoken?: string;
  role?: 'button' | 'tab' | 'radio' | 'switch' | 'link' | 'checkbox';
  checked?: boolean;
  selected?: boolean;
  disabled?: boolean;
  id?: string;
}

/**
 * Anything that answers to a finger. Screen readers are told its role in each platform's own way: the browser reads
 * `role`, WeChat `aria-role`. An undefined aria value must not be passed at all: Taro writes it as the word "undefined".
 */
function aria(
  role: string,
  props: { label?: string; spoken?: string; checked?: boolean; selected?: boolean; disabled?: boolean },
) {
  const label = process.env.TARO_ENV === 'h5' ? props.label : (props.label ?? props.spoken);
  return {
    ...(process.env.TARO_ENV === 'h5' ? { role, tabIndex: props.disabled ? -1 : 0 } : { 'aria-role': role }),
    ...(label === undefined ? {} : { 'aria-label': label }),
    ...(props.checked === undefined ? {} : { 'aria-checked': String(props.checked) }),
    ...(props.selected === undefined ? {} : { 'aria-selected': String(props.selected) }),
    ...(props.disabled ? { 'aria-disabled': 'true' } : {}),
  };
}

export function Tap(props: PropsWithChildren<TapProps>) {
  const { className = '', onTap, role = 'button', disabled, id, children } = props;
  return (
    <View
      {...(id ? { id } : {})}
      className={className}
      hoverClass={disabled ? 'none' : 'press'}
      hoverStayTime={80}
      onClick={(event) => {
        event.stopPropagation();
        if (!disabled) onTap?.();
      }}
      {...aria(role, props)}
    >
      {children}
    </View>
  );
}
