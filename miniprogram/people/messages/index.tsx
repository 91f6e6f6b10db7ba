import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Page } from '../../components/page';
import { Tap } from '../../components/tap';
import { when } from '../../components/when';
import './index.scss';
import { SettingsSheet } from './settings-sheet';
import { useMessages } from './use-messages';

export default function MessagesPage() {
  const { list, open, readAll, busy } = useMessages();
  const now = Date.now();
  const [settings, setSettings] = useState(false);
  const unread = list.page?.unread ?? 0;
  return (
    <Page title="消息" back="back">
      <View className="wrap">
        {list.status === 'loading' ? <Skeleton kind="rows" count={4} /> : null}
        {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
        {list.status === 'ready' && list.items.length === 0 ? (
          <Empty icon="bell" title="还没有消息" text="您上报的事有了进展，会在这里告诉您。" />
        ) : null}
        <View className="row row--between msg-head">
          <Text className="cap-2">{unread ? `${unread} 条没看` : ''}</Text>
          <View className="row">
            {unread ? <Button kind="quiet" text="全部标为已读" busy={busy} onTap={() => void readAll()} /> : null}
            <Button kind="quiet" icon="gear" text="设置" onTap={() => setSettings(true)} />
          </View>
        </View>
        {list.items.length ? (
          <View className="card card--flush">
            {list.items.map((message) => (
              <Tap
                key={message.id}
                className="msg"
                spoken={`${message.read ? '' : '未读，'}${message.title}，${message.text}`}
                onTap={() => open(message)}
              >
                <View className={`msg-dot ${message.read ? '' : 'msg-dot--new'}`} aria-hidden="true" />
                <View className="grow">
                  <View className="row row--between row--top">
                    <Text className="strong lines-2 grow">
                      {message.read ? null : <Text className="sr">未读，</Text>}
                      {message.title}
                    </Text>
                    <Text className="cap nb">{when(message.at, now)}</Text>
                  </View>
                  <View className="cap-2 lines-2">{message.text}</View>
                </View>
              </Tap>
            ))}
          </View>
        ) : null}
        {list.more === 'ready' || list.more === 'error' ? (
          <View className="center gap-3">
            <Button kind="quiet" text="再看几条" onTap={() => void list.loadMore()} />
          </View>
        ) : null}
      </View>
      {settings ? <SettingsSheet onClose={() => setSettings(false)} /> : null}
    </Page>
  );
}
