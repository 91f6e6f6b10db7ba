import { Text, View } from '@tarojs/components';
import { SIGN_UP_WORDS, type SignUpState } from '../../shared/activities/sign-ups';
import { type ShownState, STATE_WORDS } from '../../shared/activities/states';
import type { ActivityCardView } from '../../shared/activities/views';
import { clockText, distanceText, weekdayText } from '../../shared/words';
import { dateOfDay, dayOf, dayOfDate, instantOn } from '../../shared/workdays';
import './activity-row.scss';
import { Icon } from './icon';
import { Tap } from './tap';

/** State of a sign-up or an activity: colour, icon and word. */
export function SignUpBadge({ state, word }: { state: SignUpState; word?: string }) {
  const { tone, icon, name } = SIGN_UP_WORDS[state];
  return (
    <View className={`st st--${tone}`}>
      <Icon name={icon} />
      <Text>{word ?? name}</Text>
    </View>
  );
}
export function ActivityBadge({ state }: { state: ShownState }) {
  const { tone, icon, name } = STATE_WORDS[state];
  return (
    <View className={`st st--${tone}`}>
      <Icon name={icon} />
      <Text>{name}</Text>
    </View>
  );
}

const placesText = ({ free, ahead, audience, state }: ActivityCardView) => {
  if (ahead !== null) return `已满，候补第 ${ahead} 位`;
  if (state === 'running') return '正在进行';
  const who = audience === 'everyone' ? '人人可报 · ' : '';
  return free > 0 ? `${who}还剩 ${free} 个名额` : `${who}已满，可候补`;
};

/** One activity as a line of a list: day, title, time and place, places left, and how one stands to it. */
export function ActivityRow({ activity, onTap }: { activity: ActivityCardView; onTap: () => void }) {
  const from = new Date(activity.startsAt);
  const day = Number(dateOfDay(dayOf(from.getTime())).slice(8));
  const time = `${clockText(from)}–${clockText(new Date(activity.endsAt))}`;
  const far = activity.distanceM === null ? '' : ` · ${distanceText(activity.distanceM)}`;
  const places = placesText(activity);
  return (
    <Tap
      className="lrow ev"
      role="link"
      spoken={`${activity.title}，${day}日${weekdayText(from)} ${time}，${activity.place}，${places}`}
      onTap={onTap}
    >
      <View className="ev-time">
        <Text className="ev-day">{day}</Text>
        <Text>{weekdayText(from)}</Text>
      </View>
      <View className="grow">
        <Text className="strong clip">{activity.title}</Text>
        <Text className="cap clip">{`${time} · ${activity.place}`}</Text>
        <Text className="cap-2 clip">
          {activity.recommended ? `适合您 · ${places}` : places}
          {far}
        </Text>
      </View>
      {activity.mine ? (
        <SignUpBadge state={activity.mine} />
      ) : (
        <View className="lrow-go">
          <Icon name="chevron-right" />
        </View>
      )}
    </Tap>
  );
}

const WEEK = 7;
/** A day of the calendar: its weekday, of the first of a month the month. */
const overDay = (day: string, at: Date) =>
  day.endsWith('-01') ? `${Number(day.slice(5, 7))}月` : weekdayText(at).slice(1);

/** Days from today on, with a knot where something is on. The chosen one is dark; tapped again, none is. */
export function DayStrip({
  days,
  chosen,
  count,
  onChoose,
}: {
  days: readonly { day: string; count: number }[];
  chosen: string | undefined;
  count: number;
  onChoose: (day: string | undefined) => void;
}) {
  const today = dayOf(Date.now());
  // on a demonstration or test server the clock may be another one: begin where the first activity is, if that lies far off
  const first = days[0] ? dayOfDate(days[0].day) : today;
  const start = Math.abs(first - today) > 60 ? first : today;
  return (
    <View
      className={count > WEEK ? 'cal cal--weeks' : 'cal'}
      {...(process.env.TARO_ENV === 'h5' ? { role: 'group', 'aria-label': '按日期看' } : {})}
    >
      {Array.from({ length: count }, (_, i) => start + i).map((n) => {
        const day = dateOfDay(n);
        const at = new Date(instantOn(n, 0));
        const found = days.find((one) => one.day === day)?.count ?? 0;
        return (
          <Tap
            key={day}
            className={`cal-d ${chosen === day ? 'cal-d--on' : ''}`}
            role="checkbox"
            checked={chosen === day}
            spoken={`${weekdayText(at)}${Number(day.slice(8))}日，${found} 场活动`}
            onTap={() => onChoose(chosen === day ? undefined : day)}
          >
            <Text className="cal-w">{overDay(day, at)}</Text>
            <Text className="cal-n">{Number(day.slice(8))}</Text>
            <View className={`cal-k ${found ? 'cal-k--on' : ''}`} />
          </Tap>
        );
      })}
    </View>
  );
}
