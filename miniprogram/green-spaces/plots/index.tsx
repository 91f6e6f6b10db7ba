import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { SIZE_CLASSES, type SizeClass } from '../../../shared/green-spaces/plots';
import { MODES, type Mode, PLOT_KINDS, type PlotKind } from '../../../shared/green-spaces/states';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Page } from '../../components/page';
import { Sheet } from '../../components/sheet';
import { go } from '../../platform/go';
import { PortalMap } from '../../platform/map';
import { PlotRow } from '../parts';
import './index.scss';
import { type Filters, usePlots } from './use-plots';

/** Plots around me: a map and, under it, the same as a list. */
export default function PlotsPage() {
  const plots = usePlots();
  const [sheet, setSheet] = useState(false);
  const { filters, setFilters } = plots;
  const more = [filters.kind, filters.mode, filters.size].filter(Boolean).length;
  const only = (availability: Filters['availability']) => setFilters({ ...filters, availability });
  return (
    <Page title="认养绿地" back="back">
      <View className="plots-map">
        {plots.start ? (
          <PortalMap
            className="plots-map-in"
            centre={plots.start}
            zoom={15}
            pins={plots.pins}
            lines={plots.ground.lines}
            areas={plots.ground.areas}
            tileUrl={plots.groundData?.tileUrl ?? null}
            me={plots.me}
            onMove={plots.moved}
            onPin={(id) => (id.startsWith('cluster') ? undefined : go.plot(id))}
          />
        ) : null}
        {plots.groundData?.illustrative ? <Text className="plots-note">街道和绿地位置为示意</Text> : null}
      </View>
      <View className="wrap">
        <View className="row row--wrap plots-chips">
          <Chip text="等人认养" role="radio" on={filters.availability === 'free'} onTap={() => only('free')} />
          <Chip text="已认养" role="radio" on={filters.availability === 'taken'} onTap={() => only('taken')} />
          <Chip text="全部" role="radio" on={filters.availability === undefined} onTap={() => only(undefined)} />
          <Chip text={more ? `筛选 ${more}` : '筛选'} icon="list" dash on={more > 0} onTap={() => setSheet(true)} />
        </View>
        <PlotList plots={plots} />
        <View className="row plots-more">
          <Button kind="secondary" icon="leaf" text="我的认养" onTap={go.myAdoptions} />
          <Button kind="plain" icon="users" text="认养墙" onTap={go.adoptionWall} />
        </View>
      </View>
      {sheet ? <FilterSheet filters={filters} onChange={setFilters} onClose={() => setSheet(false)} /> : null}
    </Page>
  );
}

function PlotList({ plots }: { plots: ReturnType<typeof usePlots> }) {
  const { list, radius } = plots;
  if (list.status === 'error') return <ErrorFace error={list.error} onRetry={() => void list.reload()} />;
  if (list.status === 'loading') return <Skeleton count={3} />;
  if (list.items.length === 0)
    return <Empty icon="leaf" title="这一带没有这样的绿地" text="把地图拖开一点，或换个筛选条件看看。" />;
  return (
    <View>
      <View className="sec-h">
        <Text className="sec-t">{radius >= 1000 ? `${(radius / 1000).toFixed(1)} 公里` : `${radius} 米`}内</Text>
        <Text className="cap">近的在前</Text>
      </View>
      <View className="card card--flush">
        {list.items.map((plot) => (
          <PlotRow key={plot.code} plot={plot} onTap={() => go.plot(plot.code)} />
        ))}
      </View>
      {list.more === 'ready' || list.more === 'error' ? (
        <View className="center gap-3">
          <Button kind="quiet" text="再看几块" onTap={() => void list.loadMore()} />
        </View>
      ) : null}
    </View>
  );
}

interface SheetProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
  onClose: () => void;
}
function FilterSheet({ filters, onChange, onClose }: SheetProps) {
  return (
    <Sheet title="筛选绿地" onClose={onClose} foot={<Button block text="看结果" onTap={onClose} />}>
      <Options
        title="类型"
        names={PLOT_KINDS}
        chosen={filters.kind}
        onChoose={(kind) => onChange({ ...filters, kind: kind as PlotKind })}
      />
      <Options
        title="方式"
        names={MODES}
        chosen={filters.mode}
        onChoose={(mode) => onChange({ ...filters, mode: mode as Mode })}
      />
      <Options
        title="大小"
        names={SIZE_CLASSES}
        chosen={filters.size}
        onChoose={(size) => onChange({ ...filters, size: size as SizeClass })}
      />
    </Sheet>
  );
}

interface OptionsProps {
  title: string;
  names: Readonly<Record<string, string>>;
  chosen: string | undefined;
  /** the same again takes the choice back */
  onChoose: (id: string | undefined) => void;
}
function Options({ title, names, chosen, onChoose }: OptionsProps) {
  return (
    <View className="gap-3">
      <View className="lab">{title}</View>
      <View className="row row--wrap">
        {Object.entries(names).map(([id, text]) => (
          <Chip
            key={id}
            text={text}
            role="checkbox"
            on={chosen === id}
            onTap={() => onChoose(chosen === id ? undefined : id)}
          />
        ))}
      </View>
    </View>
  );
}
