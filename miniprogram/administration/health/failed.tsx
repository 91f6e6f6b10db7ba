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
import { Table } from '../parts/table';

const COLUMNS = [
  { head: '编号', width: '1.6fr' },
  { head: '原因', width: '2fr' },
  { head: '试过', width: '70px' },
  { head: '等着的', width: '80px' },
  { head: '下次重试', width: '170px' },
  { head: '操作', width: '150px' },
];

/** What a message was about. */
const KINDS: Readonly<Record<string, string>> = {
  report: '上报',
  limit: '上报限制',
  adoption: '绿地认养',
  activity: '活动',
  'sign-up': '活动报名',
};

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
      <View className="adm-tools">
        <View className="cap-2 grow">没发出的会自动重试，间隔逐次加长。</View>
        <Button kind="plain" icon="refresh" text="刷新" onTap={() => void failed.reload()} />
      </View>
      {items.length === 0 ? (
        <Empty title="消息都发出去了" text="没发出的会排在这里。" />
      ) : (
        <Table
          columns={COLUMNS}
          rows={items.map((one) => ({
            key: `${one.kind} ${one.id}`,
            cells: [
              <View key="id" className="adm-cell">
                <Text className="strong adm-num">{one.id}</Text>
                <Text className="cap">{KINDS[one.kind] ?? one.kind}</Text>
              </View>,
              <Text key="problem" className="cap lines-2">
                {one.problem}
              </Text>,
              `${one.tries} 次`,
              `${one.waiting} 条`,
              by(one.nextTryAt, Date.now()),
              <Button
                key="retry"
                kind="plain"
                small
                text="马上重试"
                busy={busy === one.id}
                onTap={() => void retry(one.kind, one.id)}
              />,
            ],
          }))}
        />
      )}
    </>
  );
}
