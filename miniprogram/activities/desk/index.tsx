import { Text, View } from '@tarojs/components';
import type { ActivityState } from '../../../shared/activities/states';
import { STATE_WORDS } from '../../../shared/activities/states';
import { clockText, monthDayText, weekdayText } from '../../../shared/words';
import { ActivityBadge } from '../../components/activity-row';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { Tap } from '../../components/tap';
import '../../components/wide-desk.scss';
import { WideNav } from '../../components/wide-nav';
import { go } from '../../platform/go';
import { RollList } from '../roll/roll-list';
import { useRoll } from '../roll/use-roll';
import { Whole } from '../roll/whole';
import '../roll/index.scss';
import { DeskFigures } from './figures';
import './index.scss';
import { type Desk, useDesk } from './use-desk';

const GROUPS: readonly (ActivityState | undefined)[] = [
  undefined,
  'draft',
  'published',
  'running',
  'finished',
  'settled',
  'cancelled',
];

/** The wide desk of activities, in the browser only: groups on the left, a table, the open one beside it. */
export default function ActivityDeskPage() {
  const desk = useDesk();
  const { me, session, list } = desk;
  return (
    <Page title="活动工作台" back="close" onBack={go.home} wide>
      <WideNav at="activities" />
      <View className={`ad-in ${desk.opened ? 'ad-in--open' : ''}`}>
        <Side desk={desk} />
        <View className="ad-main">
          {!me && session.status === 'error' ? (
            <ErrorFace error={session.error} onRetry={() => void session.reload()} />
          ) : null}
          {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
          {desk.figures ? <DeskFigures desk={desk} /> : null}
          {!desk.figures && list.status === 'loading' ? <Skeleton kind="rows" count={6} /> : null}
          {!desk.figures && list.status === 'ready' ? <Table desk={desk} /> : null}
        </View>
        {desk.opened ? <Panel key={desk.opened} id={desk.opened} desk={desk} /> : null}
      </View>
    </Page>
  );
}

function Side({ desk }: { desk: Desk }) {
  return (
    <View className="ad-side" role="radiogroup" aria-label="分组">
      {GROUPS.map((state) => {
        const on = !desk.figures && desk.state === state;
        return (
          <Tap
            key={state ?? 'all'}
            className={`ad-scope ${on ? 'ad-scope--on' : ''}`}
            role="radio"
            checked={on}
            onTap={() => desk.setState(state)}
          >
            <Icon name={state ? STATE_WORDS[state].icon : 'list'} />
            <Text>{state ? STATE_WORDS[state].name : '全部活动'}</Text>
          </Tap>
        );
      })}
      <Tap
        className={`ad-scope ${desk.figures ? 'ad-scope--on' : ''}`}
        role="radio"
        checked={desk.figures}
        onTap={desk.showFigures}
      >
        <Icon name="doc" />
        <Text>统计与导出</Text>
      </Tap>
      <View className="gap-3">
        <Button block icon="plus" text="组织活动" onTap={() => go.writeActivity()} />
      </View>
    </View>
  );
}

function Table({ desk }: { desk: Desk }) {
  const { list } = desk;
  if (list.items.length === 0)
    return <Empty icon="calendar" title="这一组现在没有活动" text="左边换一组，或组织一个新的活动。" />;
  return (
    <View className="card card--flush">
      <View className="ad-row ad-row--head act-row">
        <Text>时间</Text>
        <Text>活动</Text>
        <Text className="ad-more">地点</Text>
        <Text>报名</Text>
        <Text className="ad-more">候补</Text>
        <Text className="ad-more">待确认</Text>
        <Text>状态</Text>
      </View>
      {list.items.map((row) => {
        const from = new Date(row.startsAt);
        return (
          <Tap
            key={row.id}
            className={`ad-row act-row ${desk.opened === row.id ? 'ad-row--on' : ''}`}
            role="link"
            spoken={`打开 ${row.title}`}
            onTap={() => desk.open(row.id)}
          >
            <View>
              <View>
                {monthDayText(from)} {weekdayText(from)}
              </View>
              <View className="cap">
                {clockText(from)}–{clockText(new Date(row.endsAt))}
              </View>
            </View>
            <View>
              <View className="strong clip">{row.title}</View>
              <View className="cap clip">
                {row.kindName} · {row.organiser}
              </View>
            </View>
            <Text className="clip ad-more">{row.place}</Text>
            <Text>
              {row.signedUp} / {row.capacity}
            </Text>
            <Text className="ad-more">{row.waiting}</Text>
            <Text className={`ad-more ${row.toConfirm ? 'amber-text' : ''}`}>{row.toConfirm}</Text>
            <View>
              <ActivityBadge state={row.state} />
            </View>
          </Tap>
        );
      })}
      {list.more === 'ready' || list.more === 'error' ? (
        <View className="center">
          <Button kind="quiet" text="再看几个" onTap={() => void list.loadMore()} />
        </View>
      ) : null}
    </View>
  );
}

/** The open activity: the whole, and everybody on it. */
function Panel({ id, desk }: { id: string; desk: Desk }) {
  const page = useRoll(id);
  const { roll } = page;
  return (
    <View className="ad-case">
      <View className="row row--between">
        <Button kind="quiet" icon="qr" text="签到码" onTap={() => go.roll(id)} />
        <Button
          kind="quiet"
          icon="close"
          text="收起"
          onTap={() => {
            desk.open(undefined);
            void desk.list.reload();
          }}
        />
      </View>
      {roll.status === 'loading' ? <Skeleton kind="rows" count={3} /> : null}
      {roll.status === 'error' ? <ErrorFace error={roll.error} onRetry={() => void roll.reload()} /> : null}
      {roll.data ? (
        <>
          <Whole page={page} activity={roll.data.activity} reports={roll.data.reports} ratings={roll.data.ratings} />
          <View className="gap-3">
            <RollList activity={roll.data.activity} items={roll.data.items} onMove={page.move} />
          </View>
        </>
      ) : null}
    </View>
  );
}
