import { Text, View } from '@tarojs/components';
import { readCareYear } from '../../../shared/green-spaces/care-contract';
import { dateOfDay, dayOf } from '../../../shared/workdays';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';

/** This year in figures, month by month; nothing where nothing was done. */
export function Year({ id }: { id: string }) {
  const year = dateOfDay(dayOf(Date.now())).slice(0, 4);
  const found = useCall(`${id} ${year}`, () => call(readCareYear, { params: { id, year } }));
  if (!found.data || found.data.visits === 0) return null;
  const { visits, hours, photos, months, tasks } = found.data;
  const most = Math.max(...months);
  return (
    <View className="card gap-3">
      <View className="head">{year} 年小结</View>
      <View className="body-s gap-1">
        来了 {visits} 次，{hours} 小时，拍了 {photos} 张照片；
        {tasks.map(({ name, times }) => `${name} ${times} 次`).join('，')}。
      </View>
      <View className="adoption-year" aria-hidden="true">
        {months.map((times, i) => (
          // months have no other name than their place
          // biome-ignore lint/suspicious/noArrayIndexKey: twelve months in a fixed order
          <View key={i} className="adoption-month">
            <View className="adoption-bar" style={{ height: `${Math.round((times / most) * 100)}%` }} />
          </View>
        ))}
      </View>
      <View className="row row--between cap">
        <Text>1 月</Text>
        <Text>12 月</Text>
      </View>
    </View>
  );
}
