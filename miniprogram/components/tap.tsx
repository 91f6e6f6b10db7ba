import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

interface TapProps {
  className?: string;
  onTap?: () => void;
  /** what a screen reader says; needed where no word is inside */
  label?: string;
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
export function aria(
  role: string,
  props: { label?: string; checked?: boolean; selected?: boolean; disabled?: boolean },
) {
  return {
    ...(process.env.TARO_ENV === 'h5' ? { role, tabIndex: props.disabled ? -1 : 0 } : { 'aria-role': role }),
    ...(props.label === undefined ? {} : { 'aria-label': props.label }),
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
