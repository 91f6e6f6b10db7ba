import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ActivityView } from '../../../shared/activities/views';
import { ActivityBadge } from '../../components/activity-row';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { Field } from '../../components/field';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { PhotoGrid } from '../../components/photo-grid';
import { SwitchRow } from '../../components/switch';
import { usePhotos } from '../../components/use-photos';
import { go } from '../../platform/go';
import { OtherDay, Series } from './series';
import type { Roll } from './use-roll';

const PHOTOS = 9;

/** What is done about the activity as a whole: publish, change, cancel, settle, sum up. */
export function Whole({
  page,
  activity,
  reports,
  ratings,
}: {
  page: Roll;
  activity: ActivityView;
  ratings: readonly { score: number; text: string }[];
  reports: readonly { number: string; category: string; status: string }[];
}) {
  const [reason, setReason] = useState('');
  const { can } = activity;
  return (
    <View>
      <View className="card">
        <View className="row row--between">
          <View className="head">{activity.title}</View>
          <ActivityBadge state={activity.state} />
        </View>
        {can.publish ? (
          <View className="gap-3">
            <Note icon="info">发布后大家就能看到和报名。发布前请再看一遍时间、地点和风险说明。</Note>
            <View className="gap-2">
              <Button id="publish" block text="发布" onTap={() => void page.moveWhole(activity, 'publish')} />
            </View>
          </View>
        ) : null}
        {can.revise ? (
          <View className="gap-2">
            <Button block kind="secondary" icon="edit" text="修改" onTap={() => go.writeActivity(activity.id)} />
          </View>
        ) : null}
        {can.settle ? (
          <View className="gap-3">
            <Note icon="clock">结算后时长记到每个人名下。没签退的要先在名单里确认离开时间。</Note>
            <View className="gap-2">
              <Button id="settle" block text="结算时长" onTap={() => void page.moveWhole(activity, 'settle')} />
            </View>
          </View>
        ) : null}
      </View>
      {can.revise ? <OtherDay page={page} activity={activity} /> : null}
      {activity.series && activity.series.others.length > 0 ? <Series page={page} series={activity.series} /> : null}
      {can.summarise ? <SummaryForm page={page} activity={activity} /> : null}
      {reports.length > 0 ? (
        <View className="card card--flush">
          {reports.map(({ number, category, status }) => (
            <ListRow
              key={number}
              icon="camera"
              title={`现场上报：${category}`}
              value={status}
              onTap={() => go.reportDetail(number)}
            />
          ))}
        </View>
      ) : null}
      {ratings.length > 0 ? (
        <View className="card">
          <View className="head">大家的评价</View>
          <View className="cap">
            {activity.rating.count} 人，平均 {activity.rating.average} 分（5 分制）
          </View>
          {ratings.map(({ score, text }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: without names they have nothing else, and they never change places
            <View key={i} className="roll-i">
              {score} 分{text ? `：${text}` : ''}
            </View>
          ))}
        </View>
      ) : null}
      {can.cancel ? (
        <View className="card">
          <Field
            lines
            label="取消活动"
            note="报名的人会收到原因"
            value={reason}
            max={300}
            hint="比如：当天有大雨"
            onChange={setReason}
          />
          <View className="gap-2">
            <Button
              block
              kind="danger"
              text={reason.trim() ? '取消活动' : '先写原因再取消'}
              off={!reason.trim()}
              onTap={() =>
                void ask({
                  title: '取消这个活动？',
                  text: '取消后不能恢复，报名的人都会收到通知。',
                  yes: '取消活动',
                  danger: true,
                }).then((yes) => yes && page.moveWhole(activity, 'cancel', { text: reason.trim() }))
              }
            />
          </View>
        </View>
      ) : null}
    </View>
  );
}

function SummaryForm({ page, activity }: { page: Roll; activity: ActivityView }) {
  const [text, setText] = useState(activity.summary?.text ?? '');
  const [thanks, setThanks] = useState(activity.summary?.thanks ?? '');
  const [consent, setConsent] = useState(false);
  const photos = usePhotos([], () => undefined);
  const sent = photos.photos.flatMap(({ id }) => id ?? []);
  const missing = !text.trim() ? '先写一段小结' : sent.length > 0 && !consent ? '先确认照片里的人同意' : undefined;
  return (
    <View className="card">
      <Field
        id="summary"
        lines
        label="活动小结"
        note="所有人可见"
        value={text}
        max={1000}
        hint="做了什么，有什么成果"
        onChange={setText}
      />
      <View className="gap-2">
        <Field
          id="thanks"
          label="感谢的话"
          note="发给到场的人"
          value={thanks}
          max={200}
          hint="谢谢大家"
          onChange={setThanks}
        />
      </View>
      <View className="gap-2">
        <PhotoGrid
          photos={photos.photos}
          max={PHOTOS}
          addText="加活动照片"
          onAdd={() => void photos.add(PHOTOS)}
          onRetry={photos.retry}
          onRemove={photos.remove}
        />
      </View>
      {sent.length > 0 ? <SwitchRow title="照片里认得出的人都同意了" on={consent} onChange={setConsent} /> : null}
      <View className="gap-2">
        <Button
          id="summarise"
          block
          kind="secondary"
          text={missing ?? '发布小结'}
          off={Boolean(missing)}
          onTap={() =>
            void page.moveWhole(activity, 'summarise', {
              text: text.trim(),
              thanks: thanks.trim(),
              photos: sent,
              consent,
            })
          }
        />
      </View>
    </View>
  );
}
