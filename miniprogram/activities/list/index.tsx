import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { KIND_NAMES, KINDS } from '../../../shared/activities/kinds';
import { ActivityRow, DayStrip } from '../../components/activity-row';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Page } from '../../components/page';
import { Segments } from '../../components/segments';
import { go } from '../../platform/go';
import { type Sort, useList } from './use-list';

const SORTS: readonly { id: Sort; text: string }[] = [
  { id: 'date', text: '按时间' },
  { id: 'distance', text: '离我近' },
  { id: 'recommended', text: '适合我' },
];

export default function ActivitiesPage() {
  const { list, kind, setKind, day, setDay, sort, chooseSort } = useList();
  const found = list.page?.days;
  // the calendar comes with the first page; later pages and other sorts keep it
  const [days, setDays] = useState<{ day: string; count: number }[]>([]);
  useEffect(() => {
    if (found && found.length > 0) setDays(found);
  }, [found]);
  return (
    <Page title="活动" back="back">
      <View className="wrap">
        <DayStrip days={days} chosen={day} count={7} onChoose={setDay} />
        <View className="chips chips--x">
          <Chip text="全部" on={!kind} role="radio" onTap={() => setKind(undefined)} />
          {KIND_NAMES.map((one) => (
            <Chip
              key={one}
              text={KINDS[one].name}
              icon={KINDS[one].icon}
              on={kind === one}
              role="radio"
              onTap={() => setKind(one)}
            />
          ))}
        </View>
        <View className="gap-3">
          <Segments items={SORTS} chosen={sort} onChoose={(next) => void chooseSort(next)} />
        </View>
        <View className="gap-3">
          {list.status === 'loading' ? <Skeleton kind="rows" count={4} /> : null}
          {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
          {list.status === 'ready' && list.items.length === 0 ? (
            <Empty
              icon="calendar"
              title="没有这样的活动"
              text="换一天或换一类看看。"
              action={
                <Button
                  kind="secondary"
                  text="看全部活动"
                  onTap={() => {
                    setKind(undefined);
                    setDay(undefined);
                  }}
                />
              }
            />
          ) : null}
          {list.items.length > 0 ? (
            <View className="card card--flush">
              {list.items.map((activity) => (
                <ActivityRow key={activity.id} activity={activity} onTap={() => go.activity(activity.id)} />
              ))}
            </View>
          ) : null}
          {list.more === 'ready' || list.more === 'error' ? (
            <View className="center gap-3">
              <Button
                kind="quiet"
                text={list.more === 'error' ? '没有取到，再试一次' : '再看几个'}
                onTap={() => void list.loadMore()}
              />
            </View>
          ) : null}
        </View>
      </View>
    </Page>
  );
}
