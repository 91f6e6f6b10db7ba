import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Field } from '../../components/field';

export interface RelativeDraft {
  id: string;
  name: string;
  birthYear: string;
}

/** Whether every line can be sent. */
export const isWhole = (family: readonly RelativeDraft[]) =>
  family.every(({ name, birthYear }) => name.trim().length > 1 && /^(19|20)\d{2}$/.test(birthYear));

/** Family members who come along, a name and a year of birth each. */
export function FamilyFields({
  family,
  most,
  onAdd,
  onChange,
}: {
  family: readonly RelativeDraft[];
  most: number;
  onAdd: () => void;
  onChange: (family: RelativeDraft[]) => void;
}) {
  const put = (id: string, change: Partial<RelativeDraft>) =>
    onChange(family.map((one) => (one.id === id ? { ...one, ...change } : one)));
  return (
    <View>
      {family.map(({ id, name, birthYear }, i) => (
        <View key={id} className="fam gap-2">
          <View className="grow">
            <Field
              id={`relative-${i}`}
              label={`家人 ${i + 1}`}
              value={name}
              max={20}
              hint="姓名"
              onChange={(text) => put(id, { name: text })}
            />
          </View>
          <View className="fam-year">
            <Field
              id={`relative-year-${i}`}
              label="出生年份"
              type="number"
              value={birthYear}
              max={4}
              hint="2016"
              onChange={(text) => put(id, { birthYear: text })}
            />
          </View>
          <Button
            kind="quiet"
            icon="trash"
            text=""
            label={`不带家人 ${i + 1}`}
            onTap={() => onChange(family.filter((one) => one.id !== id))}
          />
        </View>
      ))}
      {family.length < most ? (
        <Button
          id="add-relative"
          kind="quiet"
          icon="plus"
          text={family.length === 0 ? '写下同行家人' : '再加一位家人'}
          onTap={onAdd}
        />
      ) : null}
    </View>
  );
}
