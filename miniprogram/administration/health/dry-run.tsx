import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { dryRun } from '../../../shared/reports/routing-contract';
import { readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { useGroundShapes } from '../../components/ground';
import { Note } from '../../components/note';
import type { LngLat } from '../../platform/datum';
import { PortalMap } from '../../platform/map';
import { timeText } from '../parts/dates';
import { Tag } from '../parts/frame';
import { Pick } from '../parts/pick';
import { Problem } from '../parts/problem';
import { useCategories } from '../parts/use-categories';
import { useSave } from '../parts/use-save';

type Answer = Reply<typeof dryRun>;

/** A place, a category and a condition: who answers, by when and why. No report is made. */
export function DryRun() {
  const ground = useCall('ground', readGround);
  const shapes = useGroundShapes(ground.data);
  const categories = useCategories();
  const [at, setAt] = useState<LngLat>();
  const [category, setCategory] = useState<string>();
  const [condition, setCondition] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const save = useSave();
  const centre = at ?? ground.data?.centre;
  const chosen = categories.find(({ id }) => id === category);
  const ask = async () => {
    if (!centre || !category) return;
    const query = {
      lng: centre.lng.toFixed(6),
      lat: centre.lat.toFixed(6),
      datum: 'wgs84' as const,
      category,
      ...(condition ? { condition } : {}),
    };
    setAnswer(await save.run(() => call(dryRun, { query })));
  };
  return (
    <>
      <View className="card adm-card">
        <View className="cap-2">拖动地图，让中间的针落在要试的地方；再选类别。这里只试派，不产生上报。</View>
        {ground.data ? (
          <PortalMap
            className="adm-map"
            centre={ground.data.centre}
            zoom={15}
            lines={shapes.lines}
            areas={shapes.areas}
            picking
            tileUrl={ground.data.tileUrl}
            onMove={setAt}
          />
        ) : (
          <View className="adm-map sk" />
        )}
        <View className="adm-tools">
          <View className="adm-w">
            <Pick
              id="dry-category"
              label="类别"
              hint="选一个"
              options={categories.map(({ id, name, group }) => ({ id, text: `${name}（${group}）` }))}
              value={category}
              onPick={(id) => {
                setCategory(id);
                setCondition('');
                setAnswer(undefined);
              }}
            />
          </View>
          <View className="adm-w">
            <Pick
              label="情形"
              hint="不说明"
              options={[
                { id: '', text: '不说明，按最长的时限' },
                ...(chosen?.conditions ?? []).map(({ id, name }) => ({ id, text: name })),
              ]}
              value={condition}
              onPick={setCondition}
            />
          </View>
          <Button
            id="dry-ask"
            icon="search"
            text={category ? '试派' : '先选类别'}
            off={!category || !centre}
            busy={save.busy}
            onTap={() => void ask()}
          />
        </View>
        <Problem text={save.problem} />
      </View>
      {answer ? <Shown answer={answer} /> : null}
    </>
  );
}

function Shown({ answer }: { answer: Answer }) {
  const { responsible, promise, ladder, lead, cooperating } = answer;
  const rungs = ladder.map(({ label, passed }) =>
    [label ?? '没有人在岗', passed.length > 0 ? `（越过：${passed.join('、')}）` : ''].join(''),
  );
  return (
    <View className="card adm-card" id="dry-answer" role="status">
      <View className="row row--between">
        <Text className="head">{responsible.label}</Text>
        {answer.manned ? (
          <Tag tone="jade" icon="user" text="有人在岗" />
        ) : (
          <Tag tone="torch" icon="warning" text="没有人在岗" />
        )}
      </View>
      <View className="adm-dl gap-2">
        <Text className="adm-dt">在哪里</Text>
        <Text>{[...answer.divisions, answer.street].filter(Boolean).join(' › ')}</Text>
        <Text className="adm-dt">几时</Text>
        <Text>
          {`${promise.acceptText}（${timeText(promise.acceptBy)} 前），${promise.resolveText}（${timeText(promise.resolveBy)} 前）`}
        </Text>
        <Text className="adm-dt">牵头单位</Text>
        <Text>{lead.name}</Text>
        <Text className="adm-dt">配合单位</Text>
        <Text>{cooperating.map(({ name }) => name).join('、') || '—'}</Text>
        <Text className="adm-dt">超期报给</Text>
        <View>
          {rungs.map((rung, index) => (
            <View key={rung}>{`${index + 1}. ${rung}`}</View>
          ))}
        </View>
        <Text className="adm-dt">为什么</Text>
        <View>
          {answer.why.map((step) => (
            <View key={step}>{step}</View>
          ))}
        </View>
      </View>
      {promise.provisional ? (
        <View className="gap-2">
          <Note icon="calendar">时限跨到还没公布放假安排的年份，是暂定的。</Note>
        </View>
      ) : null}
    </View>
  );
}
