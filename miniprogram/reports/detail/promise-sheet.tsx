import { View } from '@tarojs/components';
import type { ReportView } from '../../../shared/reports/contract';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { fullDate } from '../../components/when';

/** How the promise is counted and why it went where it went. */
export function PromiseSheet({ report, onClose }: { report: ReportView; onClose: () => void }) {
  const { promise, why } = report;
  return (
    <Sheet title="时限怎么算" onClose={onClose}>
      <View className="card card--flush">
        <ListRow title={promise.acceptText} note={`最晚 ${fullDate(promise.acceptBy)}`} />
        <ListRow title={promise.resolveText} note={`最晚 ${fullDate(promise.resolveBy)}`} />
      </View>
      <View className="gap-3">
        <Note icon="clock">
          工作小时只算工作日 8–12 点、14–18 点；工作日不算周末和法定节假日，调休上班的算。写“小时”的不停表，夜里也算。
        </Note>
      </View>
      {promise.provisional ? (
        <View className="gap-2">
          <Note tone="amber" icon="calendar">
            明年的放假安排还没公布，公布后这个日期可能会调，会告诉您。
          </Note>
        </View>
      ) : null}
      <View className="strong gap-4">为什么派给这里</View>
      <View className="card card--flush gap-2">
        {why.map((line) => (
          <View key={line} className="lrow lrow--plain">
            {line}
          </View>
        ))}
      </View>
    </Sheet>
  );
}
