import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { dial } from '../../platform/device';
import type { Street } from './use-street';

/** The chief, how to reach the street's duty, and who stands beside and above. */
export function Chiefs({ street }: { street: Street }) {
  const { chief, deputy, supervisor, dutyPhone, acceptText } = street;
  return (
    <View className="card">
      <View className="chief street-chief">
        <View className="face" aria-hidden="true">
          {chief?.name.slice(0, 1) ?? '缺'}
        </View>
        <View className="grow">
          <View>
            <Text className="head">{chief?.name ?? '街长暂缺'}</Text>
            {chief ? <Text className="chief-post">街长</Text> : null}
          </View>
          <View className="cap-2">{chief || deputy ? `${acceptText}您的上报` : '上报由派遣员分派'}</View>
        </View>
        {dutyPhone ? (
          <Button
            kind="secondary"
            small
            icon="phone"
            text="打电话"
            label={`打电话给${street.name}值班：${dutyPhone}`}
            onTap={() => dial(dutyPhone)}
          />
        ) : null}
      </View>
      <View className="hr" />
      <View className="street-kv">
        <Pair term="副街长" value={deputy?.name ?? '暂缺'} />
        <Pair term="值班电话" value={dutyPhone ?? '—'} />
        <Pair term={supervisor ? supervisor.post : '总街长'} value={supervisor?.name ?? '暂缺'} />
      </View>
    </View>
  );
}

const Pair = ({ term, value }: { term: string; value: string }) => (
  <View className="street-pair">
    <View className="cap">{term}</View>
    <View className="strong">{value}</View>
  </View>
);
