// What the page of an activity says, card by card.
import { Text, View } from '@tarojs/components';
import { KINDS } from '../../../shared/activities/kinds';
import type { ActivityView } from '../../../shared/activities/views';
import { beforeText, clockText, monthDayText, weekdayText } from '../../../shared/words';
import { pictureUrl } from '../../api/wire';
import { ActivityBadge } from '../../components/activity-row';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Picture } from '../../components/picture';
import { Tap } from '../../components/tap';
import { toast } from '../../components/toast';
import { previewPhotos } from '../../platform/camera';
import { copy, dial, navigateTo } from '../../platform/device';
import { openFile } from '../../platform/document';
import { go } from '../../platform/go';

/** A browser takes the file; WeChat opens none of that kind, so its address is put on the clipboard. */
async function toCalendar({ calendarUrl }: ActivityView) {
  const url = pictureUrl(calendarUrl);
  if (process.env.TARO_ENV === 'h5') await openFile(url, 'download');
  else toast((await copy(url)) ? '日历地址已复制，粘贴到日历应用' : url, 'calendar');
}

export function Head({ data }: { data: ActivityView }) {
  const from = new Date(data.startsAt);
  const hours = data.shifts[0]?.hours ?? 0;
  return (
    <View className="card">
      <View className="row row--between">
        <View className="st st--handling">
          <Icon name={KINDS[data.kind].icon} />
          <Text>{data.kindName}</Text>
        </View>
        {data.state === 'published' ? (
          <Text className="cap">{hours ? `每班计 ${hours} 小时服务时长` : '不计服务时长'}</Text>
        ) : (
          <ActivityBadge state={data.state} />
        )}
      </View>
      <View className="act-t">{data.title}</View>
      <View className="act-f">
        <Icon name="calendar" />
        <View className="grow">
          {monthDayText(from)} {weekdayText(from)} {clockText(from)}–{clockText(new Date(data.endsAt))}
        </View>
      </View>
      <View className="act-f">
        <Icon name="location" />
        <View className="grow">{data.place}</View>
        <Tap
          className="act-f-go"
          label={`看路线：${data.place}`}
          onTap={() => navigateTo({ ...data.location, name: data.place })}
        >
          看路线
        </Tap>
      </View>
      {data.area ? (
        <View className="act-f">
          <Icon name="map" />
          <View className="grow">属于 {data.area.name}</View>
        </View>
      ) : null}
      <View className="act-f">
        <Icon name="users" />
        <View className="grow">
          {data.organiser} · {data.contact.contact}
        </View>
        {data.contact.phone ? (
          <Tap className="act-f-go" label="打电话给组织者" onTap={() => dial(data.contact.phone ?? '')}>
            打电话
          </Tap>
        ) : null}
      </View>
      <View className="act-k">
        <View className="act-k-t">{data.about}</View>
      </View>
      {data.rating.average === null ? null : (
        <View className="cap">
          参加过的 {data.rating.count} 人评 {data.rating.average} 分（5 分制）
        </View>
      )}
    </View>
  );
}

export function Know({ data }: { data: ActivityView }) {
  const now = new Date();
  const rows = [
    { icon: 'shield', text: data.insurance },
    { icon: 'warning', text: data.risks },
    ...(data.bring ? [{ icon: 'check-circle', text: `请带：${data.bring}` }] : []),
    { icon: 'qr', text: '到场扫组织者的签到码，走时再扫一次，时长自动记' },
    { icon: 'clock', text: `来不了，${beforeText(new Date(data.cancelUntil), now)}取消；多次不来会暂停报名` },
  ];
  return (
    <View className="card">
      <View className="act-h">去之前知道</View>
      {rows.map(({ icon, text }) => (
        <View key={icon} className="act-k">
          <Icon name={icon} />
          <View className="act-k-t">{text}</View>
        </View>
      ))}
      <View className="row row--wrap gap-2">
        <Button kind="quiet" icon="calendar" text="加到日历" onTap={() => void toCalendar(data)} />
      </View>
    </View>
  );
}

/** The other days of the series that lie ahead, each to be opened. */
export function OtherDays({ series }: { series: NonNullable<ActivityView['series']> }) {
  const open = series.others.filter(({ state }) => state === 'published' || state === 'running');
  if (open.length === 0) return null;
  return (
    <View className="card">
      <View className="act-h">其他日子也办</View>
      <View className="chips">
        {open.map(({ id, startsAt }) => {
          const from = new Date(startsAt);
          return (
            <Chip
              key={id}
              text={`${monthDayText(from)} ${weekdayText(from)}`}
              icon="calendar"
              onTap={() => go.activity(id)}
            />
          );
        })}
      </View>
    </View>
  );
}

export function Summary({ data }: { data: ActivityView }) {
  const { summary } = data;
  if (!summary) return null;
  const urls = summary.photos.map((photo) => pictureUrl(photo.url));
  return (
    <View className="card">
      <View className="act-h">活动小结</View>
      <View className="body-s">{summary.text}</View>
      {summary.thanks ? <View className="jade-text gap-2">{summary.thanks}</View> : null}
      <View className="tl-ph gap-2">
        {summary.photos.map((photo, i) => (
          <Tap key={photo.id} className="tl-pic" label={`活动照片 ${i + 1}`} onTap={() => previewPhotos(urls, i)}>
            <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt="" />
          </Tap>
        ))}
      </View>
    </View>
  );
}
