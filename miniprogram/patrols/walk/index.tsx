import { Text, View } from '@tarojs/components';
import { BarTool, Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { ListRow, SectionHead } from '../../components/list-row';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { when } from '../../components/when';
import { go } from '../../platform/go';
import './index.scss';
import { Found, Seen, StreetRow, summaryOf } from './parts';
import { type Fix, usePatrol } from './use-patrol';

type Patrol = ReturnType<typeof usePatrol>;

/** 街道巡查: start, walk, report what one finds, stop. */
export default function PatrolPage() {
  const patrol = usePatrol();
  return patrol.walking ? <Walking patrol={patrol} /> : <Resting patrol={patrol} />;
}

const FIXES: Record<Fix, { icon: string; text: string }> = {
  asking: { icon: 'target', text: '正在找您的位置' },
  good: { icon: 'location', text: '正在记录走过的街道' },
  none: { icon: 'warning', text: '定不到位置，这一段算不进去' },
};

function Walking({ patrol }: { patrol: Patrol }) {
  const { walk, fix, now, busy, found } = patrol;
  if (!walk) return null;
  const seconds = Math.max(0, Math.floor((now - walk.startedAt) / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return (
    <Page
      title="正在巡查"
      back="back"
      sun
      bar={
        <>
          <BarTool icon="pause" text="结束" onTap={patrol.stop} />
          <Button
            id="patrol-report"
            block
            icon="camera"
            text="发现问题，拍下来"
            busy={busy}
            onTap={() => go.report({ patrol: walk.id, camera: '1' })}
          />
        </>
      }
    >
      <View className="wrap">
        <View className="card center">
          <View className="patrol-clock">{clock}</View>
          <View className={`patrol-fix ${fix === 'none' ? 'patrol-fix--none' : ''}`}>
            <Icon name={FIXES[fix].icon} />
            <Text>{FIXES[fix].text}</Text>
          </View>
        </View>
        {walk.offline ? (
          <View className="gap-3">
            <Note tone="amber" icon="offline">
              没有网络，走过的先存在手机里，连上网就自动报上。
            </Note>
          </View>
        ) : null}
        <View className="gap-4">
          <SectionHead title="看过多少" />
        </View>
        <View className="card">
          {walk.view ? <Seen streets={walk.view.streets} /> : <View className="cap-2">连上网后显示。</View>}
        </View>
        {found.length > 0 ? (
          <>
            <View className="gap-4">
              <SectionHead title={`路上报了 ${found.length} 件`} />
            </View>
            <View className="card card--flush">
              <Found found={found} />
            </View>
          </>
        ) : null}
        <View className="gap-3">
          <Note>
            <View className="note-b">请让彝城共治开在前面</View>
            <View>锁了屏、切到别的程序或关掉时不记录；回来就接着记，走过的不会丢。在这里拍照上报不要紧。</View>
          </Note>
        </View>
      </View>
    </Page>
  );
}

function Resting({ patrol }: { patrol: Patrol }) {
  const { list, streets, walk, done, now, busy, elsewhere } = patrol;
  const ready = list.status === 'ready' && streets.length > 0;
  return (
    <Page
      title="街道巡查"
      back="back"
      sun
      {...(ready && !elsewhere && !walk
        ? { bar: <Button id="patrol-start" block icon="patrol" text="开始巡查" busy={busy} onTap={patrol.start} /> }
        : {})}
    >
      <View className="wrap">
        {list.status === 'loading' ? <Skeleton count={2} /> : null}
        {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
        {done ? (
          <Note icon="check-circle">
            <View className="note-b">巡查已结束</View>
            <View>{summaryOf(done)}。</View>
          </Note>
        ) : null}
        {walk ? (
          <Note tone="amber" icon="offline">
            <View className="note-b">上一次巡查还没有报上</View>
            <View>连上网就自动报上，之后再开始新的。</View>
          </Note>
        ) : null}
        {elsewhere ? (
          <Note tone="amber" icon="patrol">
            <View className="note-b">您有一次巡查还没有结束</View>
            <View>{when(elsewhere.startedAt, now)}在另一台设备上开始的。</View>
            <View className="row gap-2">
              <Button kind="secondary" small text="在这里接着巡" onTap={patrol.goOnHere} />
              <Button kind="plain" small text="结束它" busy={busy} onTap={patrol.endElsewhere} />
            </View>
          </Note>
        ) : null}
        {ready ? (
          <>
            <View className="card gap-3">
              {streets.map((street) => (
                <StreetRow key={street.code} street={street} now={now} />
              ))}
            </View>
            <View className="gap-3">
              <Note>
                巡查时要让彝城共治开在前面、屏幕亮着，才记得到走过的路。位置只用来算看过街道的多少，算完就丢，路线不保存。
              </Note>
            </View>
            <View className="gap-4">
              <SectionHead title="过去的巡查" />
            </View>
            {list.items.length === 0 ? (
              <View className="card">
                <Empty icon="patrol" title="还没有巡查过" text="走一遍自己的街道，发现问题当场拍下来。" />
              </View>
            ) : (
              <View className="card card--flush">
                {list.items.map((one) => (
                  <ListRow
                    key={one.id}
                    icon="patrol"
                    title={when(one.startedAt, now)}
                    note={`${summaryOf(one)}${one.endedBy === 'clock' ? '，久没有消息自动结束' : ''}`}
                  />
                ))}
              </View>
            )}
            {list.more === 'none' ? null : (
              <View className="center">
                <Button
                  kind="quiet"
                  text={list.more === 'error' ? '没有取到，再试一次' : '再看几次'}
                  onTap={() => void list.loadMore()}
                />
              </View>
            )}
          </>
        ) : null}
      </View>
    </Page>
  );
}
