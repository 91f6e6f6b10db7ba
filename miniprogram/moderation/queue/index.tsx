import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { categoryIcon, Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { Thumb } from '../../components/photo';
import { Tap } from '../../components/tap';
import { when } from '../../components/when';
import { WideNav } from '../../components/wide-nav';
import { go } from '../../platform/go';
import { Adoptions } from './adoptions';
import { ContentPanel } from './content-panel';
import './index.scss';
import { Limits } from './limits';
import { type Queue, useQueue } from './use-queue';

/** Words and photos that wait for a look, in the browser only: the queue on the left, everything of one report beside it. */
export default function ModerationPage() {
  const queue = useQueue();
  const { me, session, may, view, opened, list } = queue;
  return (
    <Page title="内容审核" back="close" onBack={go.home} wide className="mod">
      <WideNav at="moderation" />
      <View className="mod-in">
        {!me && session.status === 'error' ? (
          <ErrorFace error={session.error} onRetry={() => void session.reload()} />
        ) : null}
        {me && !may ? <Empty icon="shield" title="这里由派遣员审核内容" text="您没有这个职务。" /> : null}
        {may ? <Views queue={queue} /> : null}
        {may && view === 'queue' ? (
          <View className={list.items.length > 0 || opened ? 'mod-list' : 'mod-main'}>
            <List queue={queue} />
          </View>
        ) : null}
        {may && view === 'adoptions' ? <Adoptions /> : null}
        {may && view === 'limits' ? <Limits /> : null}
        {may && view === 'queue' && opened ? (
          <ContentPanel key={opened} number={opened} onChange={() => void list.reload()} />
        ) : null}
        {may && view === 'queue' && !opened && list.items.length > 0 ? (
          <View className="mod-main">
            <Empty icon="eye" title="左边点一件来看" text="隐藏、涂黑和模糊都会记在经过里，也都能恢复。" />
          </View>
        ) : null}
      </View>
    </Page>
  );
}

const VIEWS = [
  { id: 'queue', text: '上报', icon: 'eye' },
  { id: 'adoptions', text: '认养', icon: 'leaf' },
  { id: 'limits', text: '上报限制', icon: 'lock' },
] as const;

function Views({ queue }: { queue: Queue }) {
  return (
    <View className="row mod-views" role="radiogroup" aria-label="视图">
      {VIEWS.map(({ id, text, icon }) => (
        <Tap
          key={id}
          className={`mod-view ${queue.view === id ? 'mod-view--on' : ''}`}
          role="radio"
          checked={queue.view === id}
          spoken={text}
          onTap={() => queue.setView(id)}
        >
          <Icon name={icon} />
          <Text>{text}</Text>
        </Tap>
      ))}
    </View>
  );
}

function List({ queue }: { queue: Queue }) {
  const { list } = queue;
  if (list.status === 'loading') return <Skeleton kind="rows" count={5} />;
  if (list.status === 'error') return <ErrorFace error={list.error} onRetry={() => void list.reload()} />;
  if (list.items.length === 0)
    return <Empty icon="check-circle" title="都看过了" text="有居民举报或检查有疑问的，会排到这里。" />;
  const now = Date.now();
  return (
    <View className="card card--flush">
      {list.items.map(({ report, since, why }) => (
        <Tap
          key={report.number}
          className={`mod-row ${queue.opened === report.number ? 'mod-row--on' : ''}`}
          role="link"
          spoken={`打开 ${report.number}，${why.join('，')}`}
          onTap={() => queue.setOpened(report.number)}
        >
          <Thumb photo={report.photo} icon={categoryIcon(report.category.icon)} alt={report.category.name} />
          <View className="mod-cell">
            <Text className="strong clip">{report.excerpt || report.category.name}</Text>
            <Text className="cap clip">{[report.category.name, report.address].filter(Boolean).join(' · ')}</Text>
            <Text className="cap clip amber-text">{[...why, when(since, now)].join(' · ')}</Text>
          </View>
        </Tap>
      ))}
      {list.more === 'ready' || list.more === 'error' ? (
        <View className="center">
          <Button kind="quiet" text="再看几件" onTap={() => void list.loadMore()} />
        </View>
      ) : null}
    </View>
  );
}
