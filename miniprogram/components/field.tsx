import { Input, Text, Textarea, View } from '@tarojs/components';
import { useState } from 'react';
import { Icon } from './icon';

interface FieldProps {
  label?: string;
  note?: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** what is wrong and what to do about it */
  error?: string | undefined;
  help?: string;
  max?: number;
  type?: 'text' | 'number' | 'nickname';
  /** several lines; `bare` is the report's own words, which need no box */
  lines?: boolean;
  bare?: boolean;
  focus?: boolean;
  id?: string;
  icon?: string;
  onConfirm?: () => void;
}

export function Field(props: FieldProps) {
  const { label, note, value, onChange, hint = '', error, help, max = 140, lines, bare, id, icon } = props;
  const [focused, setFocused] = useState(false);
  const box = ['in', lines && 'in--area', bare && 'in--bare', focused && !bare && 'in--focus', error && 'in--err'];
  const common = {
    value,
    placeholder: hint,
    placeholderClass: 'in-hint',
    maxlength: max,
    'aria-label': label ?? hint,
    onFocus: () => setFocused(true),
    onBlur: (event: { detail: { value?: string } }) => {
      setFocused(false);
      // WeChat's nickname suggestion arrives with the blur, not with an input.
      if (props.type === 'nickname' && event.detail.value !== undefined) onChange(event.detail.value);
    },
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    ...(id ? { id } : {}),
    ...(props.focus ? { focus: true } : {}),
  };
  return (
    <View>
      {label ? (
        <View className="lab">
          <Text>{label}</Text>
          {note ? <Text className="lab-note">{note}</Text> : null}
        </View>
      ) : null}
      <View className={box.filter(Boolean).join(' ')}>
        {icon ? <Icon name={icon} /> : null}
        {lines ? (
          <Textarea
            className="in-text"
            autoHeight={process.env.TARO_ENV === 'weapp'}
            showConfirmBar={false}
            disableDefaultPadding
            {...common}
          />
        ) : (
          <Input className="in-box" type={props.type ?? 'text'} onConfirm={() => props.onConfirm?.()} {...common} />
        )}
      </View>
      {error ? (
        <View className="help help--err" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
          <Icon name="warning" />
          <Text>{error}</Text>
        </View>
      ) : help ? (
        <View className="help">{help}</View>
      ) : null}
    </View>
  );
}
