import { Text, View } from '@tarojs/components';
import type { ReportCardView } from '../../../shared/reports/contract';
import type { State } from '../../../shared/reports/states';
import { Button } from '../../components/button';
import { Empty } from '../../components/faces';
import { Icon } from '../../components/icon';
import { shortNumber } from '../../components/place-words';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { TimeLeft } from '../../components/thread';
import { when } from '../../components/when';
import type { Board } from './use-board';

/** The public word is a sentence; a column has room for four characters, and the open case says the rest. */
const SHORT: Readonly<Partial<Record<State, string>>> = { suspended: '已挂账', resolved: '待评价' };

export function BoardTable({ board }: { board: Board }) {
  const { list, movable, chosen } = board;
  if (list.items.length === 0) return <Empty title="这一组现在没有" text="左边换一组，或再点一下上面的数字看全部。" />;
  const all = movable.length > 0 && chosen.size >= movable.length;
  const dispatches = Boolean(board.me?.can.dispatch);
  return (
    <View className="card card--flush board-table">
      <View className="board-row board-row--head">
        {dispatches ? <Tick label="全部勾选" on={all} off={movable.length === 0} onTap={board.tickAll} /> : <View />}
        <Text>编号</Text>
        <Text>事项</Text>
        <Text className="board-more">位置</Text>
        <Text className="board-more">现在由谁办</Text>
        <Text>时限</Text>
        <Text>状态</Text>
      </View>
      {list.items.map((report) => (
        <Row key={report.number} report={report} board={board} />
      ))}
      {list.more === 'ready' || list.more === 'error' ? (
        <View className="center">
          <Button kind="quiet" text="再看几件" onTap={() => void list.loadMore()} />
        </View>
      ) : null}
    </View>
  );
}

function Row({ report, board }: { report: ReportCardView; board: Board }) {
  const { number, category, clock, responsible, facts } = report;
  const movable = report.can.transfer || report.can.assign;
  const open = () => board.open(number);
  return (
    <View className={`board-row ${board.opened === number ? 'board-row--on' : ''}`}>
      {board.me?.can.dispatch ? (
        <Tick
          label={`勾选 ${category.name} ${shortNumber(number)}`}
          on={board.chosen.has(number)}
          off={!movable}
          onTap={() => board.tick(number)}
        />
      ) : (
        <View />
      )}
      <Tap className="board-open" role="link" spoken={`打开 ${number}`} onTap={open}>
        <Text className="board-no">{number.split('-').slice(1, 3).join('-')}</Text>
        <Text className="cap">{when(report.submittedAt, Date.now())}</Text>
      </Tap>
      <View className="board-cell" onClick={open}>
        <Text className="strong clip">{category.name}</Text>
        <Text className="cap clip">{report.excerpt}</Text>
      </View>
      <Text className="clip board-more" onClick={open}>
        {report.address || report.street?.name || '位置不清'}
      </Text>
      <View className="board-cell board-more" onClick={open}>
        <Text className="clip">{responsible?.label ?? '—'}</Text>
        {facts.escalatedTo ? <Text className="cap clip board-hot">已报{facts.escalatedTo}</Text> : null}
      </View>
      <View onClick={open}>{clock ? <TimeLeft clock={clock} /> : <Text className="cap">不计时</Text>}</View>
      <View onClick={open}>
        <StateBadge
          state={report.status}
          word={SHORT[report.status] ?? report.statusLabel}
          late={clock?.state === 'late'}
        />
      </View>
    </View>
  );
}

function Tick({ label, on, off, onTap }: { label: string; on: boolean; off: boolean; onTap: () => void }) {
  return (
    <Tap className="board-tick" role="checkbox" label={label} checked={on} disabled={off} onTap={onTap}>
      <View className={`board-box ${on ? 'board-box--on' : ''} ${off ? 'board-box--off' : ''}`}>
        {on ? <Icon name="check" /> : null}
      </View>
    </Tap>
  );
}
