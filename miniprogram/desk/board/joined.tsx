import { View } from '@tarojs/components';
import { useState } from 'react';
import { LIMITS, type ReportView } from '../../../shared/reports/contract';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { when } from '../../components/when';
import { useSplit } from './use-merge';

type One = ReportView['joined'][number];

/** What was merged into this one; a dispatcher splits off again what turned out to be another matter. */
export function Joined({ report, onChange }: { report: ReportView; onChange: () => void }) {
  const [parting, setParting] = useState<One>();
  const [text, setText] = useState('');
  const { busy, split } = useSplit(() => {
    setParting(undefined);
    setText('');
    onChange();
  });
  if (report.joined.length === 0) return null;
  const now = Date.now();
  return (
    <View className="card">
      <View className="strong">{`并入的 ${report.joined.length} 件`}</View>
      {report.joined.map((one) => (
        <View key={one.number} className="joint-i">
          <View className="grow">
            <View className="body-s lines-2">{one.excerpt || one.address}</View>
            <View className="cap">{`${one.number} · ${when(one.mergedAt, now)}并入`}</View>
          </View>
          {report.can.moderate ? (
            <Button
              id={`split-${one.number}`}
              kind="plain"
              small
              icon="return"
              text="拆开"
              onTap={() => setParting(one)}
            />
          ) : null}
        </View>
      ))}
      {parting ? (
        <Sheet
          title="从并案中拆开"
          onClose={() => setParting(undefined)}
          foot={
            <Button
              id="split-send"
              block
              text={text.trim() ? '拆开，恢复办理' : '先写拆开的理由'}
              off={!text.trim()}
              busy={busy}
              onTap={() => void split(parting.number, parting.version, text.trim())}
            />
          }
        >
          <View className="cap-2 move-part">{`${parting.number} 会回到并案之前的状态、责任单位和剩下的时限。`}</View>
          <Field lines value={text} max={LIMITS.moveText} hint="为什么不是同一件事" onChange={setText} />
        </Sheet>
      ) : null}
    </View>
  );
}
