import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { Tap } from '../../components/tap';
import { WideNav } from '../../components/wide-nav';
import { go } from '../../platform/go';
import { CasePanel } from './case-panel';
import { MergeSheet } from './merge-sheet';
import './index.scss';
import { ReassignSheet } from './reassign-sheet';
import { Similar } from './similar';
import { BoardTable } from './table';
import { type Board, type Group, useBoard } from './use-board';

/** The dispatcher's wide desk, in the browser only: groups on the left, a calm table, the open case beside it. */
export default function BoardPage() {
  const board = useBoard();
  const [handing, setHanding] = useState(false);
  const [merging, setMerging] = useState(false);
  const { me, session, list } = board;
  const works = Boolean(me?.can.workDesk);
  return (
    <Page title="派遣工作台" back="close" onBack={go.home} wide className="board">
      <WideNav at="board" />
      <View className={`board-in ${board.opened ? 'board-in--open' : ''}`}>
        <Side board={board} />
        <View className="board-main">
          {!me && session.status === 'error' ? (
            <ErrorFace error={session.error} onRetry={() => void session.reload()} />
          ) : null}
          {me && !works ? (
            <Empty
              icon="shield"
              title="这里是工作人员的工作台"
              text="您还没有担任职务。有邀请码可以先认领。"
              action={<Button kind="secondary" text="认领职务" onTap={go.claimPost} />}
            />
          ) : null}
          {works && board.similar ? (
            <Similar board={board} />
          ) : works ? (
            <>
              <Tools board={board} onHand={() => setHanding(true)} onMerge={() => setMerging(true)} />
              {list.status === 'loading' ? <Skeleton kind="rows" count={6} /> : null}
              {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
              {list.status === 'ready' ? <BoardTable board={board} /> : null}
            </>
          ) : null}
        </View>
        {board.opened ? <CasePanel key={board.opened} number={board.opened} board={board} /> : null}
      </View>
      {merging ? (
        <MergeSheet
          cards={list.items.filter((one) => board.chosen.has(one.number))}
          onClose={() => setMerging(false)}
          onDone={() => {
            setMerging(false);
            board.untick();
            void list.reload();
          }}
        />
      ) : null}
      {handing ? <ReassignSheet board={board} onClose={() => setHanding(false)} /> : null}
    </Page>
  );
}

function Side({ board }: { board: Board }) {
  const { me, scopes } = board;
  return (
    <View className="board-side" role="radiogroup" aria-label="分组">
      <View className="board-who">
        <View className="strong">{me?.nickname ?? ''}</View>
        <View className="cap">{[...new Set(me?.posts.map((post) => post.areaName + post.roleName))].join('、')}</View>
      </View>
      {scopes.map(({ scope, name, count }) => (
        <Tap
          key={scope}
          className={`board-scope ${scope === board.scope && !board.similar ? 'board-scope--on' : ''}`}
          spoken={`${name} ${count} 件`}
          checked={scope === board.scope && !board.similar}
          role="radio"
          onTap={() => board.chooseScope(scope)}
        >
          <Text className="grow">{name}</Text>
          <Text className={`board-n ${count ? '' : 'board-n--0'}`}>{count}</Text>
        </Tap>
      ))}
      {me?.can.dispatch ? (
        <Tap
          className={`board-scope ${board.similar ? 'board-scope--on' : ''}`}
          spoken="疑似重复"
          checked={board.similar}
          role="radio"
          onTap={board.showSimilar}
        >
          <Text className="grow">疑似重复</Text>
          <Icon name="list" />
        </Tap>
      ) : null}
    </View>
  );
}

const GROUPS: readonly { id: Group; text: string; count: 'late' | 'today' | 'toAccept' | 'handling' | 'toAssign' }[] = [
  { id: 'late', text: '超期', count: 'late' },
  { id: 'today', text: '今天到期', count: 'today' },
  { id: 'to-assign', text: '待派遣', count: 'toAssign' },
  { id: 'to-accept', text: '待受理', count: 'toAccept' },
  { id: 'handling', text: '处理中', count: 'handling' },
];

function Tools({ board, onHand, onMerge }: { board: Board; onHand: () => void; onMerge: () => void }) {
  const counts = board.list.page?.counts;
  const { size } = board.chosen;
  return (
    <View className="board-tools">
      {GROUPS.map(({ id, text, count }) => (
        <Tap
          key={id}
          className={`board-chip ${board.group === id ? 'board-chip--on' : ''}`}
          role="checkbox"
          checked={board.group === id}
          spoken={`${text} ${counts?.[count] ?? '—'} 件`}
          onTap={() => board.chooseGroup(id)}
        >
          <Text>{text}</Text>
          <Text className={id === 'late' && counts?.late ? 'board-hot' : 'board-n'}>{counts?.[count] ?? '—'}</Text>
        </Tap>
      ))}
      <View className="grow" />
      {board.me?.can.dispatch && size > 1 ? (
        <Button id="merge" kind="secondary" small icon="list" text={`并案 ${size} 件`} onTap={onMerge} />
      ) : null}
      {board.me?.can.dispatch ? (
        <Button
          id="reassign"
          small
          icon="transfer"
          text={size ? `改派 ${size} 件` : '勾选后改派'}
          off={size === 0}
          onTap={onHand}
        />
      ) : null}
      <Button kind="plain" small icon="refresh" text="" label="刷新" onTap={() => void board.list.reload()} />
    </View>
  );
}
