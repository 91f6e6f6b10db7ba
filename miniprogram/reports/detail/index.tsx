import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ReportView } from '../../../shared/reports/contract';
import { BarTool, Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { StateBadge } from '../../components/state-badge';
import { go } from '../../platform/go';
import { useShareAppMessage } from '../../platform/page';
import { Course } from './course';
import './index.scss';
import { PromiseCard } from './promise-card';
import { PromiseSheet } from './promise-sheet';
import { RateCard, RatedCard } from './rate-card';
import { ResultCard } from './result-card';
import { useDetail, useRating } from './use-detail';

export default function ReportDetail() {
  const detail = useDetail();
  const rating = useRating(detail);
  const [how, setHow] = useState(false);
  const shown = detail.report.data;
  useShareAppMessage(() => ({
    title: shown ? `${shown.category.name}：${shown.statusLabel}` : '彝城共治',
    path: `/reports/detail/index?number=${detail.number}`,
  }));
  return (
    <Page
      title="上报详情"
      back="back"
      bar={shown ? <Actions report={shown} detail={detail} rating={rating} /> : undefined}
    >
      <View className="wrap">
        {detail.report.status === 'loading' ? <Skeleton kind="detail" count={2} /> : null}
        {detail.report.status === 'error' ? (
          <ErrorFace error={detail.report.error} onRetry={() => void detail.report.reload()} />
        ) : null}
        {shown ? (
          <>
            <Head report={shown} />
            {shown.result ? <ResultCard report={shown} /> : null}
            {shown.can.rate ? <RateCard rating={rating} report={shown} /> : null}
            {shown.rating ? <RatedCard rating={shown.rating} /> : null}
            {shown.responsible && !shown.result ? <PromiseCard report={shown} onHow={() => setHow(true)} /> : null}
            <Course report={shown} />
          </>
        ) : null}
      </View>
      {how && shown ? <PromiseSheet report={shown} onClose={() => setHow(false)} /> : null}
    </Page>
  );
}

function Head({ report }: { report: ReportView }) {
  return (
    <View className="detail-head">
      <View className="row row--wrap">
        <StateBadge state={report.status} word={report.statusLabel} late={report.clock?.state === 'late'} />
        <Text className="cap nb">编号 {report.number}</Text>
        {report.visibility === 'private' ? (
          <View className="row cap">
            <Icon name="lock" className="detail-lock" />
            <Text>不公开</Text>
          </View>
        ) : null}
      </View>
      <View className="detail-t">{report.category.name}</View>
      <View className="row cap-2">
        <Icon name="location" className="detail-pin" />
        <Text>{report.address || report.street?.name || report.divisions.map((one) => one.name).join(' · ')}</Text>
      </View>
    </View>
  );
}

interface ActionsProps {
  report: ReportView;
  detail: ReturnType<typeof useDetail>;
  rating: ReturnType<typeof useRating>;
}

/** One primary action at a time: rate, handle, or report another. */
function Actions({ report, detail, rating }: ActionsProps) {
  const { can } = report;
  const works = can.accept || can.resolve || can.assign || can.reply;
  return (
    <>
      {can.withdraw ? <BarTool icon="withdraw" text="撤回" onTap={() => void detail.withdraw(report)} /> : null}
      {report.visibility === 'public' ? (
        <BarTool icon="share" text="分享" onTap={() => void detail.share(report)} />
      ) : null}
      {can.rate ? (
        <Button
          id="rate"
          text={rating.missing ?? '提交评价'}
          off={Boolean(rating.missing)}
          busy={detail.busy}
          onTap={rating.send}
        />
      ) : works ? (
        <Button icon="wrench" text="去处理" onTap={() => go.handle(report.number)} />
      ) : (
        <Button kind="primary" icon="camera" text="再报一件" onTap={() => go.report({ camera: '1' })} />
      )}
    </>
  );
}
