import { Text, View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { distanceText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { categoryIcon, Icon } from '../../components/icon';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Thumb } from '../../components/photo';
import { StateBadge } from '../../components/state-badge';
import { StreetPlate } from '../../components/street-plate';
import { Tap } from '../../components/tap';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';
import { PortalMap } from '../../platform/map';
import { FilterSheet } from './filter-sheet';
import { chosen } from './filters';
import './index.scss';
import { SearchSheet } from './search-sheet';
import { useNearby } from './use-nearby';

type NearbyState = ReturnType<typeof useNearby>;
const KINDS = [
  ['open', '在办'],
  ['done', '办结'],
] as const;

export default function Nearby() {
  const nearby = useNearby();
  const { middle, filters, street } = nearby;
  const [filtering, setFiltering] = useState(false);
  const [searching, setSearching] = useState(false);
  const [searched, setSearched] = useState<string>();
  const groups = useMemo(() => [...new Set(nearby.categories.map(({ group }) => group))], [nearby.categories]);
  const at = middle ? { lng: middle.lng.toFixed(6), lat: middle.lat.toFixed(6) } : {};
  const locate = async () => {
    const found = await nearby.locate();
    if (!found.ok)
      toast(
        found.reason === 'denied' ? '您没有允许定位，可以直接拖动地图' : '暂时定不到位置，可以直接拖动地图',
        'info',
      );
  };
  const count = chosen(filters);
  return (
    <Page title="身边" tabs>
      <View className="near-map">
        {nearby.start ? (
          <PortalMap
            className="near-map-in"
            centre={nearby.start}
            zoom={nearby.zoom}
            pins={nearby.pins}
            clusters={nearby.clusters}
            lines={nearby.ground.lines}
            areas={nearby.ground.areas}
            tileUrl={nearby.groundData?.tileUrl ?? null}
            me={nearby.me}
            onMove={nearby.moved}
            onPin={go.reportDetail}
            onCluster={nearby.closer}
            onGround={nearby.chooseStreet}
          />
        ) : null}
        <Tap className="near-search" spoken="搜街道、社区、地名" onTap={() => setSearching(true)}>
          <Icon name="search" />
          <Text>{searched ?? '搜街道、社区、地名'}</Text>
        </Tap>
        <View className="near-chips">
          {KINDS.map(([kind, text]) => (
            <Chip
              key={kind}
              text={text}
              role="radio"
              on={filters.kind === kind}
              {...(nearby.counts ? { count: nearby.counts[kind] } : {})}
              onTap={() => {
                const { status: _, ...rest } = filters;
                nearby.setFilters({ ...rest, kind });
              }}
            />
          ))}
          <Chip text={count ? `筛选 ${count}` : '筛选'} icon="list" on={count > 0} onTap={() => setFiltering(true)} />
        </View>
        {nearby.marksMissing ? (
          <Tap className="near-missing" spoken="地图上的标记没有取到，再试一次" onTap={nearby.again}>
            <Icon name="refresh" />
            <Text>标记没有取到，再试一次</Text>
          </Tap>
        ) : null}
        {nearby.groundData?.illustrative ? <Text className="near-note">街道和边界为示意</Text> : null}
        <View className="near-tools">
          <Button className="near-here" icon="camera" text="在这里上报" onTap={() => go.report(at)} />
          <Tap className="near-locate" label="回到我的位置" onTap={() => void locate()}>
            <Icon name="target" />
          </Tap>
        </View>
      </View>
      <View className="wrap near-list">
        {street ? <ChosenStreet street={street} onClose={nearby.leaveStreet} /> : null}
        <NearbyList nearby={nearby} onReport={() => go.report(at)} />
        <View className="card card--flush near-who">
          <ListRow
            icon="shield"
            title="这里归谁管"
            note="每一类问题的责任人、牵头部门和时限"
            onTap={() => go.responsible(at)}
          />
        </View>
      </View>
      {searching ? (
        <SearchSheet
          onClose={() => setSearching(false)}
          onChoose={(place) => {
            setSearching(false);
            setSearched(place.name);
            nearby.goTo(place);
          }}
        />
      ) : null}
      {filtering ? (
        <FilterSheet
          filters={filters}
          groups={groups}
          onChange={nearby.setFilters}
          onClose={() => setFiltering(false)}
        />
      ) : null}
    </Page>
  );
}

/** The street that was tapped, and its chief. */
function ChosenStreet({ street, onClose }: { street: NonNullable<NearbyState['street']>; onClose: () => void }) {
  return (
    <View className="card near-street">
      <View className="row gap-2">
        <StreetPlate name={street.name} />
        <Text className="grow body-s">{street.chief ?? '街长暂缺'}</Text>
        <Tap className="sheet-x" label="不看这条街" onTap={onClose}>
          <Icon name="close" />
        </Tap>
      </View>
      <Button kind="secondary" small block text="打开街道名片" onTap={() => go.street(street.code)} />
    </View>
  );
}

function NearbyList({ nearby, onReport }: { nearby: NearbyState; onReport: () => void }) {
  const { near, shown, counts } = nearby;
  if (near.status === 'error' && !shown?.items.length) return <ErrorFace error={near.error} onRetry={nearby.again} />;
  if (!shown) return <Skeleton count={3} />;
  const { items, filters } = shown;
  const open = filters.kind === 'open';
  const word = open ? '在办' : '30 天内办结';
  if (items.length === 0)
    return (
      <Empty
        icon={open ? 'check-circle' : 'search'}
        title={`这一带没有${chosen(filters) ? '合条件的' : word}上报`}
        text={
          chosen(filters)
            ? '换个条件，或把地图拖开一点。'
            : open
              ? '看见问题，就拍给街长。'
              : '把地图拖开一点，或看看在办的。'
        }
        action={open ? <Button kind="secondary" icon="camera" text="在这里上报" onTap={onReport} /> : undefined}
      />
    );
  return (
    <View>
      {near.status === 'error' ? (
        <Note tone="amber" icon="offline">
          <View className="note-b">没有取到新的</View>
          <View>下面是刚才看的地方{word}的。</View>
          <Button kind="secondary" small icon="refresh" text="再试一次" onTap={nearby.again} />
        </Note>
      ) : null}
      <View className="sec-h">
        <Text className="sec-t">
          {near.status === 'error'
            ? `${word} ${items.length} 件`
            : `地图里${word} ${counts?.[filters.kind] ?? items.length} 件`}
        </Text>
        <Text className="cap">近的在前</Text>
      </View>
      <View className="card card--flush">
        {items.map((report) => (
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
