import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { KIND_NAMES, KINDS } from '../../../shared/activities/kinds';
import { dayOf, dayOfDate } from '../../../shared/workdays';
import { ActivityRow, DayStrip } from '../../components/activity-row';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Segments } from '../../components/segments';
import { useAppearance } from '../../platform/appearance';
import { go } from '../../platform/go';
import { type Sort, useList } from './use-list';

const WEEK = 7;
const ALL_DAYS = 42;
const SORTS: readonly { id: Sort; text: string }[] = [
  { id: 'date', text: '按时间' },
  { id: 'distance', text: '离我近' },
  { id: 'recommended', text: '适合我' },
];

export default function ActivitiesPage() {
  const page = useList();
  const { list, kind, setKind, day, setDay, sort, chooseSort } = page;
  const found = list.page?.days;
  // the calendar comes with the first page; later pages and other sorts keep it
  const [open, setOpen] = useState(day !== undefined && dayOfDate(day) - dayOf(Date.now()) >= WEEK);
  // in large text six kinds would fill the screen before the first activity
  const { elder } = useAppearance();
  const [kinds, setKinds] = useState(false);
  const folded = elder && !kinds;
  const [days, setDays] = useState<{ day: string; count: number }[]>([]);
  useEffect(() => {
    if (found && (found.length > 0 || list.items.length === 0)) setDays(found);
  }, [found, list.items.length]);
  return (
    <Page title="活动" back="back">
      <View className="wrap">
        <DayStrip days={days} chosen={day} count={open ? ALL_DAYS : WEEK} onChoose={setDay} />
        <View className="center">
          <Button
            id="more-days"
            kind="quiet"
            icon="calendar"
            text={open ? '只看一周' : '看六周的日历'}
            onTap={() => setOpen(!open)}
          />
        </View>
        <View className="chips chips--x">
          <Chip text="全部" on={!kind} role="radio" onTap={() => setKind(undefined)} />
          {folded ? <Chip text="选一类" icon="list" onTap={() => setKinds(true)} /> : null}
          {KIND_NAMES.filter((one) => !folded || one === kind).map((one) => (
            <Chip
              key={one}
              text={KINDS[one].name}
              icon={KINDS[one].icon}
              on={kind === one}
              role="radio"
              onTap={() => {
                setKind(one);
                setKinds(false);
              }}
            />
          ))}
        </View>
        <View className="gap-3">
          <Segments items={SORTS} chosen={sort} onChoose={(next) => void chooseSort(next)} />
        </View>
        {page.unregistered && sort === 'recommended' ? (
          <View className="gap-3">
            <Note icon="hands">登记为志愿者，选好特长、区域和空闲时间，适合您的会排在前面。</Note>
            <View className="center">
              <Button kind="quiet" text="去登记" onTap={() => go.registerVolunteer()} />
            </View>
          </View>
        ) : null}
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
          {list.more === 'none' && list.page?.within ? (
            <View className="cap center gap-2">排的是 {list.page.within} 以前的活动，更晚的请按时间看。</View>
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
        <View className="card card--flush gap-4">
          <ListRow icon="doc" title="活动小结" note="办过的活动做了什么" onTap={go.summaries} />
        </View>
      </View>
    </Page>
  );
}
