import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { listSimilarGroups } from '../../../shared/reports/admin-contract';
import type { ReportCardView } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { categoryIcon } from '../../components/icon';
import { Thumb } from '../../components/photo';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { when } from '../../components/when';
import { MergeSheet } from './merge-sheet';
import type { Board } from './use-board';

type Group = Reply<typeof listSimilarGroups>['items'][number];

/** Reports that look like the same matter, group by group; a dispatcher decides, nothing is merged by itself. */
export function Similar({ board }: { board: Board }) {
  const groups = useCall('similar', () => call(listSimilarGroups, {}));
  const [merging, setMerging] = useState<readonly ReportCardView[]>();
  if (groups.status === 'loading') return <Skeleton kind="rows" count={4} />;
  if (groups.status === 'error') return <ErrorFace error={groups.error} onRetry={() => void groups.reload()} />;
  const { items } = groups.data;
  return (
    <>
      <View className="board-tools">
        <View className="head grow">可能是同一件事</View>
        <Button kind="plain" small icon="refresh" text="刷新" onTap={() => void groups.reload()} />
      </View>
      {items.length === 0 ? (
        <Empty title="没有发现重复的上报" text="地点相近、类别相同、时间不远的公开上报会归拢在这里。" />
      ) : (
        items.map((group) => (
          <SimilarGroup
            key={group.lead.number}
            group={group}
            board={board}
            onMerge={() => setMerging([group.lead, ...group.others])}
          />
        ))
      )}
      {merging ? (
        <MergeSheet
          cards={merging}
          onClose={() => setMerging(undefined)}
          onDone={() => {
            setMerging(undefined);
            void groups.reload();
            void board.list.reload();
          }}
        />
      ) : null}
    </>
  );
}

function SimilarGroup({ group, board, onMerge }: { group: Group; board: Board; onMerge: () => void }) {
  const { lead, others, metres } = group;
  return (
    <View className="card card--flush board-group">
      <View className="board-group-h">
        <Text className="strong grow">
          {lead.category.group} · {others.length + 1} 件 · 相距不到 {Math.max(1, metres)} 米
        </Text>
        <Button id={`merge-${lead.number}`} small icon="list" text={`并案 ${others.length + 1} 件`} onTap={onMerge} />
      </View>
      {[lead, ...others].map((card, index) => (
        <Tap
          key={card.number}
          className="board-similar"
          role="link"
          spoken={`打开 ${card.number}`}
          onTap={() => board.open(card.number)}
        >
          <Thumb photo={card.photo} icon={categoryIcon(card.category.icon)} alt={card.category.name} />
          <View className="board-cell">
            <Text className="strong clip">{card.excerpt || card.category.name}</Text>
            <Text className="cap clip">
              {[index === 0 ? '最早的一件' : '', card.category.name, card.address, when(card.submittedAt, Date.now())]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </View>
          <StateBadge state={card.status} word={card.statusLabel} late={card.clock?.state === 'late'} />
        </Tap>
      ))}
    </View>
  );
}
