import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { flagReport } from '../../../shared/moderation/contract';
import type { ReportView } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { FlagSheet } from '../../components/flag-sheet';
import { Icon } from '../../components/icon';
import { JointCard } from '../../components/joint-card';
import { MoveSheet } from '../../components/move-sheet';
import { Note } from '../../components/note';
import { OrderNotes } from '../../components/order-notes';
import { Page } from '../../components/page';
import { StateBadge } from '../../components/state-badge';
import { useShareAppMessage } from '../../platform/page';
import { Actions } from './actions';
import { Course } from './course';
import { FactsLine } from './facts-line';
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
  const [flagging, setFlagging] = useState(false);
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
            {shown.askedAs ? (
              <View className="move-part">
                <Note icon="list">{`编号 ${shown.askedAs} 和这一件是同一问题，已并案，看这一件就能知道进展。`}</Note>
              </View>
            ) : null}
            <OrderNotes report={shown} />
            {shown.result ? <ResultCard report={shown} /> : null}
            {shown.can.rate ? <RateCard rating={rating} report={shown} /> : null}
            {shown.rating ? <RatedCard rating={shown.rating} /> : null}
            {shown.responsible && !shown.result ? <PromiseCard report={shown} onHow={() => setHow(true)} /> : null}
            <JointCard report={shown} />
            <NotFixed detail={detail} report={shown} />
            <Course report={shown} />
            {shown.can.flag ? (
              <View className="center">
                <Button kind="quiet" icon="shield" text="举报这条内容" onTap={() => setFlagging(true)} />
              </View>
            ) : null}
          </>
        ) : null}
      </View>
      {detail.sheet && shown ? (
        <MoveSheet
          move={detail.sheet}
          report={shown}
          busy={detail.busy}
          onClose={() => detail.setSheet(undefined)}
          onSend={async (step, done) => {
            if (await detail.move(step, done)) detail.setSheet(undefined);
          }}
        />
      ) : null}
      {flagging && shown ? (
        <FlagSheet
          title="举报这条内容"
          hint="事情没办好，请用“催一催”或“补充”。"
          onSend={(body) => call(flagReport, { params: { number: shown.number }, body })}
          onClose={() => setFlagging(false)}
        />
      ) : null}
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
      <FactsLine report={report} />
    </View>
  );
}

/** Sent back once by right, later on request; said in torch, because work comes back. */
function NotFixed({ report, detail }: { report: ReportView; detail: ReturnType<typeof useDetail> }) {
  const move = report.can['not-fixed'] ? 'not-fixed' : report.can['request-reopen'] ? 'request-reopen' : undefined;
  if (!move) return null;
  return (
    <View className="center detail-fix">
      <Button
        kind="quiet"
        icon="rework"
        className="torch-text"
        text={move === 'not-fixed' ? '其实没弄好，退回重办' : '又没弄好，申请再次返工'}
        onTap={() => detail.setSheet(move)}
      />
    </View>
  );
}
