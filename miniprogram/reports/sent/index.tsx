import { Text, View } from '@tarojs/components';
import type { ReportView } from '../../../shared/reports/contract';
import { Button } from '../../components/button';
import { ChiefRow } from '../../components/chief-row';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Page } from '../../components/page';
import { TimeLeft } from '../../components/thread';
import { Timeline } from '../../components/timeline';
import { by } from '../../components/when';
import { useAppearance } from '../../platform/appearance';
import { go } from '../../platform/go';
import './index.scss';
import { useSent } from './use-sent';

/** The thanks are a promise: who has it, by when it is accepted, by when it is done. */
export default function SentPage() {
  const sent = useSent();
  return (
    <Page back="close" onBack={go.home}>
      <View className="wrap">
        {sent.status === 'loading' ? <Skeleton kind="detail" count={2} /> : null}
        {sent.status === 'error' ? <ErrorFace error={sent.error} onRetry={() => void sent.reload()} /> : null}
        {sent.data ? <Thanks report={sent.data} /> : null}
      </View>
    </Page>
  );
}

function Thanks({ report }: { report: ReportView }) {
  const { elder } = useAppearance();
  const now = Date.now();
  const { promise, responsible } = report;
  const waiting = report.status === 'submitted';
  return (
    <>
      <View className="sent-top">
        <View className="sent-seal" aria-hidden="true" />
        <View className="sent-t" {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': '1' } : {})}>
          {waiting ? '已收到，正在分派' : `已派给${responsible?.label ?? '责任单位'}`}
        </View>
        <View className="sent-p">
          <View>
            <Text className="sent-b">{by(promise.acceptBy, now, elder)}</Text>受理
          </View>
          <View>
            <Text className="sent-b">{by(promise.resolveBy, now, elder)}</Text>办结
          </View>
          {promise.provisional ? <View className="cap">明年放假安排还没公布，日期可能会调</View> : null}
        </View>
      </View>
      <View className="card">
        {responsible ? (
          <>
            <ChiefRow
              responsible={responsible}
              callable
              note={responsible.dutyPhone ? '急事可以打值班电话' : '有进展会告诉您'}
            />
            <View className="hr" />
          </>
        ) : null}
        <Timeline
          steps={[
            {
              id: 'accept',
              what: '受理',
              kind: 'now',
              who: '看过后会告诉您谁来办',
              ...(report.clock ? { tail: <TimeLeft clock={report.clock} /> } : {}),
            },
            { id: 'handle', what: '处理', kind: 'next', who: '办好要拍照，您能看到前后对比' },
            { id: 'rate', what: '您来评价', kind: 'next', who: '满意不满意，您说了算' },
          ]}
        />
      </View>
      <View className="sent-acts">
        <Button text="看进度" onTap={() => go.reportDetailInstead(report.number)} />
        <Button kind="plain" icon="camera" text="再报一件" onTap={go.reportInstead} />
      </View>
      <View className="cap center gap-4">编号 {report.number} · 受理前您可以撤回</View>
    </>
  );
}
