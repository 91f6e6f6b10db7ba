import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ActivityView } from '../../../shared/activities/views';
import { monthDayText, weekdayText } from '../../../shared/words';
import { dateOfDay, dayOf } from '../../../shared/workdays';
import { ActivityBadge } from '../../components/activity-row';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { Field } from '../../components/field';
import { Tap } from '../../components/tap';
import { go } from '../../platform/go';
import type { Roll } from './use-roll';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Another day for this one; of a series the others stay. */
export function OtherDay({ page, activity }: { page: Roll; activity: ActivityView }) {
  const now = dateOfDay(dayOf(Date.parse(activity.startsAt)));
  const [day, setDay] = useState(now);
  const ready = DAY.test(day) && day !== now;
  return (
    <View className="card">
      <Field
        id="other-day"
        label="改期"
        note={activity.series ? '只改这一场，钟点不变' : '钟点不变'}
        value={day}
        max={10}
        hint="2026-12-06"
        onChange={setDay}
      />
      <View className="gap-2">
        <Button
          id="move-day"
          block
          kind="secondary"
          icon="calendar"
          text={ready ? `改到 ${day}` : '先写新的日期'}
          off={!ready}
          onTap={() => void page.moveToDay(activity, day)}
        />
      </View>
    </View>
  );
}

/** The other days of the series: how each stands, to be opened, and what is still a draft published at once. */
export function Series({ page, series }: { page: Roll; series: NonNullable<ActivityView['series']> }) {
  const drafts = series.others.filter(({ state }) => state === 'draft');
  return (
    <View className="card">
      <View className="head">这个系列的其他场</View>
      {series.others.map(({ id, startsAt, state }) => {
        const from = new Date(startsAt);
        const date = `${monthDayText(from)} ${weekdayText(from)}`;
        return (
          <Tap key={id} className="roll-day" role="link" spoken={`打开${date}这一场`} onTap={() => go.roll(id)}>
            <Text className="grow">{date}</Text>
            <ActivityBadge state={state} />
          </Tap>
        );
      })}
      <View className="cap gap-2">改期或取消其中一天：点开那一天。</View>
      {drafts.length > 0 ? (
        <View className="gap-2">
          <Button
            id="publish-series"
            block
            kind="secondary"
            text={`发布其余 ${drafts.length} 场草稿`}
            onTap={() =>
              void ask({
                title: `发布 ${drafts.length} 场？`,
                text: '发布后大家就能看到和报名。',
                yes: '发布',
              }).then((yes) => yes && page.publishAll(drafts))
            }
          />
        </View>
      ) : null}
    </View>
  );
}
