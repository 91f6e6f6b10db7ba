import { Text, View } from '@tarojs/components';
import { readMyVolunteers } from '../../../shared/volunteers/contract';
import { type GroupView, listGroups, setMembership } from '../../../shared/volunteers/group-contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Page } from '../../components/page';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';
import { useShown } from '../../platform/page';

export default function GroupsPage() {
  const me = useMe();
  const groups = useCall(me?.id ?? 'nobody', () => call(listGroups));
  const mine = useCall(me?.id, () => call(readMyVolunteers));
  useShown(() => void mine.reload());
  const self = mine.data?.items.find(({ child, state }) => !child && state === 'active');
  const join = async (group: GroupView) => {
    if (!self) return go.registerVolunteer();
    try {
      await call(setMembership, { params: { id: group.id, volunteer: self.id }, body: { member: !group.joined } });
      toast(group.joined ? `已离开${group.name}` : `已加入${group.name}`);
      await groups.reload();
    } catch (error) {
      toast(wordsFor(error).detail, 'warning');
    }
  };
  return (
    <Page title="城管志愿队" back="back">
      <View className="wrap">
        {groups.status === 'loading' ? <Skeleton kind="rows" count={3} /> : null}
        {groups.status === 'error' ? <ErrorFace error={groups.error} onRetry={() => void groups.reload()} /> : null}
        {groups.status === 'ready' && groups.data.items.length === 0 ? (
          <Empty icon="users" title="还没有志愿队" text="派遣员可以成立志愿队，指定队长。" />
        ) : null}
        {groups.data?.items.map((group) => (
          <View key={group.id} className="card">
            <View className="row row--between">
              <View className="grow">
                <Text className="head clip">{group.name}</Text>
                <View className="cap">
                  {group.area.name} · {group.members} 人 · 队长 {group.leaders.join('、') || '暂缺'}
                </View>
              </View>
              {group.leads ? (
                <Button small icon="plus" text="组织活动" onTap={() => go.writeActivity()} />
              ) : (
                <Button
                  small
                  kind={group.joined ? 'plain' : 'secondary'}
                  text={group.joined ? '离开' : '加入'}
                  label={`${group.joined ? '离开' : '加入'}${group.name}`}
                  onTap={() => void join(group)}
                />
              )}
            </View>
            {group.leads ? (
              <View className="row row--wrap gap-2">
                <Button small kind="secondary" icon="users" text="队员名单" onTap={() => go.members(group.id)} />
                <Button small kind="secondary" icon="list" text="我组织的活动" onTap={() => go.organised()} />
              </View>
            ) : null}
            {group.about ? <View className="body-s gap-2">{group.about}</View> : null}
          </View>
        ))}
      </View>
    </Page>
  );
}
