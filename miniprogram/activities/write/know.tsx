import { View } from '@tarojs/components';
import { Field } from '../../components/field';
import type { Writing } from './use-write';

/** What people must know before they come. */
export function Know({ page }: { page: Writing }) {
  const { draft, edit } = page;
  return (
    <View className="card form">
      <Field
        id="risks"
        lines
        label="有什么风险"
        note="报名的人要先看"
        value={draft.risks}
        max={300}
        hint="比如：人行道作业，注意车辆"
        onChange={(risks) => edit({ risks })}
      />
      <Field
        id="insurance"
        lines
        label="保险"
        value={draft.insurance}
        max={200}
        hint="比如：主办方购买当天意外险"
        onChange={(insurance) => edit({ insurance })}
      />
      <Field
        id="bring"
        label="要带什么"
        note="可不填"
        value={draft.bring}
        max={200}
        hint="水杯、帽子"
        onChange={(bring) => edit({ bring })}
      />
    </View>
  );
}
