import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type ReplyTemplateView, readTemplates, saveTemplates } from '../../../shared/reports/admin-contract';
import { moveRow, PERSON_MOVES } from '../../../shared/reports/moves';
import { call } from '../../api/client';
import { newId } from '../../api/ids';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Panel } from '../parts/frame';
import { Pick, PickMany } from '../parts/pick';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import { useCategories } from '../parts/use-categories';
import { useSave } from '../parts/use-save';

const NEW = 'new';
const COLUMNS = [
  { head: '用在', width: '200px' },
  { head: '内容', width: '2.4fr' },
  { head: '适用', width: '1fr' },
];

/** Words that fit most cases; whoever replies may change them. */
export function useTemplates() {
  const list = useCall('templates', () => call(readTemplates));
  const categories = useCategories();
  const [opened, setOpened] = useState<string>();
  const close = () => setOpened(undefined);
  const fitting = [
    ...[...new Set(categories.map(({ group }) => group))].map((group) => ({ id: group, text: `${group}（整组）` })),
    ...categories.map(({ id, name }) => ({ id, text: name })),
  ];
  const nameOf = (id: string) => fitting.find((one) => one.id === id)?.text ?? id;
  const template = list.data?.items.find(({ id }) => id === opened);
  const view =
    list.status === 'loading' ? (
      <Skeleton kind="rows" count={6} />
    ) : list.status === 'error' ? (
      <ErrorFace error={list.error} onRetry={() => void list.reload()} />
    ) : (
      <Table
        columns={COLUMNS}
        opened={opened}
        onOpen={setOpened}
        rows={list.data.items.map((one) => ({
          key: one.id,
          spoken: `打开 ${moveRow(one.move).label} ${one.text}`,
          cells: [
            <Text key="move" className="strong">
              {moveRow(one.move).label}
            </Text>,
            one.text,
            <Text key="fits" className="cap lines-2">
              {one.fits.length > 0 ? one.fits.map(nameOf).join('、') : '全部类别'}
            </Text>,
          ],
        }))}
      />
    );
  const panel =
    list.data && (opened === NEW || template) ? (
      <Panel key={opened} title={template ? '改模板' : '新增模板'} onClose={close}>
        <TemplateForm
          template={template}
          fitting={fitting}
          saved={list.data}
          onDone={(next) => {
            list.put(next);
            close();
          }}
          onStale={() => void list.reload()}
        />
      </Panel>
    ) : null;
  return { view, panel, tools: <Button text="新增模板" onTap={() => setOpened(NEW)} /> };
}

interface Saved {
  version: number;
  items: ReplyTemplateView[];
}
interface FormProps {
  template: ReplyTemplateView | undefined;
  fitting: readonly { id: string; text: string }[];
  saved: Saved;
  onDone: (next: Saved) => void;
  onStale: () => void;
}

function TemplateForm({ template, fitting, saved, onDone, onStale }: FormProps) {
  const [id] = useState(() => template?.id ?? newId());
  const [move, setMove] = useState(template?.move ?? 'reply');
  const [text, setText] = useState(template?.text ?? '');
  const [fits, setFits] = useState<readonly string[]>(template?.fits ?? []);
  const save = useSave();
  const put = async (items: ReplyTemplateView[], word: string) => {
    await save.commit(() => call(saveTemplates, { body: { version: saved.version, items } }), {
      said: word,
      stale: onStale,
      after: onDone,
    });
  };
  const rest = saved.items.filter((one) => one.id !== id);
  const mine = { id, move, text: text.trim(), fits: [...fits] };
  const wrong = Object.values(save.fields)[0];
  return (
    <>
      <Problem text={save.problem} />
      <Pick
        label="用在"
        hint="选一种操作"
        options={PERSON_MOVES.map((name) => ({ id: name, text: moveRow(name).label }))}
        value={move}
        onPick={(name) => setMove(PERSON_MOVES.find((one) => one === name) ?? move)}
      />
      <Field
        label="内容"
        lines
        value={text}
        onChange={setText}
        max={500}
        hint="{地点}已清理干净。"
        help="{类别}、{地点}、{单位}、{时限} 会自动填上，（）留给填写的人"
        error={wrong}
      />
      <PickMany label="适用（不选就是全部类别）" options={fitting} values={fits} onChange={setFits} />
      <View className="adm-acts">
        <Button
          text={text.trim() ? '保存' : '先写内容'}
          off={!text.trim()}
          busy={save.busy}
          onTap={() =>
            void put(template ? saved.items.map((one) => (one.id === id ? mine : one)) : [...rest, mine], '已保存')
          }
        />
        {template ? <Button kind="danger" text="删掉" busy={save.busy} onTap={() => void put(rest, '已删掉')} /> : null}
      </View>
    </>
  );
}
