import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type AdminBeatView, addBeat, changeBeat, removeBeat } from '../../../shared/areas/admin-contract';
import { ROLES, type Role } from '../../../shared/people/roles';

import { call } from '../../api/client';
import { newId } from '../../api/ids';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Note } from '../../components/note';
import { Panel, Tag } from '../parts/frame';
import { Pick, PickMany } from '../parts/pick';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import { useCategories } from '../parts/use-categories';
import { LEVELS, type usePlaces } from '../parts/use-county';
import { useSave } from '../parts/use-save';

type Places = ReturnType<typeof usePlaces>;
const NEW = 'new';
/** Who can answer for a place besides a department. */
const ANSWERING: readonly Role[] = ['chief', 'grid_officer', 'vice_general_chief', 'general_chief'];
const COLUMNS = [
  { head: '区域', width: '1.2fr' },
  { head: '类别', width: '1.4fr' },
  { head: '归谁', width: '1.4fr' },
  { head: '有没有人', width: '160px' },
];

/** Beats: who answers where for what. Open cases do not move by themselves when one changes. */
export function useBeats({ beats, departments }: Places) {
  const [opened, setOpened] = useState<string>();
  const { names } = useNames();
  const close = () => setOpened(undefined);
  const beat = beats.data?.items.find(({ id }) => id === opened);
  const said = (ids: readonly string[]) => {
    if (ids.length === 0) return '全部类别';
    const some = ids.slice(0, 3).map((id) => names.get(id) ?? id);
    return ids.length > 3 ? `${some.join('、')}等 ${ids.length} 类` : some.join('、');
  };
  const view =
    beats.status === 'loading' ? (
      <Skeleton kind="rows" count={6} />
    ) : beats.status === 'error' ? (
      <ErrorFace error={beats.error} onRetry={() => void beats.reload()} />
    ) : beats.data.items.length === 0 ? (
      <Empty icon="map" title="还没有责任范围" text="上报现在都会转给派遣员。点“新设责任范围”。" />
    ) : (
      <Table
        columns={COLUMNS}
        opened={opened}
        onOpen={setOpened}
        rows={beats.data.items.map((one) => ({
          key: one.id,
          spoken: `打开 ${one.area.name} ${said(one.categories)}`,
          cells: [
            <View key="area" className="adm-cell">
              <Text className="strong clip">{one.area.name}</Text>
              <Text className="cap">{LEVELS[one.area.level] ?? one.area.level}</Text>
            </View>,
            <Text key="categories" className="lines-2">
              {said(one.categories)}
            </Text>,
            one.label,
            one.manned ? (
              <Tag key="manned" tone="jade" icon="user" text="有人" />
            ) : (
              <Tag key="manned" tone="torch" icon="warning" text="没有人" />
            ),
          ],
        }))}
      />
    );
  const form = (one?: AdminBeatView) => (
    <BeatForm
      beat={one}
      areas={beats.data?.areas ?? []}
      departments={(departments.data ?? []).filter(({ closed }) => !closed)}
      onDone={() => {
        void beats.reload();
        void departments.reload();
      }}
      onClose={close}
    />
  );
  const panel =
    opened === NEW ? (
      <Panel title="新设责任范围" onClose={close}>
        {form()}
      </Panel>
    ) : beat ? (
      <Panel key={beat.id} title={`${beat.area.name}的责任范围`} onClose={close}>
        {form(beat)}
      </Panel>
    ) : null;
  return { view, panel, tools: <Button text="新设责任范围" onTap={() => setOpened(NEW)} /> };
}

const useNames = () => {
  const categories = useCategories();
  return { names: new Map(categories.map(({ id, name }) => [id, name])), categories };
};

interface FormProps {
  beat: AdminBeatView | undefined;
  areas: readonly { code: string; name: string; level: string }[];
  departments: readonly { id: string; name: string }[];
  onDone: () => void;
  onClose: () => void;
}

function BeatForm({ beat, areas, departments, onDone, onClose }: FormProps) {
  const { categories } = useNames();
  const [id] = useState(newId);
  const [area, setArea] = useState(beat?.area.code);
  const [chosen, setChosen] = useState<readonly string[]>(beat?.categories ?? []);
  const [target, setTarget] = useState(
    beat ? (beat.department ? `department:${beat.department}` : `role:${beat.role}`) : undefined,
  );
  const save = useSave();
  const missing = !area ? '先选区域' : !target ? '再选归谁' : undefined;
  const send = async () => {
    if (!area || !target) return;
    const role = ANSWERING.find((name) => target === `role:${name}`) ?? null;
    const department = target.startsWith('department:') ? target.slice('department:'.length) : null;
    const what = { categories: [...chosen], role, department };
    await save.commit<unknown>(
      () =>
        beat
          ? call(changeBeat, { params: { id: beat.id }, body: { version: beat.version, ...what } })
          : call(addBeat, { body: { id, area, ...what } }),
      { said: '已保存，正在核对在办上报', reload: onDone, after: onClose },
    );
  };
  const remove = async () => {
    if (!beat) return;
    const yes = await ask({
      title: `撤销${beat.area.name}的这条责任范围？`,
      text: '以后这里的上报按上一级区域派。在办的不会自己移走。',
      yes: '撤销',
      danger: true,
    });
    if (!yes) return;
    await save.commit(() => call(removeBeat, { params: { id: beat.id }, body: { version: beat.version } }), {
      said: '已撤销',
      reload: onDone,
      after: onClose,
    });
  };
  return (
    <>
      <Note icon="info">改了以后，会派到别处的在办上报列在“改派建议”，由派遣员逐件决定。</Note>
      <Problem text={save.problem} />
      {beat ? null : (
        <Pick
          id="beat-area"
          label="区域或街道"
          hint="选一个"
          options={areas.map(({ code, name, level }) => ({ id: code, text: `${name}（${LEVELS[level] ?? level}）` }))}
          value={area}
          onPick={setArea}
          error={save.fields.area}
        />
      )}
      <Pick
        id="beat-target"
        label="归谁"
        hint="选职务或部门"
        options={[
          ...ANSWERING.map((role) => ({ id: `role:${role}`, text: `这里的${ROLES[role]}` })),
          ...departments.map(({ id: department, name }) => ({ id: `department:${department}`, text: name })),
        ]}
        value={target}
        onPick={setTarget}
        error={save.fields.role ?? save.fields.department}
      />
      <PickMany
        id="beat-categories"
        label={chosen.length === 0 ? '类别：现在是全部类别' : `类别：${chosen.length} 类`}
        options={categories.map(({ id: category, name, group }) => ({ id: category, text: `${name}（${group}）` }))}
        values={chosen}
        onChange={setChosen}
      />
      <View className="adm-acts">
        <Button text={missing ?? '保存'} off={Boolean(missing)} busy={save.busy} onTap={() => void send()} />
        {beat ? <Button kind="danger" text="撤销" busy={save.busy} onTap={() => void remove()} /> : null}
      </View>
    </>
  );
}
