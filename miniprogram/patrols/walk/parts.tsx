import { Text, View } from '@tarojs/components';
import type { Reply } from '../../../shared/endpoint';
import type { listMyPatrols, PatrolView } from '../../../shared/patrols/contract';
import { Icon } from '../../components/icon';
import { StreetPlate } from '../../components/street-plate';
import { Tap } from '../../components/tap';
import { lasting, when } from '../../components/when';
import { go } from '../../platform/go';

type StreetToPatrol = Reply<typeof listMyPatrols>['streets'][number];

const STATES: Record<
  StreetToPatrol['state'],
  { icon: string; tone: string; word: (street: StreetToPatrol) => string }
> = {
  never: { icon: 'hourglass', tone: 'amber', word: () => '还没巡过' },
  fine: { icon: 'check-circle', tone: 'jade', word: () => '按时' },
  today: { icon: 'clock', tone: 'amber', word: () => '今天该巡' },
  late: { icon: 'warning', tone: 'torch', word: ({ lateDays }) => `过了 ${lateDays} 天` },
};

/** A street of one's own: how often it is to be walked, and when it was. */
export function StreetRow({ street, now }: { street: StreetToPatrol; now: number }) {
  const { icon, tone, word } = STATES[street.state];
  return (
    <View className="patrol-street">
      <View className="grow">
        <StreetPlate name={street.name} />
        <View className="cap-2 gap-1">
          每 {street.everyDays} 天一次{street.lastAt ? ` · 上次：${when(street.lastAt, now)}` : ''}
        </View>
      </View>
      <View className={`patrol-state patrol-state--${tone}`}>
        <Icon name={icon} />
        <Text>{word(street)}</Text>
      </View>
    </View>
  );
}

/** How much of each street is seen, as a bar and in words. */
export function Seen({ streets }: { streets: PatrolView['streets'] }) {
  return (
    <>
      {streets.map(({ code, name, share, lengthM, counts }) => {
        const percent = Math.round(share * 100);
        return (
          <View key={code} className="patrol-seen">
            <View className="row row--between">
              <Text className="strong clip grow">{name}</Text>
              <Text className={counts ? 'jade-text strong' : 'cap-2'}>
                {counts ? '已巡过 ' : '看过 '}
                {percent}%
              </Text>
            </View>
            <View className="patrol-bar" aria-hidden="true">
              <View className="patrol-bar-in" style={{ width: `${percent}%` }} />
            </View>
            <View className="cap">
              {Math.round(lengthM * share)} 米 / {lengthM} 米
            </View>
          </View>
        );
      })}
    </>
  );
}

/** What was reported on the way. */
export function Found({ found }: { found: PatrolView['found'] }) {
  return (
    <>
      {found.map(({ number, category, status }) => (
        <Tap
          key={number}
          className="lrow"
          role="link"
          spoken={`${category}，${status}`}
          onTap={() => go.reportDetail(number)}
        >
          <View className="lrow-ic">
            <Icon name="flag" />
          </View>
          <View className="grow">
            <Text className="strong clip">{category}</Text>
            <Text className="cap clip">{status}</Text>
          </View>
          <View className="lrow-go">
            <Icon name="chevron-right" />
          </View>
        </Tap>
      ))}
    </>
  );
}

/** 38 分钟，鹿城南路 80%，报了 2 件 */
export const summaryOf = ({ startedAt, endedAt, streets, found }: PatrolView): string =>
  [
    lasting(startedAt, endedAt ?? startedAt),
    ...streets.map(({ name, share }) => `${name} ${Math.round(share * 100)}%`),
    ...(found.length > 0 ? [`报了 ${found.length} 件`] : []),
  ].join('，');
