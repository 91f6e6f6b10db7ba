import { View } from '@tarojs/components';
import type { Reply } from '../../../shared/endpoint';
import type { readMyLimit } from '../../../shared/moderation/contract';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { fullDate } from '../../components/when';
import { go } from '../../platform/go';
import { useLimit } from './use-limit';

type Limit = NonNullable<Reply<typeof readMyLimit>['limit']>;

/** Why one may report so often only, until when, and the one appeal. */
export default function LimitPage() {
  const state = useLimit();
  const { limit } = state;
  return (
    <Page title="上报限制" back="back">
      <View className="wrap">
        {limit.status === 'loading' ? <Skeleton kind="detail" count={1} /> : null}
        {limit.status === 'error' ? <ErrorFace error={limit.error} onRetry={() => void limit.reload()} /> : null}
        {limit.status === 'ready' && !limit.data.limit ? (
          <Empty
            icon="check-circle"
            title="您的上报没有限制"
            text="看到问题，随时可以上报。"
            action={<Button kind="secondary" text="去上报" onTap={() => go.report()} />}
          />
        ) : null}
        {limit.data?.limit ? <Shown limit={limit.data.limit} state={state} /> : null}
      </View>
    </Page>
  );
}

function Shown({ limit, state }: { limit: Limit; state: ReturnType<typeof useLimit> }) {
  const { appeal, decision, lifted } = limit;
  return (
    <>
      <View className="card">
        <View className="head">{lifted ? '限制已解除' : `每天最多上报 ${limit.perDay} 件`}</View>
        <View className="cap-2 gap-1">
          {lifted ? '申诉通过，您可以照常上报。' : `到 ${fullDate(limit.until)} 自动结束。紧急情况不受限制。`}
        </View>
      </View>
      <View className="strong gap-3">因为这些上报被认定为不实或不当</View>
      <View className="card card--flush gap-2">
        {limit.reports.map((number) => (
          <ListRow key={number} icon="list" title={number} onTap={() => go.reportDetail(number)} />
        ))}
      </View>
      {decision ? (
        <View className="card">
          <View className="strong">{decision.lift ? '申诉通过' : '申诉没有通过'}</View>
          <View className="cap-2">{`${decision.by} · ${fullDate(decision.at)}`}</View>
          <View className="body-s gap-2">{decision.text}</View>
        </View>
      ) : appeal ? (
        <Note
          tone="amber"
          icon="clock"
        >{`已在 ${fullDate(appeal.at)} 申诉，由没有参与退件的派遣员决定，结果会发消息给您。`}</Note>
      ) : (
        <View className="card">
          <View className="lab">觉得不对？可以申诉一次</View>
          <Field lines value={state.text} max={500} hint="为什么这些上报是真实的" onChange={state.setText} />
          <View className="gap-3">
            <Button
              id="appeal-send"
              block
              text={state.text.trim() ? '提交申诉' : '先写申诉理由'}
              off={!state.text.trim()}
              busy={state.busy}
              onTap={() => void state.appeal()}
            />
          </View>
        </View>
      )}
    </>
  );
}
