import { View } from '@tarojs/components';
import { useState } from 'react';
import { type AskedMove, signUpMove } from '../../../shared/activities/sign-ups';
import type { AttendeeView } from '../../../shared/activities/staff-contract';
import { clockText } from '../../../shared/words';
import { dayOf, instantOn } from '../../../shared/workdays';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Sheet } from '../../components/sheet';

/** `HH:MM` on the day of an instant, as an instant. */
const onDay = (clock: string, day: string): string | undefined => {
  const match = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(clock.trim());
  if (!match) return undefined;
  return new Date(instantOn(dayOf(Date.parse(day)), (Number(match[1]) * 60 + Number(match[2])) * 60_000)).toISOString();
};

/** One act by hand: the times it asks for, and the reason. */
export function ActSheet({
  row,
  move,
  shift,
  onClose,
  onSend,
}: {
  row: AttendeeView;
  move: AskedMove;
  shift: { from: string; to: string };
  onClose: () => void;
  onSend: (input: { text: string; inAt?: string; outAt?: string }) => void;
}) {
  const table = signUpMove(move);
  const [text, setText] = useState('');
  const [inAt, setIn] = useState(clockText(new Date(row.inAt ?? shift.from)));
  const [outAt, setOut] = useState(clockText(new Date(row.outAt ?? shift.to)));
  const asksIn = table.times === 'in' || table.times === 'both';
  const asksOut = table.times === 'out' || table.times === 'both';
  const [from, to] = [onDay(inAt, shift.from), onDay(outAt, shift.to)];
  const missing =
    (asksIn && !from) || (asksOut && !to)
      ? '时间写成 07:00'
      : table.text === 'required' && !text.trim()
        ? '先写明原因'
        : undefined;
  return (
    <Sheet
      title={`${table.label}：${row.name}`}
      onClose={onClose}
      foot={
        <Button
          id="send-act"
          block
          text={missing ?? table.label}
          off={Boolean(missing)}
          onTap={() =>
            onSend({ text: text.trim(), ...(asksIn && from && { inAt: from }), ...(asksOut && to && { outAt: to }) })
          }
        />
      }
    >
      {asksIn ? <Field id="in-at" label="到场时间" value={inAt} max={5} hint="07:00" onChange={setIn} /> : null}
      {asksOut ? <Field id="out-at" label="离开时间" value={outAt} max={5} hint="09:00" onChange={setOut} /> : null}
      {table.text === 'none' ? null : (
        <View className="gap-2">
          <Field
            id="reason"
            lines
            label={move === 'answer' ? '答复' : '原因'}
            note={table.text === 'required' ? '本人会看到' : '可不写'}
            value={text}
            max={300}
            hint={move === 'answer' ? '核对的结果' : '比如：手机没电'}
            onChange={setText}
          />
        </View>
      )}
    </Sheet>
  );
}
