import { Text, View } from '@tarojs/components';
import type { ReportCardView } from '../../../shared/reports/contract';
import { Empty } from '../../components/faces';
import { categoryIcon, Icon } from '../../components/icon';
import { SectionHead } from '../../components/list-row';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { when } from '../../components/when';
import { go } from '../../platform/go';
import type { Street } from './use-street';

/** This month by what was due in it; nothing due yet is a dash, never a hundred per cent. */
export function Month({ street }: { street: Street }) {
  const { month } = street;
  return (
    <View className="street-sec">
      <SectionHead title={`${month.name}办得怎么样`} />
      <View className="figs street-figs">
        <Share word="按时受理" unit="件" {...month.accepted} />
        <Share word="按期办结" unit="件" {...month.resolved} />
        <Share word="满意" unit="人评" {...month.satisfied} />
      </View>
    </View>
  );
}

function Share({ word, unit, done, due }: { word: string; unit: string; done: number; due: number }) {
  return (
    <View className="fig">
      <Text className="fig-n">
        {due > 0 ? Math.round((done / due) * 100) : '—'}
        {due > 0 ? <Text className="street-pc">%</Text> : null}
      </Text>
      <View>{word}</View>
      <View className="street-of">{due > 0 ? `${done} / ${due} ${unit}` : '还没有'}</View>
    </View>
  );
}

/** Cases in short lines: what, since when or how long still, and where it stands. */
export function CaseRows({ items, all }: { items: readonly ReportCardView[]; all: boolean }) {
  if (items.length === 0)
    return (
      <View className="card">
        <Empty
          icon="check-circle"
          title={all ? '这条街还没有人报过' : '这条街上没有在办的事'}
          text="看见问题，就在这里拍给街长。"
        />
      </View>
    );
  return (
    <View className="card card--flush">
      {items.map((report) => (
        <Tap
          key={report.number}
          className="lrow"
          role="link"
          spoken={`${report.category.name}，${report.statusLabel}`}
          onTap={() => go.reportDetail(report.number)}
        >
          <View className="lrow-ic">
            <Icon name={categoryIcon(report.category.icon)} />
          </View>
          <View className="grow">
            <Text className="strong clip">{report.category.name}</Text>
            <Text className="cap clip">{report.clock?.text ?? when(report.submittedAt, Date.now())}</Text>
          </View>
          <StateBadge state={report.status} word={report.statusLabel} late={report.clock?.state === 'late'} />
        </Tap>
      ))}
    </View>
  );
}
