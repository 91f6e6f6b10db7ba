import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { listFailedDeliveries, retryDelivery } from '../../../shared/notifications/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { toast } from '../../components/toast';
import { by } from '../../components/when';

/** For the administrator: messages that could not be sent. They are tried again by themselves; a button does it at once. */
export function Failed() {
  const failed = useCall('failed', () => call(listFailedDeliveries, {}));
  const [busy, setBusy] = useState<string>();
  const retry = async (kind: string, id: string) => {
    setBusy(id);
    try {
      await call(retryDelivery, { params: { kind, id } });
      toast('已重新发送');
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
    }
    setBusy(undefined);
    await failed.reload();
  };
  if (failed.status === 'loading') return <Skeleton kind="rows" count={4} />;
  if (failed.status === 'error') return <ErrorFace error={failed.error} onRetry={() => void failed.reload()} />;
  const { items } = failed.data;
  return (
    <>
      <View className="board-tools">
        <View className="head grow">没发出的消息</View>
        <Button kind="plain" small icon="refresh" text="刷新" onTap={() => void failed.reload()} />
      </View>
      {items.length === 0 ? (
        <Empty title="消息都发出去了" text="没发出的会排在这里，自动重试，间隔逐次加长。" />
      ) : (
        <View className="card card--flush board-table">
          <View className="board-fail board-row--head">
            <Text>编号</Text>
            <Text>原因</Text>
            <Text>试过</Text>
            <Text>等着的</Text>
            <Text>下次重试</Text>
            <Text />
          </View>
          {items.map((one) => (
            <View key={one.id} className="board-fail">
              <Text className="board-no">{one.id}</Text>
              <Text className="lines-2">{one.problem}</Text>
              <Text>{one.tries} 次</Text>
              <Text>{one.waiting} 条</Text>
              <Text>{by(one.nextTryAt, Date.now())}</Text>
              <Button
                kind="plain"
                small
                text="马上重试"
                busy={busy === one.id}
                onTap={() => void retry(one.kind, one.id)}
              />
            </View>
          ))}
        </View>
      )}
    </>
  );
}
