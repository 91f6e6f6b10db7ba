import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { SignUpView } from '../../../shared/activities/views';
import type { Score } from '../../../shared/reports/rating';
import { beforeText, clockText, monthDayText, weekdayText } from '../../../shared/words';
import { SignUpBadge } from '../../components/activity-row';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { ObjectSheet } from '../../components/object-sheet';
import { Page } from '../../components/page';
import { Rating } from '../../components/rating';
import { Segments } from '../../components/segments';
import { Sheet } from '../../components/sheet';
import { Tap } from '../../components/tap';
import { go } from '../../platform/go';
import { ChangedNote } from '../parts/changed-note';
import { useMyShifts, type When } from './use-mine';

type Asked = { row: SignUpView; what: 'object' | 'rate' };

export default function MyShiftsPage() {
  const mine = useMyShifts();
  const { list, when } = mine;
  const [asked, setAsked] = useState<Asked>();
  return (
    <Page
      title="我的班次"
      back="back"
      bar={
        <Button block kind="secondary" icon="calendar" text="订阅到手机日历" onTap={() => void mine.subscribe(false)} />
      }
    >
      <View className="wrap">
        <Segments<When>
          chosen={when}
          onChoose={mine.setWhen}
          items={[
            { id: 'coming', text: '将要参加' },
            { id: 'past', text: '过去的' },
          ]}
        />
        <View className="gap-3">
          {list.status === 'loading' ? <Skeleton kind="rows" count={3} /> : null}
          {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
          {list.status === 'ready' && list.items.length === 0 ? (
            <Empty
              icon="calendar"
              title={when === 'coming' ? '还没有要参加的班次' : '还没有参加过'}
              text="去看看近期的活动，报一个名。"
              action={<Button kind="secondary" text="看活动" onTap={() => go.activities()} />}
            />
          ) : null}
          {list.items.map((row) => (
            <ShiftCard
              key={row.id}
              row={row}
              onCancel={() => void mine.cancel(row)}
              onAnswered={() => void list.reload()}
              onAsk={(what) => setAsked({ row, what })}
            />
          ))}
          {list.more === 'ready' || list.more === 'error' ? (
            <View className="center">
              <Button kind="quiet" text="再看几个" onTap={() => void list.loadMore()} />
            </View>
          ) : null}
        </View>
        {list.items.length > 0 ? (
          <View className="center gap-3">
            <Button kind="quiet" icon="refresh" text="换一个订阅地址" onTap={() => void mine.renew()} />
          </View>
        ) : null}
      </View>
      {asked?.what === 'object' ? (
        <ObjectSheet
          hint="比如：我 7 点到，9 点才走"
          onClose={() => setAsked(undefined)}
          onSend={(text) => void mine.object(asked.row, text).then((ok) => ok && setAsked(undefined))}
        />
      ) : null}
      {asked?.what === 'rate' ? (
        <RateSheet
          onClose={() => setAsked(undefined)}
          onSend={async (score, text) => {
            if (await mine.rate(asked.row, score, text)) setAsked(undefined);
          }}
        />
      ) : null}
    </Page>
  );
}

function ShiftCard({
  row,
  onCancel,
  onAnswered,
  onAsk,
}: {
  row: SignUpView;
  onCancel: () => void;
  onAnswered: () => void;
  onAsk: (what: Asked['what']) => void;
}) {
  const from = new Date(row.shift.from);
  const last = row.timeline.at(-1);
  const waiting = row.ahead ? `候补第 ${row.ahead} 位` : undefined;
  return (
    <View className="card">
      <View className="row row--between">
        <SignUpBadge state={row.state} {...(waiting ? { word: waiting } : {})} />
        <Text className="cap">{row.who}</Text>
      </View>
      <Tap className="gap-2" role="link" spoken={row.activity.title} onTap={() => go.activity(row.activity.id)}>
        <Text className="head clip">{row.activity.title}</Text>
        <Text className="cap-2 clip">
          {monthDayText(from)} {weekdayText(from)} {clockText(from)}–{clockText(new Date(row.shift.to))} ·{' '}
          {row.shift.name}
        </Text>
        <Text className="cap clip">{row.activity.place}</Text>
      </Tap>
      <ChangedNote row={row} onDone={onAnswered} />
      {row.seats > 1 ? (
        <View className="cap gap-1">
          一共 {row.seats} 人{row.family.length > 0 ? `，家人 ${row.family.map(({ name }) => name).join('、')}` : ''}
        </View>
      ) : null}
      {row.hours ? <View className="jade-text strong gap-1">计 {row.hours} 小时</View> : null}
      {last?.text && !row.changed ? (
        <View className="cap gap-1">
          {last.by}：{last.text}
        </View>
      ) : null}
      {row.can.cancel && row.state === 'confirmed' && !row.changed ? (
        <View className="cap gap-1">来不了，{beforeText(new Date(row.cancelUntil), new Date())}可取消</View>
      ) : null}
      <View className="row row--wrap gap-2">
        {row.can.checkIn ? <Button small icon="qr" text="签到" onTap={() => go.checkIn(row.id)} /> : null}
        {row.can.checkOut ? <Button small icon="qr" text="签退" onTap={() => go.checkIn(row.id)} /> : null}
        {row.state === 'present' ? (
          <Button
            small
            kind="secondary"
            icon="camera"
            text="上报问题"
            onTap={() => go.report({ camera: '1', shift: row.shift.id })}
          />
        ) : null}
        {row.can.rate ? <Button small kind="secondary" icon="star" text="评价" onTap={() => onAsk('rate')} /> : null}
        {row.can.object ? <Button small kind="plain" text="有异议" onTap={() => onAsk('object')} /> : null}
        {row.can.cancel && !row.changed ? (
          <Button small kind="plain" text={row.state === 'waiting' ? '不排了' : '取消报名'} onTap={onCancel} />
        ) : null}
      </View>
    </View>
  );
}

function RateSheet({
  onClose,
  onSend,
}: {
  onClose: () => void;
  onSend: (score: number, text: string) => Promise<void>;
}) {
  const [score, setScore] = useState<Score>();
  const [text, setText] = useState('');
  return (
    <Sheet
      title="这次活动怎么样"
      onClose={onClose}
      foot={
        <Button
          block
          text={score ? '提交评价' : '先选一个'}
          off={!score}
          onTap={() => score && void onSend(score, text.trim())}
        />
      }
    >
      <Rating score={score} onChoose={setScore} />
      <View className="gap-3">
        <Field lines value={text} max={300} hint="想对组织者说的（可不写）" onChange={setText} />
      </View>
    </Sheet>
  );
}
