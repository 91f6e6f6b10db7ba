import { View } from '@tarojs/components';
import type { ReportView } from '../../../shared/reports/contract';
import { RATING_REASON_NAMES, RATING_REASONS } from '../../../shared/reports/rating';
import { Chip } from '../../components/chip';
import { Field } from '../../components/field';
import { Rating } from '../../components/rating';
import { by, when } from '../../components/when';
import type { useRating } from './use-detail';

export function RateCard({ rating, report }: { rating: ReturnType<typeof useRating>; report: ReportView }) {
  return (
    <>
      <View className="card">
        <View className="head detail-ask">这次处理，您满意吗？</View>
        <Rating score={rating.score} onChoose={rating.setScore} />
        {rating.bad ? (
          <View className="gap-4">
            <View className="lab">哪里不满意，我们会回访</View>
            <View className="chips">
              {RATING_REASON_NAMES.map((reason) => (
                <Chip
                  key={reason}
                  role="checkbox"
                  text={RATING_REASONS[reason]}
                  on={rating.reasons.includes(reason)}
                  onTap={() => rating.toggle(reason)}
                />
              ))}
            </View>
          </View>
        ) : null}
        <View className="gap-3">
          <Field lines value={rating.text} max={500} hint="想说点什么（不公开您的名字）" onChange={rating.setText} />
        </View>
      </View>
      {report.clock?.phase === 'rating' ? (
        <View className="cap center gap-2 detail-auto">
          {by(report.clock.dueAt, Date.now())}没有评价会自动结案，不算进满意率
        </View>
      ) : null}
    </>
  );
}

export function RatedCard({ rating }: { rating: NonNullable<ReportView['rating']> }) {
  const words = [...rating.reasons, rating.text].filter(Boolean).join('；');
  return (
    <View className="card">
      <View className="row row--between">
        <View className="strong">您的评价：{rating.scoreText}</View>
        <View className="cap nb">{when(rating.at, Date.now())}</View>
      </View>
      {words ? <View className="body-s gap-2">{words}</View> : null}
    </View>
  );
}
