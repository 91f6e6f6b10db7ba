import { View } from '@tarojs/components';
import { CLOCK_KINDS, type ClockKind } from '../../../shared/clocks';
import { Field } from '../../components/field';
import { Pick } from '../parts/pick';

const KIND_WORDS: Readonly<Record<ClockKind, string>> = {
  urgent_hour: '小时（连续）',
  work_hour: '工作小时',
  work_day: '工作日',
  natural_day: '自然日',
};
/** A limit as it is typed: the number may be half written. */
export interface TypedLimit {
  amount: string;
  kind: ClockKind;
}
export const typed = ({ amount, kind }: { amount: number; kind: ClockKind }): TypedLimit => ({
  amount: String(amount),
  kind,
});
export const entered = ({ amount, kind }: TypedLimit) => ({ amount: Number(amount), kind });

interface Props {
  id?: string;
  label?: string;
  value: TypedLimit;
  onChange: (next: TypedLimit) => void;
  error?: string | undefined;
}

/** A number and its kind of clock. */
export function LimitField({ id, label, value, onChange, error }: Props) {
  return (
    <View className="adm-two">
      <View className="grow">
        <Field
          {...(id ? { id } : {})}
          {...(label ? { label } : {})}
          value={value.amount}
          onChange={(amount) => onChange({ ...value, amount })}
          max={6}
          hint="数字"
          error={error}
        />
      </View>
      <View className="grow">
        <Pick
          hint="计时方式"
          options={CLOCK_KINDS.map((kind) => ({ id: kind, text: KIND_WORDS[kind] }))}
          value={value.kind}
          onPick={(kind) => onChange({ ...value, kind: CLOCK_KINDS.find((one) => one === kind) ?? value.kind })}
        />
      </View>
    </View>
  );
}
