import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { ListRow } from '../../components/list-row';
import { Page } from '../../components/page';
import { go } from '../../platform/go';
import './index.scss';
import { Category } from './category';
import { PickSheet } from './pick-sheet';
import { useResponsible } from './use-responsible';

/** 这里归谁管: the responsibility list of one place, category by category. */
export default function ResponsiblePage() {
  const page = useResponsible();
  const { list, place, here, groups } = page;
  const [picking, setPicking] = useState(false);
  const waiting = !place && (here.status === 'unknown' || here.status === 'asking');
  return (
    <Page title="这里归谁管" back="back">
      <View className="wrap">
        {!place && !waiting ? (
          <Empty
            icon="location"
            title="还不知道您在哪里"
            text="在地图上指一下，就告诉您那里每一类问题归谁管。"
            action={<Button icon="map" text="在地图上指一下" onTap={() => setPicking(true)} />}
          />
        ) : null}
        {waiting || list.status === 'loading' ? place || waiting ? <Skeleton kind="rows" count={6} /> : null : null}
        {list.status === 'error' ? (
          <>
            <ErrorFace error={list.error} onRetry={() => void list.reload()} />
            <View className="center">
              <Button kind="quiet" icon="map" text="换一个地方" onTap={() => setPicking(true)} />
            </View>
          </>
        ) : null}
        {list.data ? (
          <>
            <Where page={page} onPick={() => setPicking(true)} />
            <View className="resp-search">
              <Field
                icon="search"
                value={page.words}
                onChange={page.setWords}
                hint="搜问题、部门或人，如路灯"
                max={20}
              />
            </View>
            {groups.length === 0 ? <View className="cap-2 center resp-none">没有找到，换个说法试试。</View> : null}
            {groups.map(([group, items]) => (
              <View key={group} className="resp-group">
                <Text className="cap-2">{group}</Text>
                <View className="card card--flush">
                  {items.map((item) => (
                    <Category key={item.category.id} item={item} />
                  ))}
                </View>
              </View>
            ))}
            <View className="cap center resp-foot">
              {list.data.illustrative ? <View>街道和边界为示意，非实测。</View> : null}
              依据《关于进一步加强城市精细化管理和共治共管的意见》（楚政办发〔2019〕11号）的任务分工
            </View>
          </>
        ) : null}
      </View>
      {picking ? (
        <PickSheet
          start={place}
          onPick={(at) => {
            page.pick(at);
            setPicking(false);
          }}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </Page>
  );
}

function Where({ page, onPick }: { page: ReturnType<typeof useResponsible>; onPick: () => void }) {
  const data = page.list.data;
  if (!data) return null;
  const smallest = data.divisions.filter(({ level }) => level !== 'prefecture');
  const note = [smallest.map(({ name }) => name).join(' · '), data.zone?.name].filter(Boolean).join(' · ');
  return (
    <View className="card card--flush">
      <ListRow
        icon="location"
        title={data.street?.name ?? smallest.at(-1)?.name ?? '这里'}
        note={note}
        value="换地方"
        onTap={onPick}
      />
      {data.street ? (
        <ListRow
          icon="qr"
          title="打开街道名片"
          note="街长、值班电话、正在办的事"
          onTap={() => go.street(data.street?.code ?? '')}
        />
      ) : null}
    </View>
  );
}
