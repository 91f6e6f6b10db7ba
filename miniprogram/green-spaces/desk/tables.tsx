import { Text, View } from '@tarojs/components';
import { MODES, SUBJECTS } from '../../../shared/green-spaces/states';
import { dateOfDay, dayOf } from '../../../shared/workdays';
import { Button } from '../../components/button';
import { Empty } from '../../components/faces';
import { Tap } from '../../components/tap';
import { AdoptionBadge, PlotBadge } from '../parts';
import { sizeText } from '../words';
import type { PlotDesk } from './use-plot-desk';

const day = (iso: string | null) => (iso ? dateOfDay(dayOf(Date.parse(iso))) : '—');
const More = ({ list }: { list: { more: string; loadMore: () => Promise<void> } }) =>
  list.more === 'ready' || list.more === 'error' ? (
    <View className="center">
      <Button kind="quiet" text="再看一些" onTap={() => void list.loadMore()} />
    </View>
  ) : null;

export function AdoptionTable({ desk }: { desk: PlotDesk }) {
  const { adoptions } = desk;
  if (adoptions.items.length === 0) return <Empty title="这一组现在没有" text="左边换一组看看。" />;
  return (
    <View className="card card--flush pdesk-table">
      <View className="pdesk-row pdesk-row--head">
        <Text>绿地</Text>
        <Text>牌名</Text>
        <Text>主体</Text>
        <Text>养护</Text>
        <Text>期限</Text>
        <Text>状态</Text>
      </View>
      {adoptions.items.map((row) => (
        <Tap
          key={row.id}
          className={`pdesk-row ${desk.opened === row.id ? 'pdesk-row--on' : ''}`}
          role="link"
          spoken={`打开 ${row.plot.name} ${row.plaque}`}
          onTap={() => desk.setOpened(row.id)}
        >
          <View className="pdesk-cell">
            <Text className="strong clip">{row.plot.name}</Text>
            <Text className="cap clip">{row.plot.code}</Text>
          </View>
          <Text className="clip">{row.plaque}</Text>
          <Text className="clip">
            {SUBJECTS[row.subject]} · {MODES[row.mode]}
          </Text>
          <View className="pdesk-cell">
            <Text className="clip">{row.care.visits} 次</Text>
            <Text className="cap clip">最近 {day(row.care.lastAt)}</Text>
          </View>
          <View className="pdesk-cell">
            <Text className="clip">{row.endAt ? `到 ${day(row.endAt)}` : `申请 ${row.years} 年`}</Text>
            <Text className="cap clip">
              {row.facts.noticeUntil ? `${day(row.facts.noticeUntil)}交还` : `申请于 ${day(row.appliedAt)}`}
            </Text>
          </View>
          <AdoptionBadge adoption={row} />
        </Tap>
      ))}
      <More list={adoptions} />
    </View>
  );
}

export function PlotTable({ desk }: { desk: PlotDesk }) {
  const { plots } = desk;
  if (plots.items.length === 0) return <Empty icon="leaf" title="没有找到绿地" text="换个编号，或新增一块。" />;
  return (
    <View className="card card--flush pdesk-table">
      <View className="pdesk-row pdesk-row--plot pdesk-row--head">
        <Text>编号</Text>
        <Text>绿地</Text>
        <Text>类型</Text>
        <Text>在养 / 名额</Text>
        <Text>养护</Text>
        <Text>状态</Text>
      </View>
      {plots.items.map((plot) => (
        <Tap
          key={plot.code}
          className="pdesk-row pdesk-row--plot"
          role="link"
          spoken={`修改 ${plot.name}`}
          onTap={() => desk.setEditing(plot.code)}
        >
          <Text className="clip">{plot.code}</Text>
          <View className="pdesk-cell">
            <Text className="strong clip">{plot.name}</Text>
            <Text className="cap clip">{plot.address}</Text>
          </View>
          <Text className="clip">
            {plot.kindName} · {sizeText(plot)}
          </Text>
          <Text className="clip">
            {plot.taken} / {plot.capacity}
            {plot.waiting ? ` · 候补 ${plot.waiting}` : ''}
          </Text>
          <View className="pdesk-cell">
            <Text className="clip">{plot.visits} 次</Text>
            <Text className="cap clip">最近 {day(plot.lastCareAt)}</Text>
          </View>
          <PlotBadge plot={plot} />
        </Tap>
      ))}
      <More list={plots} />
    </View>
  );
}
