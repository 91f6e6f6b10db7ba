import { Text, View } from '@tarojs/components';
import type { RerouteView } from '../../../shared/reports/routing-contract';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Tap } from '../../components/tap';
import { when } from '../../components/when';
import { Frame, Panel, Tag } from '../parts/frame';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import { type Reroutes, useReroutes } from './use-reroutes';

/** Open cases that would go elsewhere since beats or areas changed. Nothing moves until a dispatcher decides. */
export default function ReroutesPage() {
  const page = useReroutes();
  const item = page.list.items.find(({ number }) => number === page.opened);
  return (
    <Frame
      at="reroutes"
      panel={
        item ? (
          <Panel title={item.category} onClose={() => page.open(undefined)}>
            <Item item={item} />
          </Panel>
        ) : null
      }
    >
      <Tools page={page} />
      <List page={page} />
    </Frame>
  );
}

function Tools({ page }: { page: Reroutes }) {
  const { chosen, scan, save, refused } = page;
  const picked = page.list.items.filter(({ number }) => chosen.has(number));
  const byHand = picked.some(({ movable }) => !movable);
  return (
    <>
      <View className="adm-tools">
        <View className="grow cap-2">
          责任范围或区域改了以后，会派到别处的在办上报列在这里。不会自己移走，已经有人转办过的不列。
        </View>
        <Button
          id="keep"
          kind="plain"
          text={chosen.size ? `${chosen.size} 件保持不变` : '勾选后保持'}
          off={chosen.size === 0}
          busy={save.busy}
          onTap={() => void page.decide('keep')}
        />
        <Button
          id="move"
          icon="swap"
          text={byHand ? '有要手工派的，去掉再改派' : chosen.size ? `按建议改派 ${chosen.size} 件` : '勾选后改派'}
          off={chosen.size === 0 || byHand}
          busy={save.busy}
          onTap={() => void page.decide('move')}
        />
      </View>
      {scan && !scan.finished ? (
        <Note tone="amber" icon="clock">{`正在逐件核对在办上报，已看过 ${scan.looked} 件。`}</Note>
      ) : null}
      <Problem text={save.problem} />
      {refused.length > 0 ? (
        <Note tone="amber" icon="warning">
          {refused.map(({ number, detail }) => (
            <View key={number}>{`${number}：${detail ?? ''}`}</View>
          ))}
        </Note>
      ) : null}
    </>
  );
}

const COLUMNS = [
  { head: '事项', width: '1.2fr' },
  { head: '勾选', width: '110px' },
  { head: '位置', width: '1fr' },
  { head: '现在由谁办', width: '1.2fr' },
  { head: '建议', width: '1.3fr' },
  { head: '状态', width: '170px' },
];

function List({ page }: { page: Reroutes }) {
  const { list, chosen } = page;
  if (list.status === 'loading') return <Skeleton kind="rows" count={6} />;
  if (list.status === 'error') return <ErrorFace error={list.error} onRetry={() => void list.reload()} />;
  if (list.items.length === 0)
    return <Empty title="没有要改派的" text="在办的上报都在该办的人手里。分工改了以后，这里会列出受影响的。" />;
  return (
    <>
      <View className="adm-acts adm-segs">
        <Button kind="quiet" text="全部勾选或取消" onTap={page.tickAll} />
      </View>
      <Table
        columns={COLUMNS}
        opened={page.opened}
        onOpen={page.open}
        onMore={list.more === 'ready' || list.more === 'error' ? () => void list.loadMore() : undefined}
        rows={list.items.map((item) => ({
          key: item.number,
          spoken: `打开 ${item.category} ${item.number}`,
          cells: [
            <View key="category" className="adm-cell">
              <Text className="strong">{item.category}</Text>
              <Text className="cap adm-num">{when(item.submittedAt, Date.now())}</Text>
            </View>,
            <Tick
              key="tick"
              label={`勾选 ${item.category} ${item.number}`}
              on={chosen.has(item.number)}
              onTap={() => page.tick(item.number)}
            />,
            item.place,
            item.now,
            item.movable ? (
              item.proposed.label
            ) : (
              <View key="proposed" className="adm-cell">
                <Text>{item.proposed.label}</Text>
                <Tag tone="amber" icon="edit" text="要手工派" />
              </View>
            ),
            item.statusLabel,
          ],
        }))}
      />
    </>
  );
}

function Tick({ label, on, onTap }: { label: string; on: boolean; onTap: () => void }) {
  return (
    <Tap className="adm-tick" role="checkbox" label={label} checked={on} onTap={onTap}>
      <View className={`adm-box ${on ? 'adm-box--on' : ''}`}>{on ? <Icon name="check" /> : null}</View>
    </Tap>
  );
}

function Item({ item }: { item: RerouteView }) {
  return (
    <View className="adm-dl">
      <Text className="adm-dt">编号</Text>
      <Text className="adm-num">{item.number}</Text>
      <Text className="adm-dt">现在</Text>
      <Text>{item.now}</Text>
      <Text className="adm-dt">建议</Text>
      <Text>{item.proposed.label}</Text>
      <Text className="adm-dt">为什么</Text>
      <View>
        {item.why.map((step) => (
          <View key={step}>{step}</View>
        ))}
      </View>
      {item.movable ? null : (
        <>
          <Text className="adm-dt">怎么办</Text>
          <Text>挂账的和没有人接的，请在派遣工作台打开这件，手工决定。</Text>
        </>
      )}
    </View>
  );
}
