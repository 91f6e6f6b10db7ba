import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { wordsFor } from '../api/errors';
import { useLater } from '../api/use-call';
import { Button } from './button';
import { Icon } from './icon';

/** What a page shows while the first answer is on its way; nothing for 300 ms, so that quick answers do not flash. */
export function Skeleton({ kind = 'cards', count = 3 }: { kind?: 'cards' | 'detail' | 'rows'; count?: number }) {
  const late = useLater(300);
  if (!late) return <View aria-hidden="true" />;
  const rows = Array.from({ length: count }, (_, index) => index);
  return (
    <View aria-label="正在打开" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
      {kind === 'detail' ? <Bone w="40%" h={48} /> : null}
      {rows.map((row) => (
        <View key={row} className="card">
          <View className="rep-top">
            {kind === 'rows' ? null : <View className="sk rep-img" />}
            <View className="grow">
              <Bone w="30%" h={36} />
              <Bone w="70%" h={36} />
              <Bone w="50%" h={28} />
            </View>
          </View>
        </View>
      ))}
    </View>
  );
}

const Bone = ({ w, h }: { w: string; h: number }) => <View className={`sk gap-2 sk-h${h}`} style={{ width: w }} />;

interface EmptyProps {
  title: string;
  text: string;
  icon?: string;
  action?: ReactNode;
}

/** Nothing there: says what to do next. */
export function Empty({ title, text, icon = 'check-circle', action }: EmptyProps) {
  return (
    <View className="face-page">
      <View className="face-pic">
        <Icon name={icon} />
      </View>
      <Text className="face-t">{title}</Text>
      <Text className="face-p">{text}</Text>
      {action}
    </View>
  );
}

/** What happened, that nothing is lost, and another try. */
export function ErrorFace({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, detail, offline } = wordsFor(error);
  return (
    <View className="face-page" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
      <View className="face-pic face-pic--err">
        <Icon name={offline ? 'offline' : 'warning'} />
      </View>
      <Text className="face-t">{title}</Text>
      <Text className="face-p">{detail}</Text>
      <Button kind="secondary" icon="refresh" text="再试一次" onTap={onRetry} />
    </View>
  );
}
