import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { timeText } from '../parts/dates';
import { Tag } from '../parts/frame';
import { Lines } from './lines';
import type { CataloguePage } from './use-catalogue';

/** Every version that was published, the newest first. */
export function Versions({ page }: { page: CataloguePage }) {
  const { versions } = page;
  if (versions.status === 'loading') return <Skeleton kind="rows" count={4} />;
  if (versions.status === 'error') return <ErrorFace error={versions.error} onRetry={() => void versions.reload()} />;
  if (versions.items.length === 0)
    return <Empty icon="doc" title="还没有发布过" text="现在用的是系统自带的第 1 版。" />;
  return (
    <>
      {versions.items.map((version) => (
        <View key={version.version} className="card adm-card">
          <View className="row row--between">
            <Text className="head">{`第 ${version.version} 版`}</Text>
            {version.inForceSince ? (
              <Tag tone="jade" icon="check" text={`${timeText(version.inForceSince)} 生效`} />
            ) : (
              <Tag tone="amber" icon="clock" text={`等到 ${timeText(version.from)}`} />
            )}
          </View>
          <View className="cap-2">{`${version.by}，${timeText(version.at)}：${version.note}`}</View>
          {version.clocks.length > 0 ? (
            <View className="gap-2">
              <Lines lines={version.clocks} />
            </View>
          ) : null}
          {version.categories.map((category) => (
            <View key={category.id} className="gap-2">
              <View className="lab">{category.name}</View>
              <Lines lines={category.lines} />
            </View>
          ))}
        </View>
      ))}
      {versions.more === 'ready' ? (
        <Button kind="quiet" text="更早的版本" onTap={() => void versions.loadMore()} />
      ) : null}
    </>
  );
}
