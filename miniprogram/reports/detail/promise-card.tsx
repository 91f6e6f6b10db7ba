import { Text, View } from '@tarojs/components';
import type { ReportView } from '../../../shared/reports/contract';
import { ChiefRow } from '../../components/chief-row';
import { Icon } from '../../components/icon';
import { Tap } from '../../components/tap';
import { Thread } from '../../components/thread';
import { by, when } from '../../components/when';
import { useAppearance } from '../../platform/appearance';

const GOAL = { acceptance: '受理', handling: '办结', rating: '评价' } as const;

/** 还剩 1 个工作日 3 小时 → the word, and the figure that is the promise. */
function splitClock(text: string): { word: string; figure: string } {
  const match = /^(还剩|超了?|已超)\s*(.+)$/.exec(text);
  return match ? { word: match[1] ?? '', figure: match[2] ?? '' } : { word: '', figure: text };
}

/** The promise is the product: the time left is the one big figure, with the person who answers for it. */
export function PromiseCard({ report, onHow }: { report: ReportView; onHow: () => void }) {
  const { clock, responsible } = report;
  const { elder } = useAppearance();
  const now = Date.now();
  const accepted = report.timeline.find((entry) => entry.move === 'accept');
  return (
    <View className="card">
      {clock ? (
        <>
          {elder ? (
            <View className="detail-big">{`${by(clock.dueAt, now, true)}${GOAL[clock.phase]}`}</View>
          ) : (
            <View>
              <Text className="detail-big-w">{splitClock(clock.text).word}</Text>
              <Text className={`detail-big detail-big--${clock.state}`}>{splitClock(clock.text).figure}</Text>
            </View>
          )}
          <View className="gap-2">
            <Thread clock={clock} />
          </View>
          <View className="row row--between row--wrap gap-1">
            <Text className="cap nb">
              {accepted ? `${when(accepted.at, now)} 受理` : `${when(report.submittedAt, now)} 上报`}
            </Text>
            <Text className="cap nb">
              {by(clock.dueAt, now)}
              {GOAL[clock.phase]}
              {clock.provisional ? '（暂定）' : ''}
            </Text>
          </View>
          <Tap className="detail-how" onTap={onHow}>
            <Text>时限怎么算，为什么派给这里</Text>
            <Icon name="chevron-right" />
          </Tap>
          <View className="hr" />
        </>
      ) : null}
      {responsible ? (
        <ChiefRow
          responsible={responsible}
          callable
          plate={undefined}
          note={responsible.department ?? report.street?.name ?? ''}
        />
      ) : null}
    </View>
  );
}
