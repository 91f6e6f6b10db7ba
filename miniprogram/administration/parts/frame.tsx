import { Text, View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { refreshMe, useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Empty, ErrorFace } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { Tap } from '../../components/tap';
import { WideNav } from '../../components/wide-nav';
import { WIDE_PAGES, type WidePage } from '../../components/wide-pages';
import { go } from '../../platform/go';
import './parts.scss';

interface FrameProps {
  at: WidePage;
  /** what is being looked at or changed, beside the table */
  panel?: ReactNode;
}

/** The frame of every page of administration: navigation, a calm table, a panel beside it. */
export function Frame({ at, panel, children }: PropsWithChildren<FrameProps>) {
  const me = useMe();
  const session = useCall('administration', refreshMe);
  const page = WIDE_PAGES.find(({ id }) => id === at);
  const may = me && page?.may(me);
  return (
    <Page title={page?.text ?? '管理'} back="close" onBack={go.home} wide>
      <WideNav at={at} />
      <View className="adm">
        <View className="adm-main">
          {!me && session.status === 'error' ? (
            <ErrorFace error={session.error} onRetry={() => void session.reload()} />
          ) : null}
          {me && !may ? (
            <Empty
              icon="shield"
              title="这里要有相应的职务才能进"
              text="您现在的职务不管这一项。有邀请码可以先认领。"
              action={<Button kind="secondary" text="认领职务" onTap={go.claimPost} />}
            />
          ) : null}
          {may ? children : null}
        </View>
        {may && panel ? panel : null}
      </View>
    </Page>
  );
}

/** What stands beside the table. */
export function Panel({ title, onClose, children }: PropsWithChildren<{ title: string; onClose: () => void }>) {
  return (
    <View className="adm-panel" role="complementary" aria-label={title}>
      <View className="row row--between">
        <Text className="head">{title}</Text>
        <Tap className="sheet-x" label={`关上：${title}`} onTap={onClose}>
          <Icon name="close" />
        </Tap>
      </View>
      <View className="adm-form">{children}</View>
    </View>
  );
}

type Tone = 'jade' | 'amber' | 'torch' | 'plain';
/** Colour, icon and word together. */
export function Tag({ tone, icon, text }: { tone: Tone; icon: string; text: string }) {
  return (
    <View className={`adm-tag adm-tag--${tone}`}>
      <Icon name={icon} />
      <Text>{text}</Text>
    </View>
  );
}
