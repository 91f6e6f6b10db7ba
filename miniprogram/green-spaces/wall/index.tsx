import { Text, View } from '@tarojs/components';
import { listWall } from '../../../shared/green-spaces/honours-contract';
import { dateText } from '../../../shared/words';
import { call } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Page } from '../../components/page';
import { Tap } from '../../components/tap';
import { go } from '../../platform/go';
import { useReachBottom } from '../../platform/page';
import './index.scss';

/** Those who agreed to be named, most care first. */
export default function WallPage() {
  const list = usePages('wall', (cursor) => call(listWall, { query: cursor ? { cursor } : {} }));
  useReachBottom(() => void list.loadMore());
  return (
    <Page title="认养墙" back="back">
      <View className="wrap">
        {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
        {list.status === 'loading' ? <Skeleton kind="rows" count={4} /> : null}
        {list.status === 'ready' && list.items.length === 0 ? (
          <Empty
            icon="leaf"
            title="墙上还没有名字"
            text="认养一块绿地，并同意公开牌名，就会出现在这里。"
            action={<Button kind="secondary" text="去找一块绿地" onTap={go.plots} />}
          />
        ) : null}
        <View className="wall">
          {list.items.map((row) => (
            <Tap
              key={row.id}
              className="wall-i"
              role="link"
              spoken={`${row.plaque}，${row.plot.name}，来过 ${row.visits} 次`}
              onTap={() => go.plot(row.plot.code)}
            >
              <Text className="wall-n">{row.plaque}</Text>
              <Text className="cap clip">{row.plot.name}</Text>
              <Text className="cap-2 clip">
                {row.badge ? `${row.badge} · ` : ''}来过 {row.visits} 次
              </Text>
              <Text className="cap clip">{dateText(new Date(row.since))}起</Text>
            </Tap>
          ))}
        </View>
        {list.more === 'ready' || list.more === 'error' ? (
          <View className="center gap-3">
            <Button kind="quiet" text="再看一些" onTap={() => void list.loadMore()} />
          </View>
        ) : null}
      </View>
    </Page>
  );
}
