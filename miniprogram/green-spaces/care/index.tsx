import { Text, View } from '@tarojs/components';
import { CARE_LIMITS } from '../../../shared/green-spaces/care-contract';
import { distanceText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { ListRow, SectionHead } from '../../components/list-row';
import { Page } from '../../components/page';
import { PhotoGrid } from '../../components/photo-grid';
import { Tap } from '../../components/tap';
import { go } from '../../platform/go';
import { careDays } from '../adoption/care-days';
import { CareThread } from '../parts';
import { taskIcon } from '../words';
import './index.scss';
import { type Care, REASONS, useCare } from './use-care';

const MINUTES = [10, 20, 40, 60, 120] as const;

/** Three taps: what was done, a picture, done. */
export default function CarePage() {
  const care = useCare();
  const { loaded, adoption } = care;
  const bar = (
    <Button
      id="send"
      block
      icon="check"
      text={care.missing ?? '记下这次养护'}
      off={Boolean(care.missing)}
      busy={care.busy}
      onTap={() => void care.send()}
    />
  );
  return (
    <Page title="养护打卡" back="back" bar={adoption ? bar : undefined}>
      <View className="wrap">
        {loaded.status === 'error' ? <ErrorFace error={loaded.error} onRetry={() => void loaded.reload()} /> : null}
        {loaded.status === 'loading' ? <Skeleton count={2} /> : null}
        {adoption ? (
          <>
            <View className="title">{adoption.plot.name}</View>
            <Where care={care} />
            <Tasks care={care} />
            <View className="head gap-4">拍一张现在的样子</View>
            <View className="gap-2">
              <PhotoGrid
                photos={care.photos.photos}
                max={CARE_LIMITS.photos}
                onAdd={() => void care.photos.add(CARE_LIMITS.photos - care.photos.photos.length)}
                onRetry={(key) => void care.photos.retry(key)}
                onRemove={care.photos.remove}
              />
            </View>
            <View className="lab gap-4">用了多久</View>
            <View className="row row--wrap">
              {MINUTES.map((minutes) => (
                <Chip
                  key={minutes}
                  text={minutes < 60 ? `${minutes} 分钟` : `${minutes / 60} 小时`}
                  role="radio"
                  on={care.minutes === minutes}
                  onTap={() => care.setMinutes(minutes)}
                />
              ))}
            </View>
            <View className="card card--flush gap-4">
              <ListRow
                icon="warning"
                title="发现问题"
                note="水管漏、树歪了、有人占：直接报给街长"
                onTap={() =>
                  go.report({
                    plot: adoption.plot.code,
                    lng: adoption.plot.location.lng.toFixed(6),
                    lat: adoption.plot.location.lat.toFixed(6),
                  })
                }
              />
            </View>
            <View className="gap-4">
              <SectionHead title={`一共来了 ${adoption.care.visits} 次`} />
              <View className="card">
                <CareThread days={careDays(adoption)} />
              </View>
            </View>
          </>
        ) : null}
      </View>
    </Page>
  );
}

function Where({ care }: { care: Care }) {
  const { metres, away, refused, remote } = care;
  if (!away)
    return (
      <View className="care-where">
        <Icon name={metres === undefined ? 'target' : 'check-circle'} />
        <Text>{metres === undefined ? '正在定位' : `您在绿地边上，相距${distanceText(metres)}`}</Text>
      </View>
    );
  return (
    <View className="card gap-2">
      <View className="row">
        <Icon name="location" />
        <Text className="grow cap-2">
          {refused ?? (metres === undefined ? '没有定位。' : `您离绿地${distanceText(metres)}。`)}选一个原因也能记：
        </Text>
      </View>
      <View className="row row--wrap gap-2">
        {REASONS.map(([id, text]) => (
          <Chip key={id} text={text} role="radio" on={remote === id} onTap={() => care.setRemote(id)} />
        ))}
      </View>
    </View>
  );
}

function Tasks({ care }: { care: Care }) {
  const { adoption, tasks } = care;
  const due = new Map((adoption?.due ?? []).map((row) => [row.task, row.text]));
  return (
    <>
      <View className="row gap-4">
        <Text className="head">今天做了什么</Text>
        <Text className="cap">可多选</Text>
      </View>
      <View className="care-tasks">
        {(adoption?.tasks ?? []).map((row) => {
          const on = tasks.has(row.task);
          return (
            <Tap
              key={row.task}
              className={`care-task ${on ? 'care-task--on' : ''}`}
              role="checkbox"
              checked={on}
              spoken={row.name}
              onTap={() => care.toggle(row.task)}
            >
              <View className={`care-tick ${on ? 'care-tick--on' : ''}`}>{on ? <Icon name="check" /> : null}</View>
              <Icon name={taskIcon(row.task)} className="care-task-i" />
              <Text className="care-task-n">{row.name}</Text>
              <Text className="care-task-t">{row.everyVisit ? '每次都做' : (due.get(row.task) ?? row.now)}</Text>
            </Tap>
          );
        })}
      </View>
    </>
  );
}
