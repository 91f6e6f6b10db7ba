import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { splitLabel } from '../../components/chief-row';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Nav, Page } from '../../components/page';
import { smallestDivision } from '../../components/place-words';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { Thread } from '../../components/thread';
import { by } from '../../components/when';
import { setAppearance } from '../../platform/appearance';
import { dial } from '../../platform/device';
import { go } from '../../platform/go';
import { Brand } from './brand';
import { useHome } from './use-home';

/** 长辈版 keeps three things: photograph, call the chief, my last case. */
export function ElderHome({ onDesk }: { onDesk?: () => void }) {
  const { street, here, mine, first } = useHome();
  const found = street.data;
  const phone = found?.responsible.dutyPhone;
  return (
    <Page tabs ownNav>
      <View className="hero hero--elder">
        <Nav kind="clear" brand={<Brand />} />
        <View className="wrap">
          <View className="elder-loc">
            <Icon name="location" />
            <Text>{found ? '您在 ' : here.status === 'denied' ? '没有打开定位' : '正在看您在哪条街'}</Text>
            <Text className="elder-street">
              {found?.street?.name ?? (found && smallestDivision(found.divisions)?.name) ?? ''}
            </Text>
          </View>
          <Tap className="elder-snap" spoken="拍照上报，哪里不好，拍给街长" onTap={() => go.report({ camera: '1' })}>
            <Icon name="camera" />
            <View className="grow">
              <View className="elder-snap-t">拍照上报</View>
              <View className="cap-2">哪里不好，拍给街长</View>
            </View>
          </Tap>
          {found && phone ? (
            <Tap className="elder-ring" onTap={() => dial(phone)}>
              <Icon name="phone" />
              <Text>打给{splitLabel(found.responsible.label).name}</Text>
            </Tap>
          ) : null}
        </View>
      </View>
      <View className="wrap gap-4">
        {mine.status === 'loading' ? <Skeleton count={1} /> : null}
        {mine.status === 'error' ? <ErrorFace error={mine.error} onRetry={() => void mine.reload()} /> : null}
        {first ? (
          <View className="card">
            <View className="title">我报的{first.category.name}</View>
            <View className="gap-2">
              <StateBadge state={first.status} word={first.statusLabel} late={first.clock?.state === 'late'} />
            </View>
            {first.clock ? (
              <>
                <View className="gap-2">{spoken(first.clock.phase, by(first.clock.dueAt, Date.now(), true))}</View>
                <View className="gap-2">
                  <Thread clock={first.clock} />
                </View>
              </>
            ) : null}
            <Button
              className="gap-4"
              kind="secondary"
              block
              text={first.can.rate ? '看看修得怎样，评个价' : '看看修得怎样'}
              onTap={() => go.reportDetail(first.number)}
            />
          </View>
        ) : null}
        <Tap className="card elder-row" onTap={() => go.myReports()}>
          <Icon name="list" />
          <Text className="grow">我报过的事</Text>
          <Icon name="chevron-right" />
        </Tap>
        <Tap className="card elder-row" onTap={() => setAppearance({ elder: false })}>
          <Icon name="text-size" />
          <Text className="grow">回到普通版</Text>
          <Icon name="chevron-right" />
        </Tap>
        {onDesk ? (
          <Tap className="card elder-row" onTap={onDesk}>
            <Icon name="tab-desk" />
            <Text className="grow">回到工作台</Text>
            <Icon name="chevron-right" />
          </Tap>
        ) : null}
        <View className="sos">
          <View>着火打 119，报警打 110</View>
          <View>急病打 120</View>
        </View>
      </View>
    </Page>
  );
}

const PHASE = { acceptance: '有人接', handling: '办好', rating: '请您评价' } as const;
const spoken = (phase: keyof typeof PHASE, before: string) => `${before}${PHASE[phase]}`;
