import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { listMyAdoptions } from '../../../shared/green-spaces/adoption-contract';
import type { AdoptionCardView } from '../../../shared/green-spaces/adoption-views';
import { joinFamily } from '../../../shared/green-spaces/family-contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Page } from '../../components/page';
import { Thumb } from '../../components/photo';
import { Sheet } from '../../components/sheet';
import { Tap } from '../../components/tap';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';
import { useShown } from '../../platform/page';
import { AdoptionBadge } from '../parts';

/** What I adopted, applied for or help with. */
export default function MyAdoptionsPage() {
  const me = useMe();
  const list = useCall(me?.id ?? 'me', () => call(listMyAdoptions, {}));
  const [joining, setJoining] = useState(false);
  useShown(() => void list.reload());
  const items = list.data?.items ?? [];
  return (
    <Page title="我的认养" back="back" bar={<Button block icon="leaf" text="再找一块绿地" onTap={go.plots} />}>
      <View className="wrap">
        {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
        {list.status === 'loading' ? <Skeleton count={2} /> : null}
        {list.data && items.length === 0 ? (
          <Empty icon="leaf" title="您还没有认养绿地" text="家门口的花坛、上班路上的树，挑一处照料。" />
        ) : null}
        {list.data && items.length > 0 ? (
          <View className="cap">
            最多同时认养 {list.data.limit} 处，您现在 {list.data.used} 处
          </View>
        ) : null}
        {items.map((adoption) => (
          <Row key={adoption.id} adoption={adoption} />
        ))}
        <View className="center gap-4">
          <Button kind="quiet" icon="users" text="有家人的邀请码" onTap={() => setJoining(true)} />
        </View>
      </View>
      {joining ? <JoinSheet onClose={() => setJoining(false)} /> : null}
    </Page>
  );
}

const noteOf = ({ state, position, care, due }: AdoptionCardView): string => {
  if (state === 'waiting') return `候补第 ${position ?? '—'} 位`;
  if (state === 'applied') return '管理单位审核后会告诉您';
  const [first] = due;
  return [`来过 ${care.visits} 次`, first ? `${first.name}${first.text}` : ''].filter(Boolean).join(' · ');
};

function Row({ adoption }: { adoption: AdoptionCardView }) {
  const { plot, relation } = adoption;
  return (
    <View className="card card--flush gap-2">
      <Tap className="gs-row" role="link" onTap={() => go.adoption(adoption.id)}>
        <Thumb photo={plot.photo} icon="leaf" alt={plot.name} />
        <View className="grow">
          <Text className="strong clip">{plot.name}</Text>
          <Text className="cap clip">{(relation === 'family' ? '帮家人照料 · ' : '') + noteOf(adoption)}</Text>
          <View className="gs-row-foot">
            <AdoptionBadge adoption={adoption} />
          </View>
        </View>
      </Tap>
    </View>
  );
}

function JoinSheet({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ready = code.trim().length >= 8 && name.trim().length > 0;
  const join = async () => {
    setBusy(true);
    try {
      const adoption = await call(joinFamily, { body: { code: code.trim(), name: name.trim() } });
      onClose();
      go.adoption(adoption.id);
      toast('欢迎一起照料');
    } catch (failure) {
      setError(wordsFor(failure).detail);
    }
    setBusy(false);
  };
  return (
    <Sheet
      title="加入家人的认养"
      onClose={onClose}
      foot={
        <Button block text={ready ? '加入' : '先填邀请码和称呼'} off={!ready} busy={busy} onTap={() => void join()} />
      }
    >
      <Field
        label="邀请码"
        value={code}
        max={20}
        hint="家人发给您的 12 位码"
        error={error}
        onChange={(value) => setCode(value.toUpperCase())}
      />
      <View className="gap-3" />
      <Field label="您的称呼" value={name} max={20} hint="家人怎么叫您" onChange={setName} />
    </Sheet>
  );
}
