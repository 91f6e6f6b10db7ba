import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { listPlotCare } from '../../../shared/green-spaces/care-contract';
import { carePiece, plaquePiece } from '../../../shared/green-spaces/content-contract';
import { type PlotView, readPlot } from '../../../shared/green-spaces/plot-contract';
import { distanceText } from '../../../shared/words';
import { call } from '../../api/client';
import { useHere } from '../../api/here';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { pictureUrl } from '../../api/wire';
import { BarTool, Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { ListRow, SectionHead } from '../../components/list-row';
import { Nav, Page } from '../../components/page';
import { Thumb } from '../../components/photo';
import { Picture } from '../../components/picture';
import { Tap } from '../../components/tap';
import { when } from '../../components/when';
import { previewPhotos } from '../../platform/camera';
import { metresBetween } from '../../platform/datum';
import { dial, navigateTo } from '../../platform/device';
import { go } from '../../platform/go';
import { useRouter, useShareAppMessage, useShown } from '../../platform/page';
import { Fact, PlotBadge, TaskLines } from '../parts';
import { Flagging, FlagTap } from './flagging';
import './index.scss';

/** One plot: what it is, what it needs, who cares for it, and the one thing to do next. */
export default function PlotPage() {
  const code = useRouter().params.code ?? '';
  const me = useMe();
  const loaded = useCall(`${me?.id ?? ''} ${code}`, () => call(readPlot, { params: { code } }));
  useShown(() => void loaded.reload());
  useShareAppMessage(() => ({
    title: loaded.data?.name ?? '认养一块绿地',
    path: `/green-spaces/plot/index?code=${code}`,
  }));
  const plot = loaded.data;
  return (
    <Page
      {...(plot ? { ownNav: true } : { title: '绿地', back: 'back' as const })}
      bar={plot ? <Bar plot={plot} /> : undefined}
    >
      {loaded.status === 'error' ? <ErrorFace error={loaded.error} onRetry={() => void loaded.reload()} /> : null}
      {loaded.status === 'loading' ? (
        <View className="wrap">
          <Skeleton kind="detail" />
        </View>
      ) : null}
      {plot ? <Content plot={plot} /> : null}
    </Page>
  );
}

function Content({ plot }: { plot: PlotView }) {
  return (
    <>
      <View className="plot-pic">
        {plot.photos[0] ? (
          <Tap
            className="plot-pic-in"
            label="看大图"
            onTap={() =>
              previewPhotos(
                plot.photos.map((photo) => pictureUrl(photo.url)),
                0,
              )
            }
          >
            <Picture className="plot-img" src={pictureUrl(plot.photos[0].url)} alt={plot.name} eager />
          </Tap>
        ) : null}
        <View className="plot-nav">
          <Nav back="back" kind="clear" />
        </View>
        {plot.photos.length > 1 ? <Text className="plot-n">1 / {plot.photos.length}</Text> : null}
      </View>
      <View className="wrap plot-up">
        <Head plot={plot} />
        <View className="card">
          <View className="head">要做什么</View>
          <TaskLines tasks={plot.tasks} />
          {plot.careNote ? <View className="cap gap-2">{plot.careNote}</View> : null}
          <View className="cap gap-2">{plot.neglectDays} 天没有养护记录会提醒两次，仍没有的话，绿地重新开放。</View>
        </View>
        <Adopters plot={plot} />
        <CareHistory code={plot.code} />
        <View className="card card--flush gap-3">
          <ListRow
            icon="warning"
            title="这里有问题"
            note="水管漏、树歪了、有人占：直接报给街长"
            onTap={() =>
              go.report({ plot: plot.code, lng: plot.location.lng.toFixed(6), lat: plot.location.lat.toFixed(6) })
            }
          />
          <ListRow
            icon="user"
            title={plot.unit.name}
            note="管理单位"
            {...(plot.unit.phone ? { value: plot.unit.phone, onTap: () => dial(plot.unit.phone ?? '') } : {})}
          />
          <ListRow icon="map" title="怎么走" onTap={() => navigateTo({ ...plot.location, name: plot.name })} />
        </View>
      </View>
    </>
  );
}

function Head({ plot }: { plot: PlotView }) {
  const here = useHere();
  const metres = here.status === 'known' ? metresBetween(here.place, plot.location) : undefined;
  const where = [plot.address, metres === undefined ? '' : `离您${distanceText(metres)}`].filter(Boolean);
  return (
    <View className="card">
      <View className="row">
        <PlotBadge plot={plot} />
        <Text className="cap">编号 {plot.code}</Text>
      </View>
      <View className="title gap-2">{plot.name}</View>
      <View className="cap-2 row plot-where">
        <Icon name="location" />
        <Text className="grow">{where.join(' · ')}</Text>
      </View>
      {plot.plants.length ? <View className="cap gap-1">种着{plot.plants.join('、')}</View> : null}
      <View className="gs-facts">
        <Fact value={plot.size.value} unit={plot.size.unit} text={plot.kindName} />
        {plot.visitsPerWeek > 0 ? (
          <Fact value={plot.visitsPerWeek} unit="次/周" text="现在要照料" />
        ) : (
          <Fact value={plot.care.visits} unit="次" text="累计养护" />
        )}
        <Fact
          value={`${plot.taken}/${plot.capacity}`}
          unit="家"
          text={plot.waiting ? `${plot.waiting} 家在候补` : '已认养'}
        />
      </View>
    </View>
  );
}

function Adopters({ plot }: { plot: PlotView }) {
  const [flagged, setFlagged] = useState<string>();
  if (plot.adopters.length + plot.unnamed === 0) return null;
  return (
    <View className="card gap-3">
      <View className="head">谁在照料</View>
      {plot.adopters.map((adopter) => (
        <View key={adopter.plaque + adopter.since} className="plot-who">
          <Text className="strong grow clip">{adopter.plaque}</Text>
          <Text className="cap">
            {adopter.badge ? `${adopter.badge} · ` : ''}来过 {adopter.visits} 次
          </Text>
          <FlagTap what={`牌名“${adopter.plaque}”`} onTap={() => setFlagged(plaquePiece(adopter.id))} />
        </View>
      ))}
      {flagged ? <Flagging what="牌名" piece={flagged} onClose={() => setFlagged(undefined)} /> : null}
      {plot.unnamed ? <View className="cap gap-1">还有 {plot.unnamed} 家没有公开牌名</View> : null}
    </View>
  );
}

function CareHistory({ code }: { code: string }) {
  const [flagged, setFlagged] = useState<string>();
  const logs = useCall(code, () => call(listPlotCare, { params: { code }, query: { limit: '5' } }));
  if (logs.status !== 'ready') return null;
  if (logs.data.items.length === 0)
    return (
      <View className="card gap-3">
        <Empty icon="sprout" title="还没有养护记录" text="第一次浇水、第一次除草，都会记在这里。" />
      </View>
    );
  const now = Date.now();
  return (
    <View className="gap-3">
      <SectionHead title="最近的养护" />
      <View className="card card--flush">
        {logs.data.items.map((log) => (
          <View key={log.id} className="gs-row">
            <Thumb photo={log.photos[0] ?? null} icon="sprout" alt="养护照片" />
            <View className="grow">
              <Text className="strong clip">{log.tasks.map(({ name }) => name).join('、')}</Text>
              <Text className="cap clip">
                {when(log.at, now)} · {log.atPlace ? '在现场' : log.remote}
              </Text>
            </View>
            {log.photos.length ? <FlagTap what="养护照片" onTap={() => setFlagged(carePiece(log.id))} /> : null}
          </View>
        ))}
      </View>
      {flagged ? <Flagging what="养护照片" piece={flagged} onClose={() => setFlagged(undefined)} /> : null}
    </View>
  );
}

function Bar({ plot }: { plot: PlotView }) {
  const { mine, can } = plot;
  const main = mine ? (
    can.logCare ? (
      <Button block icon="check" text="去打卡" onTap={() => go.logCare(mine.id)} />
    ) : (
      <Button block text={mine.label} onTap={() => go.adoption(mine.id)} />
    )
  ) : plot.state !== 'open' ? (
    <Button block off text={plot.label} />
  ) : (
    <Button
      id="apply"
      block
      text={plot.availability === 'free' ? '申请认养' : '排队候补'}
      onTap={() => go.applyForPlot(plot.code)}
    />
  );
  return (
    <>
      {mine ? (
        <BarTool icon="leaf" text="我的" onTap={() => go.adoption(mine.id)} />
      ) : (
        <BarTool icon="list" text="别处" onTap={go.plots} />
      )}
      {main}
    </>
  );
}
