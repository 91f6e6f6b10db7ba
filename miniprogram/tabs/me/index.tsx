import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Figures } from '../../components/figures';
import { Icon } from '../../components/icon';
import { ListRow } from '../../components/list-row';
import { Page } from '../../components/page';
import { Sheet } from '../../components/sheet';
import { Tap } from '../../components/tap';
import { setAppearance, useAppearance } from '../../platform/appearance';
import { dial } from '../../platform/device';
import { go } from '../../platform/go';
import './index.scss';
import { useMine } from './use-me';

type MineState = ReturnType<typeof useMine>;

export default function MePage() {
  const mine = useMine();
  const [choosing, setChoosing] = useState(false);
  const { me, session } = mine;
  return (
    <Page title="我的" tabs>
      <View className="wrap">
        {me ? <Signed mine={mine} onChoose={() => setChoosing(true)} /> : null}
        {!me && session.status === 'error' ? (
          <ErrorFace error={session.error} onRetry={() => void session.reload()} />
        ) : null}
        {!me && session.status !== 'error' ? <Skeleton kind="rows" count={3} /> : null}
        {!me && process.env.TARO_ENV === 'h5' && session.status === 'error' ? (
          <Button kind="primary" block icon="qr" text="用手机扫码登录" onTap={go.wideSignIn} />
        ) : null}
        <Lines mine={mine} />
      </View>
      {choosing ? <People mine={mine} onClose={() => setChoosing(false)} /> : null}
    </Page>
  );
}

function Signed({ mine, onChoose }: { mine: MineState; onChoose: () => void }) {
  const { me, portal, counts, drafts } = mine;
  const { elder } = useAppearance();
  if (!me) return null;
  const posts = me.posts.map((post) => `${post.areaName}${post.roleName}`).join('、');
  return (
    <>
      <View className="row me-who">
        <View className="face face--l" aria-hidden="true">
          {me.nickname.slice(0, 1)}
        </View>
        <View className="grow">
          <Text className="title clip">{me.nickname}</Text>
          <Text className="cap-2 lines-2">{posts || '居民'}</Text>
        </View>
        <Button
          kind="plain"
          small
          icon="text-size"
          text={elder ? '普通版' : '长辈版'}
          label={elder ? '回到普通版' : '换成长辈版，字更大'}
          onTap={() => setAppearance({ elder: !elder })}
        />
      </View>
      <Figures
        onTap={(id) => go.myReports(id as 'open' | 'to-rate' | 'ended' | 'draft')}
        items={[
          { id: 'open', count: counts.data?.open, text: '在办' },
          { id: 'to-rate', count: counts.data?.toRate, text: '待评价', tone: 'amber' },
          { id: 'ended', count: counts.data?.ended, text: '已结案' },
          { id: 'draft', count: drafts, text: '草稿' },
        ]}
      />
      <View className="card card--flush gap-3">
        <ListRow icon="list" title="我的上报" onTap={() => go.myReports()} />
        <ListRow icon="bell" title="消息" fresh={me.unread} onTap={go.messages} />
        {mine.limited ? <ListRow icon="info" title="上报次数受限" value="看原因、申诉" onTap={go.myLimit} /> : null}
        <ListRow icon="phone" title="称呼和手机号" value={me.phone ?? '还没有填'} onTap={go.profile} />
      </View>
      <View className="card card--flush">
        <ListRow icon="shield" title="认领职务" value={me.posts.length ? '' : '凭邀请码'} onTap={go.claimPost} />
        <ListRow icon="qr" title="确认电脑登录" onTap={() => go.approveBrowser()} />
        <ListRow icon="info" title="关于彝城共治" onTap={go.about} />
        {portal?.demo && portal.demoPeople.length ? (
          <ListRow icon="users" title="换一个演示人物" value={me.nickname} onTap={onChoose} />
        ) : null}
        {process.env.TARO_ENV === 'h5' ? (
          <ListRow icon="lock" title="退出登录" onTap={() => void mine.leave()} />
        ) : null}
      </View>
    </>
  );
}

function Lines({ mine }: { mine: MineState }) {
  const lines = mine.portal?.emergency ?? [
    { name: '火警', phone: '119' },
    { name: '报警', phone: '110' },
    { name: '急救', phone: '120' },
    { name: '政务', phone: '12345' },
  ];
  return (
    <View className="card me-lines">
      <View className="cap-2">这里不是报警和投诉热线。急事请直接打</View>
      <View className="me-dial">
        {lines.map((line) => (
          <Tap
            key={line.phone}
            className="me-dial-i"
            spoken={`拨打${line.name} ${line.phone}`}
            onTap={() => dial(line.phone)}
          >
            <Text className="me-dial-n">{line.phone}</Text>
            <Text className="nb">{line.name.slice(0, 4)}</Text>
          </Tap>
        ))}
      </View>
    </View>
  );
}

function People({ mine, onClose }: { mine: MineState; onClose: () => void }) {
  return (
    <Sheet title="换一个演示人物" onClose={onClose}>
      <View className="card card--flush">
        {mine.portal?.demoPeople.map((person) => (
          <ListRow
            key={person.code}
            icon="user"
            title={person.label}
            note={person.duty}
            bare
            tail={person.code === mine.current ? <Icon name="check" className="jade-text" /> : null}
            onTap={() => {
              onClose();
              void mine.become(person.code);
            }}
          />
        ))}
      </View>
    </Sheet>
  );
}
