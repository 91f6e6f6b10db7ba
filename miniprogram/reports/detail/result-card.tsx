import { Text, View } from '@tarojs/components';
import type { ReportView } from '../../../shared/reports/contract';
import { BeforeAfter } from '../../components/before-after';
import { splitLabel } from '../../components/chief-row';
import { lasting, when } from '../../components/when';

/** What it was, what it is now, in whose words, and how long it took. */
export function ResultCard({ report }: { report: ReportView }) {
  const { result, responsible, photos } = report;
  if (!result) return null;
  const now = Date.now();
  const before = photos[0];
  const after = result.photos[0];
  const { name, post } = splitLabel(responsible?.label ?? '');
  return (
    <View className="card card--flush">
      {after ? (
        <BeforeAfter
          {...(before ? { before: { photo: before, caption: `处理前 ${when(report.submittedAt, now)}` } } : {})}
          after={{ photo: after, caption: `处理后 ${when(result.at, now)}` }}
        />
      ) : null}
      <View className="detail-res">
        <View className="body-s">{result.text}</View>
        {name ? (
          <View className="row gap-3">
            <View className="face face--s" aria-hidden="true">
              {name.slice(0, 1)}
            </View>
            <Text className="cap-2 grow">
              {post} {name}
            </Text>
            <Text className="cap nb">用时 {lasting(report.submittedAt, result.at)}</Text>
          </View>
        ) : null}
      </View>
    </View>
  );
}
