import { View } from '@tarojs/components';
import type { ReportView } from '../../shared/reports/contract';
import { Note } from './note';
import { by } from './when';

const REFERRAL = { sent: '材料已送出，等回执', received: '材料已被接收，等结果', done: '已有结果' } as const;

/** A chief's order and a referral, each in one sentence; nothing where there is none. */
export function OrderNotes({ report }: { report: Pick<ReportView, 'facts'> }) {
  const { supervision, referral } = report.facts;
  return (
    <>
      {supervision && supervision.state !== 'answered' ? (
        <View className="gap-3">
          <Note tone={supervision.state === 'overdue' ? 'torch' : 'amber'} icon="urge">
            {supervision.by}督办，
            {supervision.state === 'overdue' ? '到期还没有答复' : `${by(supervision.dueAt, Date.now())}要答复`}
          </Note>
        </View>
      ) : null}
      {referral ? (
        <View className="gap-3">
          <Note icon="shield">
            已依法移送{referral.to}：{REFERRAL[referral.state]}。这件上报不再公开。
            {referral.documents ? (
              <View className="cap-2 gap-1">
                材料：{referral.documents.map((one) => `${one.name} ${one.copies} 份`).join('、')}
              </View>
            ) : null}
          </Note>
        </View>
      ) : null}
    </>
  );
}
