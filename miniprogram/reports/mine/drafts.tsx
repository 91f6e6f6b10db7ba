import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Empty } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { when } from '../../components/when';
import { go } from '../../platform/go';
import type { useMyReports } from './use-mine';

/** What is written and not sent: reports that wait for the network, and the draft. */
export function Drafts({ mine }: { mine: ReturnType<typeof useMyReports> }) {
  const { draft, queued, sending } = mine;
  const now = Date.now();
  if (!draft && queued.length === 0) {
    return <Empty icon="draft" title="没有草稿" text="写到一半离开，内容会存在这部手机里。" />;
  }
  return (
    <View>
      {queued.length ? (
        <View className="mine-note">
          <Note tone="amber" icon="offline">
            连上网就自动发出，不用守着。
          </Note>
        </View>
      ) : null}
      {queued.map((one) => (
        <View key={one.body.submissionId} className="card">
          <View className="row row--between">
            <View className="st st--submitted">
              <Icon name="cloud-up" />
              <Text>{one.problem ? '没有发成' : '等网络'}</Text>
            </View>
            <Text className="cap nb">{when(one.queuedAt, now)}</Text>
          </View>
          <Text className="rep-t clip">{one.categoryName}</Text>
          <View className="cap-2 lines-2">{one.body.description || `${one.photos.length} 张照片`}</View>
          {one.problem ? <View className="help help--err">{one.problem}</View> : null}
          <View className="row gap-2">
            {one.problem ? null : (
              <Button small kind="secondary" text="现在就发" busy={sending} onTap={() => void mine.sendNow()} />
            )}
            <Button small kind="plain" text="不发了" onTap={() => void mine.removeWaiting(one.body.submissionId)} />
          </View>
        </View>
      ))}
      {draft ? (
        <View className="card">
          <View className="row row--between">
            <View className="st st--submitted">
              <Icon name="draft" />
              <Text>草稿</Text>
            </View>
            <Text className="cap nb">{when(draft.savedAt, now)}</Text>
          </View>
          <View className="gap-2 lines-2">{draft.description || `${draft.photos.length} 张照片`}</View>
          <View className="row gap-3">
            <Button small text="接着写" onTap={() => go.report()} />
            <Button small kind="plain" text="删掉" onTap={() => void mine.removeDraft()} />
          </View>
        </View>
      ) : null}
    </View>
  );
}
