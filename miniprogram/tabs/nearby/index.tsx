import { Text, View } from '@tarojs/components';
import { distanceText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { categoryIcon, Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { Thumb } from '../../components/photo';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';
import { PortalMap } from '../../platform/map';
import './index.scss';
import { useNearby } from './use-nearby';

export default function Nearby() {
  const nearby = useNearby();
  const { middle } = nearby;
  const reportHere = () => go.report(middle ? { lng: middle.lng.toFixed(6), lat: middle.lat.toFixed(6) } : {});
  const locate = async () => {
    const found = await nearby.locate();
    if (!found.ok)
      toast(
        found.reason === 'denied' ? '您没有允许定位，可以直接拖动地图' : '暂时定不到位置，可以直接拖动地图',
        'info',
      );
  };
  return (
    <Page title="身边" tabs>
      <View className="near-map">
        {nearby.start ? (
          <PortalMap
            className="near-map-in"
            centre={nearby.start}
            zoom={15}
            pins={nearby.pins}
            lines={nearby.ground.lines}
            areas={nearby.ground.areas}
            tileUrl={nearby.groundData?.tileUrl ?? null}
            me={nearby.me}
            onMove={nearby.moved}
            onPin={go.reportDetail}
          />
        ) : null}
        <View className="near-chips">
          <Chip
            text="在办"
            role="radio"
            on={nearby.filter === 'open'}
            count={nearby.counts.open}
            onTap={() => nearby.setFilter('open')}
          />
          <Chip
            text="办结"
            role="radio"
            on={nearby.filter === 'done'}
            count={nearby.counts.done}
            onTap={() => nearby.setFilter('done')}
          />
        </View>
        {nearby.groundData?.illustrative ? <Text className="near-note">街道和边界为示意</Text> : null}
        <View className="near-tools">
          <Button className="near-here" icon="camera" text="在这里上报" onTap={reportHere} />
          <Tap className="near-locate" label="回到我的位置" onTap={() => void locate()}>
            <Icon name="target" />
          </Tap>
        </View>
      </View>
      <View className="wrap near-list">
        <NearbyList nearby={nearby} onReport={reportHere} />
      </View>
    </Page>
  );
}

function NearbyList({ nearby, onReport }: { nearby: ReturnType<typeof useNearby>; onReport: () => void }) {
  const { near, shown, filter, radius } = nearby;
  const word = filter === 'open' ? '在办' : '办结';
  if (near.status === 'error' && shown.length === 0)
    return <ErrorFace error={near.error} onRetry={() => void near.reload()} />;
  if (near.status === 'loading' && shown.length === 0) return <Skeleton count={3} />;
  if (shown.length === 0) {
    return (
      <Empty
        icon={filter === 'open' ? 'check-circle' : 'search'}
        title={`地图里没有${word}的上报`}
        text={filter === 'open' ? '看见问题，就拍给街长。' : '把地图拖开一点，或看看在办的。'}
        action={
          filter === 'open' ? <Button kind="secondary" icon="camera" text="在这里上报" onTap={onReport} /> : undefined
        }
      />
    );
  }
  return (
    <View>
      <View className="sec-h">
        <Text className="sec-t">
          {radius >= 1000 ? `${(radius / 1000).toFixed(1)} 公里` : `${radius} 米`}内{word} {shown.length} 件
        </Text>
        <Text className="cap">近的在前</Text>
      </View>
      <View className="card card--flush">
        {shown.map((report) => (
          <Tap key={report.number} className="near-row" role="link" onTap={() => go.reportDetail(report.number)}>
            <Thumb photo={report.photo} icon={categoryIcon(report.category.icon)} alt={report.category.name} />
            <View className="grow">
              <Text className="strong clip">{report.category.name}</Text>
              <Text className="cap clip">{report.address || report.street?.name}</Text>
              <Text className="cap clip">{distanceText(report.distanceM ?? 0)}</Text>
            </View>
            <StateBadge state={report.status} word={report.statusLabel} late={report.clock?.state === 'late'} />
          </Tap>
        ))}
      </View>
    </View>
  );
}
