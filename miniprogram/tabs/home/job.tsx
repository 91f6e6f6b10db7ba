import { Text, View } from '@tarojs/components';
import type { ReportCardView } from '../../../shared/reports/contract';
import { Button } from '../../components/button';
import { categoryIcon } from '../../components/icon';
import { Thumb } from '../../components/photo';
import { Sheet } from '../../components/sheet';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { Thread, TimeLeft } from '../../components/thread';
import { when } from '../../components/when';
import { go } from '../../platform/go';

interface JobProps {
  report: ReportCardView;
  busy: boolean;
  onAccept: () => void;
  onMore: () => void;
}

/** One case on the desk with the step that comes next, in thumb's reach. */
export function Job({ report, busy, onAccept, onMore }: JobProps) {
  const { can, number, myTask } = report;
  // a department that was asked to help has a clock of its own
  const clock = myTask?.clock ?? report.clock;
  const late = clock?.state === 'late';
  const second = can.transfer && !can.accept ? 'transfer' : 'return';
  return (
    <View className={`card job ${late ? 'card--late' : ''}`}>
      <Tap
        role="link"
        spoken={`${report.category.name}，${report.address}，${clock?.text ?? report.statusLabel}`}
        onTap={() => go.handle(number)}
      >
        <View className="rep-top">
          <Thumb photo={report.photo} icon={categoryIcon(report.category.icon)} alt={report.category.name} />
          <View className="grow">
            <View className="row row--between row--wrap">
              <StateBadge
                state={report.status}
                word={myTask ? '请您协办' : report.status === 'assigned' ? '待受理' : report.statusLabel}
                late={late}
              />
              {clock ? <TimeLeft clock={clock} /> : null}
            </View>
            <Text className="job-t clip">{report.category.name}</Text>
            <Text className="cap-2 clip">
              {[report.address || report.street?.name, when(report.submittedAt, Date.now())].join(' · ')}
            </Text>
          </View>
        </View>
        {myTask ? <Text className="body-s gap-2">{myTask.ask}</Text> : null}
        {report.clock && !myTask ? (
          <View className="job-clock">
            <Thread clock={report.clock} />
          </View>
        ) : null}
      </Tap>
      <View className="job-acts gap-2">
        {can.accept ? <Button kind="primary" icon="accept" text="受理" busy={busy} onTap={onAccept} /> : null}
        {!can.accept && can.resolve ? (
          <Button kind="primary" icon="camera" text="拍照办结" onTap={() => go.handle(number, 'camera')} />
        ) : null}
        {myTask ? (
          <Button kind="primary" icon="check" text="反馈结果" onTap={() => go.handle(number, 'joint-answer')} />
        ) : null}
        {!can.accept && !can.resolve && !myTask ? (
          <Button kind="secondary" icon="eye" text={can.note ? '去处理' : '看经过'} onTap={() => go.handle(number)} />
        ) : null}
        {can[second] ? (
          <Button
            kind="plain"
            icon={second}
            text={second === 'transfer' ? '转办' : '不归我'}
            onTap={() => go.handle(number, second)}
          />
        ) : (
          <View />
        )}
        <Button kind="plain" icon="more" text="" label="更多：回复、转办、退回" onTap={onMore} />
      </View>
    </View>
  );
}

/** The steps that come less often. */
export function More({ report, onClose }: { report: ReportCardView; onClose: () => void }) {
  const open = (what: 'reply' | 'transfer' | 'return' | undefined) => {
    onClose();
    go.handle(report.number, what);
  };
  const { can } = report;
  return (
    <Sheet title={report.category.name} onClose={onClose}>
      <View className="desk-menu">
        {can.reply ? <Button kind="plain" block icon="reply" text="回复居民" onTap={() => open('reply')} /> : null}
        {can.transfer ? (
          <Button kind="plain" block icon="transfer" text="转给别的单位" onTap={() => open('transfer')} />
        ) : null}
        {can.return ? (
          <Button kind="plain" block icon="return" text="不归我，退回改派" onTap={() => open('return')} />
        ) : null}
        <Button kind="plain" block icon="list" text="看全部经过" onTap={() => open(undefined)} />
      </View>
    </Sheet>
  );
}
