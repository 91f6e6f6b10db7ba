import { Text, View } from '@tarojs/components';
import type { JointTaskView, ReportView } from '../../shared/reports/contract';
import { Icon } from './icon';
import { TimeLeft } from './thread';
import { when } from './when';

const LOOKS: Record<JointTaskView['state'], { icon: string; tone: string }> = {
  open: { icon: 'wrench', tone: '' },
  answered: { icon: 'check', tone: 'jade-text' },
  released: { icon: 'withdraw', tone: '' },
};

/** Who works on it together, in plain words: the lead first, then every department with what it was asked for. */
export function JointCard({ report }: { report: Pick<ReportView, 'joint' | 'responsible' | 'result'> }) {
  const { joint, responsible } = report;
  if (joint.length === 0) return null;
  const now = Date.now();
  const open = joint.filter((task) => task.state === 'open').length;
  return (
    <View className="card">
      <View className="row row--between">
        <Text className="strong">几个单位一起办</Text>
        <Text className="cap nb">{open ? `${open} 个还没反馈` : '都已反馈'}</Text>
      </View>
      {responsible ? (
        <View className="joint-i">
          <Icon name="star-fill" className="jade-text" />
          <View className="grow">
            <View className="body-s strong">{responsible.label}</View>
            <View className="cap-2">主办，等各单位反馈后办结</View>
          </View>
        </View>
      ) : null}
      {joint.map((task) => (
        <View key={task.id} className="joint-i">
          <Icon name={LOOKS[task.state].icon} className={LOOKS[task.state].tone} />
          <View className="grow">
            <View className="row row--between row--wrap">
              <Text className="body-s strong">{task.department}</Text>
              <Text className="cap-2 nb">
                {task.stateText}
                {task.endedAt ? ` · ${when(task.endedAt, now)}` : ''}
              </Text>
            </View>
            <View className="cap-2">{task.ask}</View>
            {task.clock ? <TimeLeft clock={task.clock} /> : null}
          </View>
        </View>
      ))}
    </View>
  );
}
