import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import type { listLimits } from '../../../shared/moderation/contract';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { fullDate } from '../../components/when';
import { useLimits } from './use-queue';

type Limit = Reply<typeof listLimits>['items'][number];

/** Reporters who are limited for a time; appeals wait on top, and are decided by somebody who rejected none of the reports. */
export function Limits() {
  const { limits, busy, decide } = useLimits();
  const [deciding, setDeciding] = useState<Limit>();
  if (limits.status === 'loading') return <Skeleton kind="rows" count={3} />;
  if (limits.status === 'error') return <ErrorFace error={limits.error} onRetry={() => void limits.reload()} />;
  const { items } = limits.data;
  return (
    <View className="mod-main">
      {items.length === 0 ? (
        <Empty
          icon="check-circle"
          title="没有人受限"
          text="多次上报被认定为不实或不当的人，会按规则限制一段时间，列在这里。"
        />
      ) : null}
      {items.map((limit) => (
        <View key={limit.id} className="card">
          <View className="row row--between row--wrap">
            <Text className="strong">{limit.person}</Text>
            <Text className="cap-2">
              {limit.lifted ? '已解除' : `每天 ${limit.perDay} 件，到 ${fullDate(limit.until)}`}
            </Text>
          </View>
          <View className="cap-2 gap-1">因为：{limit.reports.join('、')}</View>
          {limit.appeal ? <View className="body-s gap-2">申诉：{limit.appeal.text}</View> : null}
          {limit.decision ? (
            <View className="cap-2 gap-1">
              {limit.decision.by}
              {limit.decision.lift ? '解除' : '维持'}：{limit.decision.text}
            </View>
          ) : limit.mayDecide ? (
            <View className="gap-2">
              <Button small text="决定申诉" onTap={() => setDeciding(limit)} />
            </View>
          ) : limit.appeal ? (
            <View className="cap-2 gap-1">您参与过其中的退件，由另一位派遣员决定。</View>
          ) : null}
        </View>
      ))}
      {deciding ? (
        <Decide
          busy={busy}
          onClose={() => setDeciding(undefined)}
          onDecide={async (lift, text) => {
            if (await decide(deciding.id, lift, text)) setDeciding(undefined);
          }}
        />
      ) : null}
    </View>
  );
}

interface DecideProps {
  busy: boolean;
  onClose: () => void;
  onDecide: (lift: boolean, text: string) => void;
}

function Decide({ busy, onClose, onDecide }: DecideProps) {
  const [text, setText] = useState('');
  const off = !text.trim();
  return (
    <Sheet
      title="决定申诉"
      onClose={onClose}
      foot={
        <View className="row">
          <Button kind="plain" text="维持限制" off={off} busy={busy} onTap={() => onDecide(false, text.trim())} />
          <Button
            className="grow"
            text={off ? '先写理由' : '解除限制'}
            off={off}
            busy={busy}
            onTap={() => onDecide(true, text.trim())}
          />
        </View>
      }
    >
      <Field lines value={text} max={500} hint="理由，会告诉上报人" onChange={setText} />
    </Sheet>
  );
}
