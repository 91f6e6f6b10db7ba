import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { AdoptionView } from '../../../shared/green-spaces/adoption-views';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { Note } from '../../components/note';
import { toast } from '../../components/toast';
import { copy } from '../../platform/device';
import type { AdoptionPageState } from './use-adoption';

/** Who cares together, and the code for one more. */
export function Family({ adoption, state }: { adoption: AdoptionView; state: AdoptionPageState }) {
  const [code, setCode] = useState<string>();
  if (adoption.subject !== 'family' || (adoption.members.length === 0 && !adoption.can.invite)) return null;
  const own = adoption.relation === 'adopter';
  const invite = async () => {
    const made = await state.invite();
    if (made) setCode(made.code);
  };
  const remove = async (id: string, name: string, me: boolean) => {
    const yes = await ask({
      title: me ? '退出这份认养？' : `移除${name}？`,
      text: '以后不能再在这里打卡。',
      yes: me ? '退出' : '移除',
      danger: true,
    });
    if (yes) await state.remove(id);
  };
  return (
    <View className="card gap-3">
      <View className="head">一起照料的家人</View>
      {adoption.members.map(({ id, name, me }) => (
        <View key={id} className="row adoption-member">
          <Text className="strong grow">{me ? `${name}（我）` : name}</Text>
          {own || me ? (
            <Button kind="quiet" text={me ? '退出' : '移除'} onTap={() => void remove(id, name, me)} />
          ) : null}
        </View>
      ))}
      {code ? (
        <Note icon="users">
          <View className="note-b">{code}</View>
          <View>发给家人，在“我的认养”里填。七天内有效，只能用一次。</View>
          <Button
            kind="quiet"
            text="复制"
            onTap={() =>
              void copy(code).then((ok) => toast(ok ? '已复制' : '复制不了，请手抄', ok ? 'check-circle' : 'info'))
            }
          />
        </Note>
      ) : adoption.can.invite ? (
        <Button kind="secondary" icon="users" text="邀请家人" busy={state.busy} onTap={() => void invite()} />
      ) : null}
    </View>
  );
}
