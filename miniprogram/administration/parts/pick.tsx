import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Tap } from '../../components/tap';

export interface Option {
  id: string;
  text: string;
}
interface PickProps {
  id?: string;
  label?: string;
  hint: string;
  options: readonly Option[];
  value: string | undefined;
  onPick: (id: string) => void;
  error?: string | undefined;
}

const SEARCHED_FROM = 9;
const SHOWN = 60;

/** One of many: closed it says what is chosen, open it is searched by any part of a name. */
export function Pick({ id, label, hint, options, value, onPick, error }: PickProps) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const chosen = options.find((option) => option.id === value);
  const fits = options.filter(({ text }) => text.includes(words.trim()));
  return (
    <View {...(id ? { id } : {})}>
      {label ? <View className="lab">{label}</View> : null}
      <Tap
        className={`adm-pick ${open ? 'adm-pick--open' : ''}`}
        label={`${label ?? hint}：${chosen?.text ?? '还没有选'}`}
        onTap={() => setOpen(!open)}
      >
        <Text className={`grow clip ${chosen ? '' : 'cap-2'}`}>{chosen?.text ?? hint}</Text>
        <Icon name="chevron-right" />
      </Tap>
      {open ? (
        <View className="adm-picks" role="radiogroup" aria-label={label ?? hint}>
          {options.length >= SEARCHED_FROM ? (
            <View className="adm-picks-find">
              <Field icon="search" value={words} onChange={setWords} hint="输入名称查找" max={20} />
            </View>
          ) : null}
          {fits.slice(0, SHOWN).map((option) => (
            <Tap
              key={option.id}
              className={`adm-opt ${option.id === value ? 'adm-opt--on' : ''}`}
              role="radio"
              checked={option.id === value}
              spoken={option.text}
              onTap={() => {
                onPick(option.id);
                setOpen(false);
                setWords('');
              }}
            >
              <Text className="grow">{option.text}</Text>
              {option.id === value ? <Icon name="check" /> : null}
            </Tap>
          ))}
          {fits.length === 0 ? <View className="adm-opt cap-2">没有找到，换个说法试试</View> : null}
          {fits.length > SHOWN ? (
            <View className="adm-opt cap-2">还有 {fits.length - SHOWN} 个，输入名称查找</View>
          ) : null}
        </View>
      ) : null}
      {error ? (
        <View className="help help--err" role="alert">
          <Icon name="warning" />
          <Text>{error}</Text>
        </View>
      ) : null}
    </View>
  );
}

interface PickManyProps {
  id?: string;
  label: string;
  options: readonly Option[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}

/** Several of many: the chosen ones as chips, more are added one by one. */
export function PickMany({ id: name, label, options, values, onChange }: PickManyProps) {
  return (
    <View>
      <Pick
        {...(name ? { id: name } : {})}
        label={label}
        hint="添加一个"
        options={options.filter(({ id }) => !values.includes(id))}
        value={undefined}
        onPick={(id) => onChange([...values, id])}
      />
      {values.length > 0 ? (
        <View className="adm-chips gap-2">
          {values.map((id) => {
            const text = options.find((option) => option.id === id)?.text ?? id;
            return (
              <Tap
                key={id}
                className="chip chip--on"
                label={`去掉${text}`}
                onTap={() => onChange(values.filter((value) => value !== id))}
              >
                <Text>{text}</Text>
                <Icon name="close" />
              </Tap>
            );
          })}
        </View>
      ) : null}
    </View>
  );
}
