import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type AskedMove, signUpMove } from '../../../shared/activities/sign-ups';
import type { AttendeeView } from '../../../shared/activities/staff-contract';
import type { ActivityView } from '../../../shared/activities/views';
import { clockText } from '../../../shared/words';
import { SignUpBadge } from '../../components/activity-row';
import { Button } from '../../components/button';
import { Empty } from '../../components/faces';
import { ActSheet } from './act-sheet';

const time = (at: string | null) => (at ? clockText(new Date(at)) : '—');
const acts = (row: AttendeeView) =>
  (Object.keys(row.can) as (keyof AttendeeView['can'])[]).filter((name) => row.can[name]);

/** Everybody on the shift: how they stand, and what can be done by hand. */
export function RollList({
  activity,
  items,
  onMove,
}: {
  activity: ActivityView;
  items: readonly AttendeeView[];
  onMove: (
    row: AttendeeView,
    move: AskedMove,
    input: { text: string; inAt?: string; outAt?: string },
  ) => Promise<boolean>;
}) {
  const [asked, setAsked] = useState<{ row: AttendeeView; move: AskedMove }>();
  if (items.length === 0) return <Empty icon="users" title="还没有人报名" text="发布后把活动页分享出去。" />;
  const shift = asked && activity.shifts.find(({ id }) => id === asked.row.shift);
  return (
    <View className="card">
      {items.map((row) => (
        <View key={row.id} className="roll-i">
          <View className="row row--between">
            <Text className="strong">
              {row.name}
              {row.seats > 1 ? ` 等 ${row.seats} 人` : ''}
            </Text>
            <SignUpBadge state={row.state} {...(row.ahead ? { word: `候补第 ${row.ahead} 位` } : {})} />
          </View>
          <View className="cap">
            {activity.shifts.find(({ id }) => id === row.shift)?.name ?? ''} · {row.number ?? '居民'}
            {row.inAt ? ` · ${time(row.inAt)}–${time(row.outAt)}` : ''}
            {row.hours ? ` · ${row.hours} 小时` : ''}
            {row.photoConsent ? ' · 可拍照' : ''}
          </View>
          {row.family.length > 0 ? (
            <View className="cap">家人：{row.family.map(({ name, age }) => `${name} ${age} 岁`).join('、')}</View>
          ) : null}
          {row.changed ? <View className="cap amber-text">改期后还没答复能不能来</View> : null}
          {row.unconfirmed ? <View className="cap amber-text">忘记签退，请确认离开时间</View> : null}
          {row.objection ? <View className="cap amber-text">异议：{row.objection.text}</View> : null}
          {row.objection?.answer ? <View className="cap">答复：{row.objection.answer}</View> : null}
          {acts(row).length > 0 ? (
            <View className="row row--wrap gap-1">
              {acts(row).map((move) => (
                <Button
                  key={move}
                  small
                  kind={move === 'attest' || move === 'answer' ? 'primary' : 'plain'}
                  text={signUpMove(move).label}
                  label={`${signUpMove(move).label} ${row.name}`}
                  onTap={() => setAsked({ row, move })}
                />
              ))}
            </View>
          ) : null}
        </View>
      ))}
      {asked && shift ? (
        <ActSheet
          row={asked.row}
          move={asked.move}
          shift={shift}
          onClose={() => setAsked(undefined)}
          onSend={(input) => void onMove(asked.row, asked.move, input).then((ok) => ok && setAsked(undefined))}
        />
      ) : null}
    </View>
  );
}
