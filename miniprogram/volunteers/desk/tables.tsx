import { Text, View } from '@tarojs/components';
import { dateText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Tap } from '../../components/tap';
import type { VolunteerDesk } from './use-volunteer-desk';

/** The county's volunteers, newest first, or the one with a number. */
export function VolunteerTable({ desk }: { desk: VolunteerDesk }) {
  const { volunteers } = desk;
  return (
    <View>
      <View className="ad-tools">
        <View className="vd-search">
          <Field
            id="find-number"
            value={desk.search}
            max={16}
            icon="search"
            hint="按志愿者编号找，YC-"
            onChange={(text) => desk.setSearch(text.toUpperCase())}
          />
        </View>
      </View>
      {volunteers.status === 'loading' ? <Skeleton kind="rows" count={6} /> : null}
      {volunteers.status === 'error' ? (
        <ErrorFace error={volunteers.error} onRetry={() => void volunteers.reload()} />
      ) : null}
      {volunteers.status === 'ready' && volunteers.items.length === 0 ? (
        <Empty icon="user" title="没有这样的志愿者" text="请核对编号，或清空后看全部。" />
      ) : null}
      {volunteers.items.length > 0 ? (
        <View className="card card--flush">
          <View className="ad-row ad-row--head vd-row">
            <Text>编号</Text>
            <Text>姓名</Text>
            <Text className="ad-more">电话</Text>
            <Text className="ad-more">志愿队</Text>
            <Text className="ad-num">时长</Text>
            <Text className="ad-more">登记</Text>
            <Text>状态</Text>
          </View>
          {volunteers.items.map((row) => (
            <Tap
              key={row.id}
              className={`ad-row vd-row ${desk.opened === row.id ? 'ad-row--on' : ''}`}
              role="link"
              spoken={`打开 ${row.number} 的服务档案`}
              onTap={() => desk.open(row.id)}
            >
              <Text>{row.number}</Text>
              <Text>
                {row.name}
                {row.child ? '（孩子）' : ''}
              </Text>
              <Text className="ad-more">{row.phone ?? '—'}</Text>
              <Text className="ad-more clip">{row.groups.map(({ name }) => name).join('、') || '—'}</Text>
              <Text className="ad-num">{row.hours}</Text>
              <Text className="ad-more">{dateText(new Date(row.since))}</Text>
              <State row={row} />
            </Tap>
          ))}
          {volunteers.more === 'ready' || volunteers.more === 'error' ? (
            <View className="center">
              <Button kind="quiet" text="再看几位" onTap={() => void volunteers.loadMore()} />
            </View>
          ) : null}
        </View>
      ) : null}
    </View>
  );
}

function State({ row: { state, noShows } }: { row: VolunteerDesk['volunteers']['items'][number] }) {
  const [tone, icon, word] =
    state === 'left'
      ? ['withdrawn', 'withdraw', '已退出']
      : noShows.until
        ? ['resolved', 'pause', '暂停报名']
        : ['handling', 'check-circle', '在册'];
  return (
    <View>
      <View className={`st st--${tone}`}>
        <Icon name={icon ?? ''} />
        <Text>{word}</Text>
      </View>
    </View>
  );
}

/** Groups, by name. */
export function GroupTable({ desk }: { desk: VolunteerDesk }) {
  const { groups } = desk;
  if (groups.status === 'loading') return <Skeleton kind="rows" count={4} />;
  if (groups.status === 'error') return <ErrorFace error={groups.error} onRetry={() => void groups.reload()} />;
  if (groups.data.items.length === 0)
    return (
      <Empty
        icon="users"
        title="还没有志愿队"
        text="成立一支志愿队，指定队长；队长可以组织活动、替队员报名。"
        action={<Button text="成立志愿队" onTap={() => desk.open('')} />}
      />
    );
  return (
    <View className="card card--flush">
      <View className="ad-row ad-row--head vg-row">
        <Text>志愿队</Text>
        <Text className="ad-more">区域</Text>
        <Text>队长</Text>
        <Text className="ad-num">人数</Text>
      </View>
      {groups.data.items.map((group) => (
        <Tap
          key={group.id}
          className={`ad-row vg-row ${desk.opened === group.id ? 'ad-row--on' : ''}`}
          role="link"
          spoken={`打开 ${group.name}`}
          onTap={() => desk.open(group.id)}
        >
          <View>
            <View className="strong clip">{group.name}</View>
            <View className="cap clip">{group.about}</View>
          </View>
          <Text className="ad-more">{group.area.name}</Text>
          <Text className={group.leaders.length > 0 ? 'clip' : 'amber-text'}>
            {group.leaders.join('、') || '没有队长'}
          </Text>
          <Text className="ad-num">{group.members}</Text>
        </Tap>
      ))}
    </View>
  );
}
