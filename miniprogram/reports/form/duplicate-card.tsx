import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ReportCardView } from '../../../shared/reports/contract';
import { distanceText } from '../../../shared/words';
import { Button } from '../../components/button';
import { categoryIcon } from '../../components/icon';
import { Thumb } from '../../components/photo';
import { StateBadge } from '../../components/state-badge';
import { when } from '../../components/when';
import type { Form } from './use-form';

/** 前面有人报过，是同一处吗？ The likeliest is shown, the others on a tap. */
export function DuplicateCard({ form }: { form: Form }) {
  const { found, busy, second, refuse } = form.duplicate;
  const [all, setAll] = useState(false);
  const [first, ...others] = found;
  if (!first) return null;
  const shown = all ? found : [first];
  return (
    <View className="card card--ask form-dup">
      <View className="strong">{whereOf(first)}有人报过，是同一处吗？</View>
      {shown.map((report) => (
        <View key={report.number} className="form-dup-one">
          <View className="row gap-2">
            <Thumb photo={report.photo} icon={categoryIcon(report.category.icon)} alt="邻居拍的照片" />
            <View className="grow">
              <Text className="body-s clip">{report.excerpt || report.category.name}</Text>
              <Text className="cap-2 clip">{factsOf(report)}</Text>
            </View>
            <StateBadge state={report.status} word={report.statusLabel} late={report.clock?.state === 'late'} />
          </View>
          <Button
            kind="secondary"
            small
            block
            icon="plus-one"
            text="我也遇到了"
            busy={busy === report.number}
            onTap={() => second(report.number)}
          />
        </View>
      ))}
      <View className="form-two">
        {others.length > 0 && !all ? (
          <Button kind="plain" small text={`还有 ${others.length} 件相近的`} onTap={() => setAll(true)} />
        ) : (
          <View />
        )}
        <Button kind="plain" small text={found.length > 1 ? '都不是' : '不是同一处'} onTap={refuse} />
      </View>
    </View>
  );
}

const whereOf = ({ coarse, distanceM }: ReportCardView) => (coarse ? '同一个社区里' : distanceText(distanceM ?? 0));

const factsOf = (report: ReportCardView) =>
  [whereOf(report), when(report.submittedAt, Date.now()), report.seconds ? `${report.seconds} 人也遇到了` : '']
    .filter(Boolean)
    .join(' · ');
