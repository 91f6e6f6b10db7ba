import { View } from '@tarojs/components';
import { useState } from 'react';
import { changeMessageSetting, readMessageSettings } from '../../../shared/notifications/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Sheet } from '../../components/sheet';
import { SwitchRow } from '../../components/switch';
import { toast } from '../../components/toast';

type Kind = Awaited<ReturnType<typeof read>>['items'][number]['kind'];
const read = () => call(readMessageSettings);

/** Which kinds of messages one receives; those that belong to an office cannot be switched off. */
export function SettingsSheet({ onClose }: { onClose: () => void }) {
  const settings = useCall('message-settings', read);
  const [changing, setChanging] = useState<Kind>();
  const change = async (kind: Kind, on: boolean) => {
    setChanging(kind);
    try {
      settings.put(await call(changeMessageSetting, { body: { kind, on } }));
    } catch (error) {
      toast(wordsFor(error).title, 'warning');
    }
    setChanging(undefined);
  };
  return (
    <Sheet title="接收哪些消息" onClose={onClose}>
      {settings.status === 'loading' ? <Skeleton kind="rows" count={3} /> : null}
      {settings.status === 'error' ? <ErrorFace error={settings.error} onRetry={() => void settings.reload()} /> : null}
      {settings.data ? (
        <View className="card card--flush">
          {settings.data.items.map((item) => (
            <SwitchRow
              key={item.kind}
              title={item.label}
              {...(item.required ? { note: '属于您的职务，不能关' } : {})}
              on={item.on}
              locked={item.required || changing === item.kind}
              onChange={(on) => void change(item.kind, on)}
            />
          ))}
        </View>
      ) : null}
    </Sheet>
  );
}
