import { Text, View } from '@tarojs/components';
import { KIND_NAMES } from '../../../shared/areas/exchange-contract';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { ErrorFace } from '../../components/faces';
import { Icon } from '../../components/icon';
import { fullDate } from '../../components/when';
import type { AreaImport, Import } from './use-import';

const STATES: Partial<Record<AreaImport['state'], { icon: string; word: string }>> = {
  scheduled: { icon: 'clock', word: '等生效' },
  applying: { icon: 'hourglass', word: '正在换上' },
  applied: { icon: 'check-circle', word: '已生效' },
  failed: { icon: 'warning', word: '没有换上' },
  withdrawn: { icon: 'withdraw', word: '已撤回' },
};

/** What is announced, and what has become of it; nothing is drawn where nothing ever was. */
export function AnnouncedList({ it }: { it: Import }) {
  const { announced } = it;
  if (announced.status === 'error')
    return <ErrorFace error={announced.error} onRetry={() => void announced.reload()} />;
  if (!announced.data?.length) return null;
  const withdraw = async (id: string, name: string) => {
    const yes = await ask({
      title: `撤回${name}？`,
      text: '到时不再换上，什么都没有改动。',
      yes: '撤回',
      danger: true,
    });
    if (yes) it.withdraw(id);
  };
  return (
    <View className="card">
      <View className="head">排定的</View>
      {announced.data.map((one) => {
        const { icon, word } = STATES[one.state] ?? { icon: 'info', word: one.state };
        return (
          <View key={one.id} className="awide-announced">
            <View className="grow">
              <View className="strong">
                {one.fileName} · {KIND_NAMES[one.kind]}
              </View>
              <View className="cap">
                {one.validFrom ? fullDate(one.validFrom) : ''} 生效，{one.by}排定
                {one.madeVersion ? `，成为第 ${one.madeVersion} 版` : ''}
              </View>
              {one.state === 'failed' && one.problem ? <View className="help help--err">{one.problem}</View> : null}
            </View>
            <View className="awide-state">
              <Icon name={icon} />
              <Text>{word}</Text>
            </View>
            {one.canWithdraw ? (
              <Button
                kind="plain"
                small
                text="撤回"
                label={`撤回${one.fileName}`}
                busy={it.busy}
                onTap={() => void withdraw(one.id, one.fileName)}
              />
            ) : null}
          </View>
        );
      })}
    </View>
  );
}
