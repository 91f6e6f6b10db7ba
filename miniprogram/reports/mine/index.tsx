import { Text, View } from '@tarojs/components';
import type { ReportCardView } from '../../../shared/reports/contract';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { categoryIcon } from '../../components/icon';
import { Page } from '../../components/page';
import { Thumb } from '../../components/photo';
import { ReportCard } from '../../components/report-card';
import { Segments } from '../../components/segments';
import { StateBadge } from '../../components/state-badge';
import { go } from '../../platform/go';
import { Drafts } from './drafts';
import './index.scss';
import { type Group, useMyReports } from './use-mine';

const EMPTY: Record<Exclude<Group, 'draft'>, { title: string; text: string }> = {
  open: { title: '没有在办的上报', text: '看见问题，拍给街长，办到哪一步都能在这里看到。' },
  'to-rate': { title: '没有等您评价的', text: '办结的上报会排到这里，请您看看办得好不好。' },
  ended: { title: '还没有结案的上报', text: '评价过的和撤回的会收在这里。' },
};

export default function MyReports() {
  const mine = useMyReports();
  const { group, list, draft, queued } = mine;
  const counts = list.page?.counts;
  return (
    <Page
      title="我的上报"
      back="back"
      bar={<Button block icon="camera" text="再报一件" onTap={() => go.report({ camera: '1' })} />}
    >
      <View className="wrap">
        <Segments
          chosen={group}
          onChoose={mine.setGroup}
          items={[
            { id: 'open', text: '在办', count: counts?.open },
            { id: 'to-rate', text: '待评价', count: counts?.toRate },
            { id: 'ended', text: '已结案', count: counts?.ended },
            { id: 'draft', text: '草稿', count: (draft ? 1 : 0) + queued.length },
          ]}
        />
      </View>
      <View className="wrap mine-list">
        {group === 'draft' ? <Drafts mine={mine} /> : <Reports mine={mine} group={group} />}
      </View>
    </Page>
  );
}

function Reports({ mine, group }: { mine: ReturnType<typeof useMyReports>; group: Exclude<Group, 'draft'> }) {
  const { list } = mine;
  if (list.status === 'loading') return <Skeleton count={3} />;
  if (list.status === 'error') return <ErrorFace error={list.error} onRetry={() => void list.reload()} />;
  if (list.items.length === 0) return <Empty {...EMPTY[group]} icon="list" />;
  const now = Date.now();
  return (
    <View>
      {list.items.map((report) =>
        report.can.rate ? (
          <ToRate key={report.number} report={report} />
        ) : (
          <ReportCard key={report.number} report={report} now={now} onTap={() => go.reportDetail(report.number)} />
        ),
      )}
      {list.more === 'none' ? null : (
        <View className="center gap-3">
          <Button
            kind="quiet"
            text={list.more === 'error' ? '没有取到，再试一次' : list.more === 'loading' ? '正在取' : '再看几件'}
            onTap={() => void list.loadMore()}
          />
        </View>
      )}
    </View>
  );
}

/** Waits for the resident, so it says what to do. */
function ToRate({ report }: { report: ReportCardView }) {
  return (
    <View className="card card--ask mine-due">
      <Thumb photo={report.photo} icon={categoryIcon(report.category.icon)} alt={report.category.name} />
      <View className="grow">
        <StateBadge state={report.status} word="待评价" />
        <Text className="strong clip gap-1">{report.category.name}处理完了</Text>
        <Text className="cap-2 clip">{report.clock?.text ?? report.address}</Text>
      </View>
      <Button
        small
        text="去评价"
        label={`去评价：${report.category.name}`}
        onTap={() => go.reportDetail(report.number)}
      />
    </View>
  );
}
