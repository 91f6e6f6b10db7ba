import { Text, View } from '@tarojs/components';
import { ApiError, wordsFor } from '../../api/errors';
import { BarTool, Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { SectionHead } from '../../components/list-row';
import { Nav, Page } from '../../components/page';
import { StreetPlate } from '../../components/street-plate';
import { when } from '../../components/when';
import { dial } from '../../platform/device';
import { go } from '../../platform/go';
import { PortalMap } from '../../platform/map';
import { useShareAppMessage } from '../../platform/page';
import { Chiefs } from './chiefs';
import './index.scss';
import { CardNotes } from './notes';
import { CaseRows, Month } from './parts';
import { type Street, useStreet } from './use-street';

const isUnknown = (error: unknown) => error instanceof ApiError && error.code === 'street.not-found';

/** 街道名片: whose street this is, how it is looked after, and one button to report something here. */
export default function StreetPage() {
  const page = useStreet();
  const { street, position, place } = page;
  const data = street.data;
  useShareAppMessage(() => ({
    title: data ? `${data.name}：街长${data.chief?.name ?? '暂缺'}` : '街道名片',
    path: `/areas/street/index?code=${page.code}`,
  }));
  const report = (of: Street) => {
    // one's own place when it is on the street, else the street itself: the form says so and lets it be moved
    const at = place && position?.state === 'here' ? place : of.centre;
    go.report({
      lng: at.lng.toFixed(6),
      lat: at.lat.toFixed(6),
      street: of.name,
      ...(page.scanned ? { source: 'qr' as const } : {}),
    });
  };
  const bar =
    data && !data.retired ? (
      <>
        {data.dutyPhone ? <BarTool icon="phone" text="值班电话" onTap={() => dial(data.dutyPhone ?? '')} /> : null}
        <Button id="report-here" block icon="camera" text="在这里上报" onTap={() => report(data)} />
      </>
    ) : null;
  return (
    <Page title="街道名片" ownNav {...(bar ? { bar } : {})}>
      <View className="hero">
        <View className="hero-motif" />
        <Nav kind="clear" title="街道名片" back="back" />
        <View className="wrap street-sign">
          {data ? (
            <>
              <StreetPlate name={data.name} large />
              {data.extent ? (
                <View className="street-extent">
                  {data.extent.from} 至 {data.extent.to}
                </View>
              ) : null}
              <View className="street-extent">{data.where}</View>
            </>
          ) : (
            <View className="street-extent">{street.status === 'error' || !page.code ? '没有打开' : '正在打开'}</View>
          )}
        </View>
      </View>
      <View className={`wrap ${data || (page.code && street.status === 'loading') ? 'street-up' : ''}`}>
        {!page.code || isUnknown(street.error) ? (
          <Empty
            icon="qr"
            title={page.code ? '没有这条街' : '读不出是哪条街'}
            text={
              page.code
                ? `牌子上的码是 ${page.code}，没有登记这条街，可能印错了。可以在地图上找。`
                : '这个码里没有街道的编码，可能印坏了。可以在地图上找。'
            }
            action={<Button icon="map" text="在地图上找" onTap={go.nearby} />}
          />
        ) : street.status === 'error' ? (
          <ErrorFace error={street.error} onRetry={() => void street.reload()} />
        ) : !data ? (
          <Skeleton count={3} />
        ) : (
          <Content page={page} data={data} />
        )}
      </View>
    </Page>
  );
}

function Content({ page, data }: { page: ReturnType<typeof useStreet>; data: Street }) {
  const { position, all } = page;
  const items = all.items ?? data.open.items;
  return (
    <>
      <CardNotes street={data} position={position} />
      {data.retired ? null : <Chiefs street={data} />}
      <View className="card card--flush street-map">
        <PortalMap
          className="street-map-in"
          centre={page.frame?.centre ?? data.centre}
          zoom={page.frame?.zoom ?? 15}
          lines={page.lines}
          areas={page.areas}
          me={page.place}
          tileUrl={page.tileUrl}
        />
        {data.illustrative ? <Text className="street-map-note">范围为示意，非实测边界</Text> : null}
      </View>
      <Month street={data} />
      <View className="street-sec">
        <SectionHead title={all.items ? '这条街的全部上报' : `正在办 ${data.open.count} 件`} />
        <CaseRows items={items} all={all.items !== undefined} />
        {all.error ? <View className="help help--err">{wordsFor(all.error).detail}</View> : null}
        {all.hasMore ? (
          <Button
            kind="quiet"
            block
            text={all.items ? '再看十件' : '看全部，包括办结的'}
            busy={all.busy}
            onTap={all.more}
          />
        ) : null}
      </View>
      <View className="cap center street-foot">
        {data.lastPatrolAt ? `街长上次巡查：${when(data.lastPatrolAt, Date.now())}` : '还没有巡查记录'} · 每{' '}
        {data.patrolDays} 天一次
        <View>牌子上的码：{data.code}</View>
      </View>
    </>
  );
}
