import { Text, View } from '@tarojs/components';
import { listOrganised } from '../../../shared/activities/staff-contract';
import { clockText, monthDayText, weekdayText } from '../../../shared/words';
import { call } from '../../api/client';
import { useMe } from '../../api/session';
import { usePages } from '../../api/use-pages';
import { ActivityBadge } from '../../components/activity-row';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Page } from '../../components/page';
import { Tap } from '../../components/tap';
import { go } from '../../platform/go';
import { useReachBottom, useShown } from '../../platform/page';

/** What one organises, on the phone: each leads to its code, roll and settlement. */
export default function OrganisedPage() {
  const me = useMe();
  const list = usePages(me?.id, (cursor) => call(listOrganised, { query: cursor ? { cursor } : {} }));
  useShown(() => void list.reload());
  useReachBottom(() => void list.loadMore());
  return (
    <Page
      title="我组织的活动"
      back="back"
      bar={<Button block icon="plus" text="组织活动" onTap={() => go.writeActivity()} />}
    >
      <View className="wrap">
        {list.status === 'loading' ? <Skeleton kind="rows" count={4} /> : null}
        {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
        {list.status === 'ready' && list.items.length === 0 ? (
          <Empty icon="calendar" title="还没有活动" text="写一个草稿，看过再发布。" />
        ) : null}
        {list.items.map((row) => {
          const from = new Date(row.startsAt);
          return (
            <Tap
              key={row.id}
              className="card"
              role="link"
              spoken={`${row.title}，${row.stateName}`}
              onTap={() => go.roll(row.id)}
            >
              <View className="row row--between">
                <Text className="head clip">{row.title}</Text>
                <ActivityBadge state={row.state} />
              </View>
              <View className="cap-2">
                {monthDayText(from)} {weekdayText(from)} {clockText(from)}–{clockText(new Date(row.endsAt))}
              </View>
              <View className="cap">
                {row.signedUp} / {row.capacity} 人报名
                {row.waiting ? ` · ${row.waiting} 人候补` : ''}
              </View>
              {row.toConfirm ? <View className="cap amber-text">{row.toConfirm} 人等您确认或答复</View> : null}
            </Tap>
          );
        })}
        {list.more === 'ready' || list.more === 'error' ? (
          <View className="center">
            <Button kind="quiet" text="再看几个" onTap={() => void list.loadMore()} />
          </View>
        ) : null}
      </View>
    </Page>
  );
}
