import { Text, View } from '@tarojs/components';
import { Page } from '../../components/page';

export default function Tab() {
  return (
    <Page title="彝城共治" tabs>
      <View className="wrap">
        <Text className="strong">x</Text>
      </View>
    </Page>
  );
}
