import { View } from '@tarojs/components';
import { useState } from 'react';
import { listActivities } from '../../../shared/activities/contract';
import { call } from '../../api/client';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { ActivityRow, DayStrip } from '../../components/activity-row';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { ListRow, SectionHead } from '../../components/list-row';
import { go } from '../../platform/go';
import { useShown } from '../../platform/page';

const SHOWN = '3';

/** Activities of the coming days, and the way to one's own shifts and hours. */
export function Volunteering() {
  const me = useMe();
  const [day, setDay] = useState<string>();
  const list = useCall(`${me?.id ?? ''} ${day ?? ''}`, () =>
    call(listActivities, { query: { ...(day && { day }), limit: SHOWN } }),
  );
  const days = useCall(me?.id ?? '', () => call(listActivities, { query: { limit: '1' } }));
  useShown(() => void list.reload());
  return (
    <View className="sec">
      <SectionHead title="近期活动" more="全部" onMore={() => go.activities(day ? { day } : {})} />
      <DayStrip days={days.data?.days ?? []} chosen={day} count={7} onChoose={setDay} />
      {list.status === 'loading' ? <Skeleton kind="rows" count={2} /> : null}
      {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
      {list.status === 'ready' && list.data.items.length === 0 ? (
        <Empty
          icon="calendar"
          title={day ? '这一天没有活动' : '近期没有活动'}
          text={day ? '带菱形的日子有活动，换一天看看。' : '新的活动发布后会排在这里。'}
        />
      ) : null}
      {list.status === 'ready' && list.data.items.length > 0 ? (
        <View className="card card--flush">
          {list.data.items.map((activity) => (
            <ActivityRow key={activity.id} activity={activity} onTap={() => go.activity(activity.id)} />
          ))}
        </View>
      ) : null}
      <View className="card card--flush gap-3">
        <ListRow icon="calendar" title="我的班次" note="签到、取消、候补到第几位" onTap={() => go.myShifts()} />
        <ListRow icon="hands" title="志愿者" note="登记、时长与星级、服务证明" onTap={() => go.hours()} />
        <ListRow icon="users" title="城管志愿队" onTap={go.groups} />
      </View>
      {me?.posts.length ? (
        <View className="center">
          <Button kind="quiet" icon="plus" text="组织一个活动" onTap={() => go.writeActivity()} />
        </View>
      ) : null}
    </View>
  );
}
