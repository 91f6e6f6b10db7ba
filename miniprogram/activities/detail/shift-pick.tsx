import { Text, View } from '@tarojs/components';
import type { ShiftView, SignUpView } from '../../../shared/activities/views';
import { clockText } from '../../../shared/words';
import { SignUpBadge } from '../../components/activity-row';
import { Icon } from '../../components/icon';
import { Tap } from '../../components/tap';

/** drawn one by one up to so many; beyond that the figures say it */
const DRAWN = 30;
const FEW = 3;

/** Places as diamonds: taken, one's own, free. */
function Seats({ shift, mine }: { shift: ShiftView; mine: boolean }) {
  if (shift.capacity > DRAWN) return null;
  const taken = shift.capacity - shift.free;
  return (
    <View
      className="seats"
      {...(process.env.TARO_ENV === 'h5' ? { role: 'img' } : { 'aria-role': 'img' })}
      aria-label={`共 ${shift.capacity} 位，剩 ${shift.free} 位`}
    >
      {Array.from({ length: shift.capacity }, (_, i) => i).map((i) => (
        <View key={i} className={`seat ${mine && i === taken - 1 ? 'seat--m' : i < taken ? 'seat--t' : ''}`} />
      ))}
    </View>
  );
}

function Left({ shift }: { shift: ShiftView }) {
  if (shift.free === 0)
    return (
      <View className="act-lf act-lf--full">
        <View className="strong">已满</View>
        <View>{shift.waiting > 0 ? `${shift.waiting} 人候补` : '可候补'}</View>
      </View>
    );
  const few = shift.free <= FEW;
  return (
    <View className={`act-lf ${few ? 'act-lf--few' : ''}`}>
      <Text>{few ? '只剩 ' : '还剩 '}</Text>
      <Text className="act-lf-n">{shift.free}</Text>
      <Text> 位</Text>
    </View>
  );
}

/** Shifts to choose from, with places left; one's own say how one stands. */
export function ShiftPick({
  shifts,
  chosen,
  mine,
  over,
  onChoose,
}: {
  shifts: readonly ShiftView[];
  chosen: string | undefined;
  mine: readonly SignUpView[];
  /** the activity is over: places left are of no use */
  over: boolean;
  onChoose: (id: string) => void;
}) {
  return (
    <View {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '选一个班次' } : {})}>
      {shifts.map((shift) => {
        const own = mine.find((row) => row.shift.id === shift.id);
        const time = `${clockText(new Date(shift.from))}–${clockText(new Date(shift.to))} ${shift.name}`;
        const on = shift.id === chosen;
        return (
          <Tap
            key={shift.id}
            className={`act-s ${on ? 'act-s--on' : ''}`}
            role="radio"
            checked={on}
            spoken={over ? time : `${time}，${shift.free > 0 ? `还剩 ${shift.free} 位` : '已满，可候补'}`}
            onTap={() => onChoose(shift.id)}
          >
            <View className="act-s-o">{on ? <Icon name="check" /> : null}</View>
            <View className="grow">
              <Text className="act-s-n">{time}</Text>
              <Seats shift={shift} mine={own !== undefined && own.state !== 'waiting'} />
              {shift.minAge ? <Text className="cap-2">满 {shift.minAge} 周岁可报</Text> : null}
            </View>
            {own ? (
              <SignUpBadge state={own.state} {...(own.ahead ? { word: `候补第 ${own.ahead} 位` } : {})} />
            ) : over ? null : (
              <Left shift={shift} />
            )}
          </Tap>
        );
      })}
    </View>
  );
}
