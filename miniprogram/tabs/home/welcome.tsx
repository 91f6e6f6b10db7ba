import { Text, View } from '@tarojs/components';
import { distanceText } from '../../../shared/words';
import { findHere } from '../../api/here';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { categoryIcon, Icon } from '../../components/icon';
import { ListRow, SectionHead } from '../../components/list-row';
import { Nav, Page } from '../../components/page';
import { smallestDivision } from '../../components/place-words';
import { ReportCard } from '../../components/report-card';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { setAppearance } from '../../platform/appearance';
import { go } from '../../platform/go';
import { Brand, Emergency } from './brand';
import { useHome } from './use-home';
import { useScan } from './use-scan';

/** Everyday cases under their everyday names; the form knows the rest. */
const QUICK = [
  { id: 'street-light', text: '路灯不亮', icon: 'cat-lamp' },
  { id: 'garbage-exposed', text: '垃圾没清', icon: 'cat-litter' },
  { id: 'stall-road', text: '占道摆摊', icon: 'cat-stall' },
  { id: 'car-parking', text: '车辆乱停', icon: 'cat-parking' },
  { id: undefined, text: '全部类别', icon: 'more' },
] as const;

type HomeState = ReturnType<typeof useHome>;

export function Welcome({ onDesk }: { onDesk?: () => void }) {
  const home = useHome();
  return (
    <Page tabs ownNav>
      <Hero home={home} {...(onDesk ? { onDesk } : {})} />
      <View className="wrap">
        <Mine home={home} />
        <View className="quick">
          {QUICK.map(({ id, text, icon }) => (
            <Tap key={text} className="quick-i" spoken={text} onTap={() => go.report(id ? { category: id } : {})}>
              <Icon name={icon} />
              <Text>{text}</Text>
            </Tap>
          ))}
        </View>
        <Around home={home} />
        <Emergency />
      </View>
    </Page>
  );
}

function Hero({ home, onDesk }: { home: HomeState; onDesk?: () => void }) {
  const { here, street } = home;
  const scan = useScan();
  const found = street.data;
  const division = found && smallestDivision(found.divisions)?.name;
  const place = found?.street?.name ?? division ?? (here.status === 'known' ? '正在认街' : '打开定位');
  const promise = found
    ? `这里归${found.responsible.label} 管，${found.promise.acceptText}`
    : here.status === 'denied' || here.status === 'unavailable'
      ? '没有定位也能上报，在地图上指一下就行'
      : '拍一张照片，就知道谁来管、什么时候办好';
  return (
    <View className="hero">
      <View className="hero-motif" aria-hidden="true" />
      <Nav kind="clear" brand={<Brand subtitle="楚雄城市管理随手办" />} />
      <View className="wrap">
        <View className="row row--between">
          <Tap className="hero-loc" spoken={`您在${place}，点这里重新定位`} onTap={() => void findHere()}>
            <Icon name="location" />
            <Text className="clip">{place}</Text>
            {found?.street && division ? <Text className="hero-loc-s clip">{division}</Text> : null}
          </Tap>
          {onDesk ? (
            <Tap className="hero-tool" label="回到工作台" onTap={onDesk}>
              <Icon name="tab-desk" />
              <Text>工作台</Text>
            </Tap>
          ) : (
            <Tap className="hero-tool" label="换成长辈版，字更大" onTap={() => setAppearance({ elder: true })}>
              <Icon name="text-size" />
              <Text>长辈版</Text>
            </Tap>
          )}
        </View>
        <View className="hero-say">看见问题，拍给街长</View>
        <View className="hero-prom">{promise}</View>
        <View className="hero-go">
          <Button
            id="snap"
            className="hero-snap"
            kind="plain"
            icon="camera"
            text="随手拍"
            onTap={() => go.report({ camera: '1' })}
          />
          {process.env.TARO_ENV === 'h5' ? (
            <Button className="hero-scan" kind="quiet" icon="map" text="看身边" onTap={go.nearby} />
          ) : (
            <Button className="hero-scan" kind="quiet" icon="scan" text="扫一扫" onTap={scan} />
          )}
        </View>
      </View>
      <View className="band" aria-hidden="true" />
    </View>
  );
}

function Mine({ home }: { home: HomeState }) {
  const { mine, first } = home;
  const counts = mine.data?.counts;
  const more = counts ? (counts.toRate ? `${counts.toRate} 件待评价` : `${counts.open} 件在办`) : '全部';
  return (
    <View className="sec home-first">
      <SectionHead title="我的上报" more={more} onMore={() => go.myReports()} />
      {mine.status === 'loading' ? <Skeleton count={1} /> : null}
      {mine.status === 'error' ? (
        <View className="card card--flush">
          <ErrorFace error={mine.error} onRetry={() => void mine.reload()} />
        </View>
      ) : null}
      {mine.status === 'ready' && first ? (
        <ReportCard report={first} now={Date.now()} where={first.address} onTap={() => go.reportDetail(first.number)} />
      ) : null}
      {mine.status === 'ready' && !first ? (
        <View className="card card--flush">
          <Empty icon="camera" title="您还没有上报过" text="路灯不亮、垃圾没清、井盖松了，拍一张就行。" />
        </View>
      ) : null}
    </View>
  );
}

function Around({ home }: { home: HomeState }) {
  const { nearby, here } = home;
  if (here.status !== 'known') return null;
  return (
    <View className="sec">
      <SectionHead title="身边的事" more="看地图" onMore={go.nearby} />
      {nearby.status === 'loading' ? <Skeleton kind="rows" count={2} /> : null}
      {nearby.status === 'error' ? (
        <View className="card card--flush">
          <ErrorFace error={nearby.error} onRetry={() => void nearby.reload()} />
        </View>
      ) : null}
      {nearby.data?.length === 0 ? <View className="card cap-2">一公里内没有公开的上报。</View> : null}
      {nearby.data?.length ? (
        <View className="card card--flush">
          {nearby.data.map((report) => (
            <ListRow
              key={report.number}
              icon={categoryIcon(report.category.icon)}
              title={report.category.name}
              note={[report.street?.name ?? report.address, distanceText(report.distanceM ?? 0)]
                .filter(Boolean)
                .join(' · ')}
              tail={
                <StateBadge state={report.status} word={report.statusLabel} late={report.clock?.state === 'late'} />
              }
              bare
              onTap={() => go.reportDetail(report.number)}
            />
          ))}
        </View>
      ) : null}
    </View>
  );
}
