import { Text, View } from '@tarojs/components';
import { listSummaries } from '../../../shared/activities/contract';
import { KINDS } from '../../../shared/activities/kinds';
import type { ActivitySummaryView } from '../../../shared/activities/views';
import { dateText, monthDayText } from '../../../shared/words';
import { call } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { pictureUrl } from '../../api/wire';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { Picture } from '../../components/picture';
import { Tap } from '../../components/tap';
import { go } from '../../platform/go';
import { useReachBottom } from '../../platform/page';

const SHOWN = 3;

/** What became of activities: the summaries their organisers published, newest first. */
export default function SummariesPage() {
  const list = usePages('summaries', (cursor) => call(listSummaries, { query: cursor ? { cursor } : {} }));
  useReachBottom(() => void list.loadMore());
  return (
    <Page title="活动小结" back="back">
      <View className="wrap">
        {list.status === 'loading' ? <Skeleton kind="rows" count={4} /> : null}
        {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
        {list.status === 'ready' && list.items.length === 0 ? (
          <Empty
            icon="doc"
            title="还没有活动小结"
            text="活动办完，组织者会把做了什么写在这里。"
            action={<Button kind="secondary" text="看近期活动" onTap={() => go.activities()} />}
          />
        ) : null}
        {list.items.map((one) => (
          <SummaryCard key={one.id} one={one} />
        ))}
        {list.more === 'ready' || list.more === 'error' ? (
          <View className="center">
            <Button
              kind="quiet"
              text={list.more === 'error' ? '没有取到，再试一次' : '再看几篇'}
              onTap={() => void list.loadMore()}
            />
          </View>
        ) : null}
      </View>
    </Page>
  );
}

function SummaryCard({ one }: { one: ActivitySummaryView }) {
  return (
    <Tap className="card" role="link" spoken={`${one.title}，${one.text}`} onTap={() => go.activity(one.id)}>
      <View className="row row--between">
        <View className="st st--closed">
          <Icon name={KINDS[one.kind].icon} />
          <Text>{one.kindName}</Text>
        </View>
        <Text className="cap">{dateText(new Date(one.at))}</Text>
      </View>
      <View className="head gap-2">{one.title}</View>
      <View className="cap">
        {monthDayText(new Date(one.startsAt))} · {one.place} · {one.organiser}
      </View>
      <View className="body-s gap-2">{one.text}</View>
      {one.photos.length > 0 ? (
        <View className="tl-ph gap-2">
          {one.photos.slice(0, SHOWN).map((photo) => (
            <View key={photo.id} className="tl-pic">
              <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt="" />
            </View>
          ))}
        </View>
      ) : null}
    </Tap>
  );
}
