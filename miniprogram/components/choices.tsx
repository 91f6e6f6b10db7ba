import { Text, View } from '@tarojs/components';
import { Chip } from './chip';

interface ChoicesProps<T extends string> {
  label: string;
  note?: string;
  items: readonly { id: T; text: string; icon?: string }[];
  chosen: readonly T[];
  /** several may be chosen; else exactly one */
  many?: boolean;
  onChoose: (id: T) => void;
}

/** A labelled row of chips in a form, one or several of which are chosen. */
export function Choices<T extends string>({ label, note, items, chosen, many, onChoose }: ChoicesProps<T>) {
  return (
    <View>
      <View className="lab">
        <Text>{label}</Text>
        {note ? <Text className="lab-note">{note}</Text> : null}
      </View>
      <View
        className="chips"
        {...(process.env.TARO_ENV === 'h5' ? { role: many ? 'group' : 'radiogroup', 'aria-label': label } : {})}
      >
        {items.map(({ id, text, icon }) => (
          <Chip
            key={id}
            role={many ? 'checkbox' : 'radio'}
            text={text}
            on={chosen.includes(id)}
            onTap={() => onChoose(id)}
            {...(icon ? { icon } : {})}
          />
        ))}
      </View>
    </View>
  );
}

/** The list with one more, or without it. */
export const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
