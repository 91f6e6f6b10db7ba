import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { ReportCardView } from '../../shared/reports/contract';
import { categoryIcon } from './icon';
import { Thumb } from './photo';
import { shortNumber } from './place-words';
import { StateBadge } from './state-badge';
import { Tap } from './tap';
import { Thread, TimeLeft } from './thread';
import { when } from './when';

interface CardProps {
  report: ReportCardView;
  onTap: () => void;
  /** second line instead of place and number */
  where?: string;
  actions?: ReactNode;
  now: number;
}

/** A case in a list: what, where, who answers and the time left. */
export function ReportCard({ report, onTap, where, actions, now }: CardProps) {
  const { clock } = report;
  const late = clock?.state === 'late';
  const place =
    where ?? [report.address || report.street?.name, `编号 ${shortNumber(report.number)}`].filter(Boolean).join(' · ');
  return (
    <View className={`card card--flush ${late ? 'card--late' : ''}`}>
      <Tap
        className="rep"
        role="link"
        spoken={`${report.category.name}，${late ? '已超期' : report.statusLabel}，${place}`}
        onTap={onTap}
      >
        <View className="rep-top">
          <Thumb photo={report.photo} icon={categoryIcon(report.category.icon)} alt={report.category.name} />
          <View className="grow">
            <View className="row row--between">
              <StateBadge state={report.status} word={report.statusLabel} late={late} />
              <Text className="cap nb">{when(report.submittedAt, now)}</Text>
            </View>
            <Text className="rep-t clip">{report.category.name}</Text>
            <Text className="rep-w clip">{place}</Text>
          </View>
        </View>
        {clock ? (
          <View className="rep-clock">
            <Thread clock={clock} />
            <View className="rep-foot">
              <Text className="grow cap-2 clip">{report.responsible?.label ?? ''}</Text>
              <TimeLeft clock={clock} />
            </View>
          </View>
        ) : null}
      </Tap>
      {actions}
    </View>
  );
}
