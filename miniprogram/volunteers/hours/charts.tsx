import { Text, View } from '@tarojs/components';
import { KINDS, type Kind } from '../../../shared/activities/kinds';
import { Icon } from '../../components/icon';

const SPOKES = 40;
const RADIUS = 124;
const MONTHS_SHOWN = 6;

/** The way to the next star as forty stitches in a ring, with the hours in the middle. */
export function Ring({ share, hours }: { share: number; hours: number }) {
  const on = Math.round(share * SPOKES);
  return (
    <View className="hr-ring">
      {Array.from({ length: SPOKES }, (_, i) => i).map((i) => (
        <View
          key={i}
          className={`hr-spoke ${i < on ? 'hr-spoke--on' : ''}`}
          style={{ transform: `rotate(${(i * 360) / SPOKES}deg) translateY(-${RADIUS / 2}PX)` }}
          aria-hidden="true"
        />
      ))}
      <View className="hr-ring-in">
        <Text className="hr-sum">{hours}</Text>
        <Text>小时</Text>
      </View>
    </View>
  );
}

export function StarRow({ stars, of }: { stars: number; of: number }) {
  return (
    <View
      className="hr-stars"
      {...(process.env.TARO_ENV === 'h5' ? { role: 'img' } : { 'aria-role': 'img' })}
      aria-label={`${stars} 星，共 ${of} 星`}
    >
      {Array.from({ length: of }, (_, i) => i).map((i) => (
        <Icon key={i} name={i < stars ? 'star-fill' : 'star'} />
      ))}
    </View>
  );
}

/** Hours by month, the present one darker; each bar carries its figure. */
export function MonthBars({ months }: { months: readonly { month: string; hours: number }[] }) {
  const shown = months.slice(-MONTHS_SHOWN);
  const most = Math.max(1, ...shown.map(({ hours }) => hours));
  const words = shown.map(({ month, hours }) => `${Number(month.slice(5))}月 ${hours} 小时`).join('，');
  return (
    <View
      className="hr-bars"
      {...(process.env.TARO_ENV === 'h5' ? { role: 'img' } : { 'aria-role': 'img' })}
      aria-label={`近六个月服务时长：${words}`}
    >
      {shown.map(({ month, hours }, i) => (
        <View key={month} className={`hr-bar ${i === shown.length - 1 ? 'hr-bar--now' : ''}`}>
          <Text className="hr-bar-v">{hours}</Text>
          <View className="hr-bar-b" style={{ height: `${Math.round((hours / most) * 64)}%` }} />
          <Text className="hr-bar-m">{Number(month.slice(5))}月</Text>
        </View>
      ))}
    </View>
  );
}

/** Hours by kind: name, bar, figure. */
export function KindBars({ kinds }: { kinds: readonly { kind: Kind; hours: number; times: number }[] }) {
  const most = Math.max(1, ...kinds.map(({ hours }) => hours));
  return (
    <View>
      {kinds.map(({ kind, hours, times }) => (
        <View key={kind} className="hr-kind">
          <Text className="hr-kind-n clip">{KINDS[kind].name}</Text>
          <View className="hr-kind-b" aria-hidden="true">
            <View className="hr-kind-in" style={{ width: `${Math.round((hours / most) * 100)}%` }} />
          </View>
          <Text className="cap">
            {hours} 小时 · {times} 次
          </Text>
        </View>
      ))}
    </View>
  );
}
