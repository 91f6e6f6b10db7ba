import { View } from '@tarojs/components';
import { KINDS } from '../../../shared/activities/kinds';
import type { ShownState } from '../../../shared/activities/states';
import type { ActivityView } from '../../../shared/activities/views';
import { clockText, weekdayText } from '../../../shared/words';
import { pictureUrl } from '../../api/wire';
import { BarTool, Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Nav, Page } from '../../components/page';
import { Picture } from '../../components/picture';
import { Tap } from '../../components/tap';
import { previewPhotos } from '../../platform/camera';
import { go } from '../../platform/go';
import { ChangedNote, isAsked } from '../parts/changed-note';
import { Head, Know, OtherDays, Summary } from './cards';
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
