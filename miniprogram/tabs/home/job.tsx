import { Text, View } from '@tarojs/components';
import type { ReportCardView } from '../../../shared/reports/contract';
import { Button } from '../../components/button';
import { categoryIcon } from '../../components/icon';
import { Thumb } from '../../components/photo';
import { Sheet } from '../../components/sheet';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { Thread, TimeLeft } from '../../components/thread';
import { by, when } from '../../components/when';
import { useAppearance } from '../../platform/appearance';
import { dial } from '../../platform/device';
import { go } from '../../platform/go';

interface JobProps {
  report: ReportCardView;
  busy: boolean;
  onAccept: () => void;
  onMore: () => void;
}

/** A check or a call waits on a case that is done otherwise. */
function taskOf({ can, facts }: ReportCardView) {
  if (can['verify-pass'])
    return { word: '待核查', act: '去核查', icon: 'eye', dueAt: facts.verification?.dueAt ?? null } as const;
  if (can['call-back'])
    return { word: '待回访', act: '去回访', icon: 'phone', dueAt: facts.callback?.dueAt ?? null } as const;
  return undefined;
}

/** What somebody who only oversees can still decide. */
const DECISIONS = ['assign', 'grant-extension', 'grant-suspension', 'grant-reopen', 'uphold'] as const;

/** One case on the desk with the step that comes next, in thumb's reach. */
export function Job({ report, busy, onAccept, onMore }: JobProps) {
  const { can, number, myTask, responsible } = report;
  const { elder } = useAppearance();
  // a department that was asked to help has a clock of its own
  const clock = myTask?.clock ?? report.clock;
  const late = clock?.state === 'late';
  const task = taskOf(report);
  const own = can.accept || can.resolve;
  const decides = DECISIONS.some((move) => can[move]);
  const phone = own || task || myTask ? null : responsible?.dutyPhone;
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
                word={
                  myTask ? '请您协办' : (task?.word ?? (report.status === 'assigned' ? '待受理' : report.statusLabel))
                }
                late={late}
              />
              {clock ? <TimeLeft clock={clock} /> : null}
            </View>
            <Text className="job-t clip">{report.category.name}</Text>
            {task?.dueAt ? (
              <Text className="cap-2 amber-text">{`${by(task.dueAt, Date.now())}${task.act.slice(1)}`}</Text>
            ) : null}
            {own || task || myTask || !responsible ? null : (
              <Text className="cap-2 clip">{`由${responsible.label}负责`}</Text>
            )}
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
        {own || myTask ? null : (
          <Button
            kind={task ? 'primary' : 'secondary'}
            icon={task?.icon ?? 'eye'}
            text={task?.act ?? (decides ? '去处理' : '看经过')}
            onTap={() => go.handle(number)}
          />
        )}
        {can[second] ? (
          <Button
            kind="plain"
            // large words fill the button by themselves
            {...(elder ? {} : { icon: second })}
            text={second === 'transfer' ? '转办' : '不归我'}
            onTap={() => go.handle(number, second)}
          />
        ) : phone ? (
          <Button
            kind="plain"
            {...(elder ? {} : { icon: 'phone' })}
            text="打电话"
            label={`打电话给${responsible?.label}`}
            onTap={() => dial(phone)}
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
