import { Text, View } from '@tarojs/components';

/** The mark: an eight-pointed flower around the torch. A background picture, because WXML knows no SVG. */
export const Brand = ({ subtitle }: { subtitle?: string }) => (
  <>
    <View className="brand-mark" aria-hidden="true" />
    <View className="brand">
      <Text className="brand-name" {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': '1' } : {})}>
        彝城共治
      </Text>
      {subtitle ? <Text className="brand-sub">{subtitle}</Text> : null}
    </View>
  </>
);

/** Where to call instead: this portal is no emergency line. */
export const Emergency = () => (
  <View className="sos">
    <View>起火、燃气泄漏、有人受伤，请先打 119、110、120。</View>
    <View>咨询和投诉也可打 12345。</View>
  </View>
);
