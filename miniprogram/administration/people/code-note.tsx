import { Text, View } from '@tarojs/components';
import { timeText } from '../parts/dates';

/** A one-use code. It is kept nowhere: whoever closes this without telling it has to make another. */
export function CodeNote({ code, expiresAt, whose }: { code: string; expiresAt: string; whose: string }) {
  return (
    <View className="card adm-card" role="status">
      <View className="cap-2">{whose}的邀请码，只显示这一次</View>
      <Text className="adm-code" id="code" selectable>
        {code}
      </Text>
      <View className="cap-2">请本人在小程序“我的 → 认领职务”里填写，{timeText(expiresAt)} 前有效，只能用一次。</View>
    </View>
  );
}
