import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ReportCardView } from '../../../shared/reports/contract';
import { useWalk } from '../../api/patrol';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Figures } from '../../components/figures';
import { Icon } from '../../components/icon';
import { ListRow } from '../../components/list-row';
import { Page } from '../../components/page';
import { StreetPlate } from '../../components/street-plate';
import { Tap } from '../../components/tap';
import { setAppearance, useAppearance } from '../../platform/appearance';
import { go } from '../../platform/go';
import { Job, More } from './job';
import { type Group, type Scope, useDesk } from './use-desk';

const HEADS: Record<Group | 'all', string> = {
  all: '先办快到点的',
  late: '已经超期的',
  today: '今天到期的',
  'to-accept': '等您受理的',
  handling: '正在处理的',
  'to-assign': '等您派遣的',
  resolved: '办结待评价的',
};

/** Views of what waits for one decision: nothing of it is accepted or handled, so there are no such figures. */
const TASKS_ONLY: Partial<Record<Scope, string>> = {
  'to-verify': '没有等您核查的',
  callbacks: '没有等您回访的',
  extensions: '没有延期申请',
};
const EMPTY: Partial<Record<Scope, { title: string; text: string }>> = {
  escalated: { title: '没有上报给您的', text: '下级超期没有办的，会报到这里。' },
  below: { title: '辖区里没有在办的', text: '有新上报会排到这里，先到期的在前。' },
};

export function Desk({ onLeave }: { onLeave: () => void }) {
  const desk = useDesk();
  const [more, setMore] = useState<ReportCardView>();
  const counts = desk.list.page?.counts;
  const figure = (id: Group, count: number | undefined, text: string, tone?: 'torch' | 'amber') => ({
    id,
    count,
    text,
    on: desk.group === id,
    ...(tone ? { tone } : {}),
  });
  return (
    <Page title="工作台" tabs sun>
      <View className="wrap">
        <Holder me={desk.me} onLeave={onLeave} />
        {desk.scope in TASKS_ONLY ? null : (
          <Figures
            onTap={(id) => desk.choose(id as Group)}
            items={[
              figure('late', counts?.late, '超期', 'torch'),
              figure('today', counts?.today, '今天到期', 'amber'),
              figure('to-accept', counts?.toAccept, '待受理'),
              figure('handling', counts?.handling, '处理中'),
              ...(counts?.toAssign ? [figure('to-assign', counts.toAssign, '待派遣', 'amber')] : []),
            ]}
          />
        )}
        {isChief(desk.me) ? <PatrolRow /> : null}
        <Scopes desk={desk} />
        <View className="sec-h gap-3">
          <Text className="sec-t">{HEADS[desk.group ?? 'all']}</Text>
          <Tap className="sec-more" spoken="看已办结待评价的" onTap={() => desk.choose('resolved')}>
            <Text>{desk.group === 'resolved' ? '回到在办' : '办结的'}</Text>
          </Tap>
        </View>
        <Jobs desk={desk} onMore={setMore} />
      </View>
      {more ? <More report={more} onClose={() => setMore(undefined)} /> : null}
    </Page>
  );
}

function Holder({ me, onLeave }: { me: ReturnType<typeof useDesk>['me']; onLeave: () => void }) {
  const { sun } = useAppearance();
  const roles = [...new Set(me?.posts.map((post) => post.roleName))].join('、');
  // Only a street signs its name on a plate; a county or a department is written out.
  const streets = (me?.posts ?? []).filter((post) => post.role === 'chief' || post.role === 'deputy_chief');
  const plates = [...new Set(streets.map((post) => post.areaName))];
  const others = [...new Set((me?.posts ?? []).filter((post) => !streets.includes(post)).map((post) => post.areaName))];
  return (
    <View className="row row--top desk-me">
      <View className="face" aria-hidden="true">
        {me?.nickname.slice(0, 1) ?? ''}
      </View>
      <View className="grow">
        <View>
          <Text className="head">{me?.nickname ?? ''}</Text>
          <Text className="chief-post">{roles}</Text>
        </View>
        <View className="desk-plates">
          {plates.slice(0, 3).map((name) => (
            <StreetPlate key={name} name={name} />
          ))}
          {others.length ? <Text className="cap-2">{others.join('、')}</Text> : null}
        </View>
      </View>
      <Tap
        className={`desk-tool ${sun ? 'desk-tool--on' : ''}`}
        role="switch"
        checked={sun}
        label="强光模式"
        onTap={() => setAppearance({ sun: !sun })}
      >
        <Icon name="sun" />
        <Text>强光</Text>
      </Tap>
      <Tap className="desk-tool" label="看居民首页" onTap={onLeave}>
        <Icon name="swap" />
        <Text>首页</Text>
      </Tap>
    </View>
  );
}

const isChief = (me: ReturnType<typeof useDesk>['me']) =>
  me?.posts.some(({ role }) => role === 'chief' || role === 'deputy_chief');

/** To the walk along one's own streets; says when one is under way on this device. */
function PatrolRow() {
  const walk = useWalk();
  return (
    <View className="card card--flush gap-3">
      <ListRow
        icon="patrol"
        title={walk && walk.endedAt === undefined ? '正在巡查' : '街道巡查'}
        note={walk && walk.endedAt === undefined ? '点开看看过多少、报问题、结束' : '走一遍自己的街，发现问题当场拍'}
        onTap={go.patrol}
      />
    </View>
  );
}

/** Other views of the desk, for those whose post has more than one; none is drawn for a chief with one. */
function Scopes({ desk }: { desk: ReturnType<typeof useDesk> }) {
  const scopes = desk.list.page?.scopes ?? [];
  if (scopes.length < 2) return null;
  return (
    <View className="chips desk-scopes">
      {scopes.map(({ scope, name, count }) => (
        <Chip
          key={scope}
          role="radio"
          text={name}
          count={count}
          on={scope === desk.scope}
          onTap={() => desk.look(scope)}
        />
      ))}
    </View>
  );
}

function Jobs({ desk, onMore }: { desk: ReturnType<typeof useDesk>; onMore: (report: ReportCardView) => void }) {
  const { list } = desk;
  if (list.status === 'loading') return <Skeleton count={3} />;
  if (list.status === 'error') {
    return (
      <View className="card card--flush">
        <ErrorFace error={list.error} onRetry={() => void list.reload()} />
      </View>
    );
  }
  if (list.items.length === 0) {
    return (
      <View className="card card--flush">
        <Empty
          title={
            desk.group ? '这一类现在没有' : (TASKS_ONLY[desk.scope] ?? EMPTY[desk.scope]?.title ?? '手上的都办完了')
          }
          text={
            desk.group
              ? '再点一下上面的数字，看全部。'
              : (EMPTY[desk.scope]?.text ?? '有新的会排到这里，先到期的在前。')
          }
        />
      </View>
    );
  }
  return (
    <View>
      {list.items.map((report) => (
        <Job
          key={report.number}
          report={report}
          busy={desk.moving === report.number}
          onAccept={() => void desk.accept(report)}
          onMore={() => onMore(report)}
        />
      ))}
      {list.more === 'none' ? null : (
        <View className="more-line">
          <Button
            kind="quiet"
            text={list.more === 'error' ? '没有取到，再试一次' : '再看几件'}
            onTap={() => void list.loadMore()}
          />
        </View>
      )}
    </View>
  );
}
