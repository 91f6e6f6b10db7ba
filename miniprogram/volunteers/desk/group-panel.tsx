import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type GroupView, listMembers, setLeader } from '../../../shared/volunteers/group-contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { toast } from '../../components/toast';

/** Members of a group, and who leads it. */
export function GroupPanel({ group, onChanged }: { group: GroupView; onChanged: () => void }) {
  const members = useCall(group.id, () => call(listMembers, { params: { id: group.id } }));
  const [number, setNumber] = useState('');
  const put = async (who: string, leader: boolean) => {
    try {
      await call(setLeader, { params: { id: group.id, number: who }, body: { leader } });
      toast(leader ? '已任队长' : '不再是队长');
      setNumber('');
      await members.reload();
      onChanged();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}，${detail}`, 'warning');
    }
  };
  return (
    <View>
      <View className="card">
        {group.about ? <View className="body-s">{group.about}</View> : null}
        <View className="gap-2">
          <Field
            id="leader-number"
            label="指定队长"
            note="志愿者编号，不在队里的会一并加入"
            value={number}
            max={16}
            hint="YC-"
            onChange={(text) => setNumber(text.toUpperCase())}
          />
        </View>
        <View className="gap-2">
          <Button
            id="appoint"
            block
            kind="secondary"
            text={number.trim() ? '指定为队长' : '先写编号'}
            off={!number.trim()}
            onTap={() => void put(number.trim(), true)}
          />
        </View>
      </View>
      {members.status === 'loading' ? <Skeleton kind="rows" count={3} /> : null}
      {members.status === 'error' ? <ErrorFace error={members.error} onRetry={() => void members.reload()} /> : null}
      {members.data && members.data.items.length > 0 ? (
        <View className="card card--flush">
          {members.data.items.map(({ id, name, number: own, leader }) => (
            <View key={id} className="lrow lrow--plain">
              <View className="grow">
                <Text className="strong">
                  {name}
                  {leader ? '（队长）' : ''}
                </Text>
                <View className="cap">{own}</View>
              </View>
              <Button
                small
                kind="plain"
                text={leader ? '撤去队长' : '任队长'}
                label={`${leader ? '撤去队长' : '任队长'} ${own}`}
                onTap={() =>
                  leader
                    ? void ask({
                        title: '撤去队长？',
                        text: `${name} 仍是队员，不能再以${group.name}的名义组织活动。`,
                        yes: '撤去',
                        danger: true,
                      }).then((yes) => (yes ? put(own, false) : undefined))
                    : void put(own, true)
                }
              />
            </View>
          ))}
        </View>
      ) : null}
    </View>
  );
}
