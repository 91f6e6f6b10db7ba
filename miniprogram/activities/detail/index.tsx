import { Text, View } from '@tarojs/components';
import { KINDS } from '../../../shared/activities/kinds';
import type { ShownState } from '../../../shared/activities/states';
import type { ActivityView } from '../../../shared/activities/views';
import { beforeText, clockText, monthDayText, weekdayText } from '../../../shared/words';
import { pictureUrl } from '../../api/wire';
import { ActivityBadge } from '../../components/activity-row';
import { BarTool, Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Nav, Page } from '../../components/page';
import { Picture } from '../../components/picture';
import { Tap } from '../../components/tap';
import { toast } from '../../components/toast';
import { previewPhotos } from '../../platform/camera';
import { copy, dial, navigateTo } from '../../platform/device';
import { openFile } from '../../platform/document';
import { go } from '../../platform/go';
import { ChangedNote, isAsked } from '../parts/changed-note';
import './index.scss';
import { ShiftPick } from './shift-pick';
import { SignUpSheet } from './sign-up-sheet';
import { useDetail } from './use-detail';

/** Nobody needs to know what to bring to it any more. */
const OVER: readonly ShownState[] = ['finished', 'settled', 'cancelled'];

export default function ActivityPage() {
  const page = useDetail();
  const { activity, shift } = page;
  const data = activity.data;
  if (!data || !shift)
    return (
      <Page title="活动" back="back">
        <View className="wrap">
          {activity.status === 'error' ? (
            <ErrorFace error={activity.error} onRetry={() => void activity.reload()} />
          ) : (
            <Skeleton kind="detail" />
          )}
        </View>
      </Page>
    );
  const over = OVER.includes(data.state);
  const pictures = data.photos.map((photo) => pictureUrl(photo.url));
  return (
    <Page ownNav bar={<Bar page={page} data={data} />}>
      <View className={data.photo ? 'act-pic' : 'act-pic act-pic--none'}>
        {data.photo ? (
          <Tap className="rep-pic" label={`看${data.photos.length}张图片`} onTap={() => previewPhotos(pictures, 0)}>
            <Picture className="rep-pic" src={pictureUrl(data.photo.url)} alt={data.title} />
          </Tap>
        ) : (
          <Icon name={KINDS[data.kind].icon} className="act-pic-k" />
        )}
        <Nav back="back" kind="clear" />
      </View>
      <View className="wrap act-up">
        <Head data={data} />
        {data.cancelledBecause ? (
          <Note tone="torch" icon="withdraw">
            活动已取消：{data.cancelledBecause}
          </Note>
        ) : null}
        {data.mySignUps.filter(isAsked).map((row) => (
          <View key={row.id} className="card">
            <ChangedNote row={row} onDone={() => void activity.reload()} />
          </View>
        ))}
        {data.summary ? <Summary data={data} /> : null}
        <View className="card">
          <View className="act-h">{data.can.signUp ? '选一个班次' : '班次'}</View>
          <ShiftPick shifts={data.shifts} chosen={shift.id} mine={data.mySignUps} over={over} onChoose={page.choose} />
        </View>
        {over ? null : <Know data={data} />}
        {data.series ? <OtherDays series={data.series} /> : null}
        {data.can.organise ? (
          <View className="gap-3">
            <Button block kind="secondary" icon="qr" text="组织者：签到码和名单" onTap={() => go.roll(data.id)} />
          </View>
        ) : null}
      </View>
      {page.asking ? (
        <SignUpSheet
          activity={data}
          shift={shift}
          volunteers={page.volunteers}
          groups={page.groups}
          onClose={() => page.setAsking(false)}
          onDone={() => {
            page.setAsking(false);
            void activity.reload();
          }}
        />
      ) : null}
    </Page>
  );
}

/** A browser takes the file; WeChat opens none of that kind, so its address is put on the clipboard. */
async function toCalendar({ calendarUrl }: ActivityView) {
  const url = pictureUrl(calendarUrl);
  if (process.env.TARO_ENV === 'h5') await openFile(url, 'download');
  else toast((await copy(url)) ? '日历地址已复制，粘贴到日历应用' : url, 'calendar');
}

function Head({ data }: { data: ActivityView }) {
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

function Know({ data }: { data: ActivityView }) {
  const now = new Date();
  const rows = [
    { icon: 'shield', text: data.insurance },
    { icon: 'warning', text: data.risks },
    ...(data.bring ? [{ icon: 'check-circle', text: `请带：${data.bring}` }] : []),
    { icon: 'qr', text: '到场扫组织者的签到码，走时再扫一次，时长自动记' },
    { icon: 'clock', text: `来不了，${beforeText(new Date(data.cancelUntil), now)}取消；三次不来会暂停报名` },
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
function OtherDays({ series }: { series: NonNullable<ActivityView['series']> }) {
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

function Summary({ data }: { data: ActivityView }) {
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

function Bar({ page, data }: { page: ReturnType<typeof useDetail>; data: ActivityView }) {
  const { shift } = page;
  const own = data.mySignUps.find((row) => row.shift.id === shift?.id && row.who === '本人');
  const from = new Date(shift?.from ?? data.startsAt);
  const share = <BarTool icon="share" text="叫朋友" onTap={() => previewPhotos([pictureUrl(data.shareUrl)], 0)} />;
  if (data.can.organise && data.state === 'draft') return <Button block text="去发布" onTap={() => go.roll(data.id)} />;
  if (own && ['confirmed', 'waiting', 'present'].includes(own.state))
    return (
      <>
        {share}
        <Button
          text={own.can.checkIn ? '去签到' : own.can.checkOut ? '去签退' : '看我的班次'}
          onTap={() => (own.can.checkIn || own.can.checkOut ? go.checkIn(own.id) : go.myShifts())}
        />
      </>
    );
  const when = `${weekdayText(from)} ${clockText(from)}`;
  return (
    <>
      {share}
      <Button
        id="sign-up"
        text={
          data.can.signUp ? `${(shift?.free ?? 0) > 0 ? '报名' : '候补'} ${when}` : (data.can.whyNot ?? '现在不能报名')
        }
        off={!data.can.signUp}
        onTap={() => page.setAsking(true)}
      />
    </>
  );
}
