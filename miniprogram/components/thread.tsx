import { Text, View } from '@tarojs/components';
import type { ClockView } from '../../shared/reports/contract';
import { Icon } from './icon';

const STITCHES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const TONE = { running: '', half: '--half', late: '--late' } as const;

/** Time as ten stitches with a knot for now: filled is used. */
export function Thread({ clock }: { clock: Pick<ClockView, 'share' | 'state'> }) {
  const used = clock.state === 'late' ? 10 : Math.min(9, Math.max(0, Math.floor(clock.share * 10)));
  const tone = TONE[clock.state];
  return (
    <View
      className={`thread ${tone ? `thread${tone}` : ''}`}
      {...(process.env.TARO_ENV === 'h5' ? { role: 'img' } : { 'aria-role': 'img' })}
      aria-label={clock.state === 'late' ? '时限已过' : `时限已用约 ${used} 成`}
    >
      {STITCHES.slice(0, used).map((n) => (
        <View key={n} className="thread-s thread-s--u" />
      ))}
      <View className="thread-b" />
      {STITCHES.slice(used).map((n) => (
        <View key={n} className="thread-s" />
      ))}
    </View>
  );
}

/** 还剩 2 个工作日 · 超 1 小时 20 分 */
export function TimeLeft({ clock }: { clock: Pick<ClockView, 'text' | 'state'> }) {
  const tone = TONE[clock.state];
  return (
    <View className={`left ${tone ? `left${tone}` : ''}`}>
      <Icon name="clock" />
      <Text>{clock.text}</Text>
    </View>
  );
}
