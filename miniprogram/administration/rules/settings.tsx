import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { changeSettings, listSettings, type SettingGroupView } from '../../../shared/administration/contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { SwitchRow } from '../../components/switch';
import { go } from '../../platform/go';
import { Panel, Tag } from '../parts/frame';
import { Pick } from '../parts/pick';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import { useSave } from '../parts/use-save';

type SettingField = SettingGroupView['fields'][number];
const COLUMNS = [
  { head: '规则', width: '1.3fr' },
  { head: '现在', width: '2fr' },
  { head: '状态', width: '220px' },
];

/** Every group of figures a room has declared, each drawn from its own schema. */
export function useSettings() {
  const list = useCall('settings', async () => (await call(listSettings)).items);
  const [opened, setOpened] = useState<string>();
  const group = list.data?.find(({ name }) => name === opened);
  const view =
    list.status === 'loading' ? (
      <Skeleton kind="rows" count={4} />
    ) : list.status === 'error' ? (
      <ErrorFace error={list.error} onRetry={() => void list.reload()} />
    ) : (
      <Table
        columns={COLUMNS}
        opened={opened}
        onOpen={setOpened}
        rows={list.data.map((one) => ({
          key: one.name,
          spoken: `打开 ${one.title}`,
          cells: [
            <Text key="title" className="strong">
              {one.title}
            </Text>,
            <Text key="now" className="cap lines-2">
              {one.published
                ? '关系到对居民的承诺，在“类别和时限”里比较、发布'
                : one.fields.map(({ title, value }) => `${title} ${said(value)}`).join('；')}
            </Text>,
            one.fields.every(({ value, defaultValue }) => value === defaultValue) ? (
              <Tag key="state" tone="plain" icon="doc" text="默认" />
            ) : (
              <Tag key="state" tone="jade" icon="edit" text="已调整" />
            ),
          ],
        }))}
      />
    );
  const panel = group ? (
    <Panel key={group.name} title={group.title} onClose={() => setOpened(undefined)}>
      {group.published ? (
        <>
          <Note icon="info">这一组关系到对居民的承诺，要在“类别和时限”里先比较、再发布。</Note>
          <Button kind="secondary" text="去类别和时限" onTap={go.adminCatalogueInstead} />
        </>
      ) : (
        <GroupForm group={group} onDone={() => void list.reload()} />
      )}
    </Panel>
  ) : null;
  return { view, panel, tools: null };
}

const LISTS: readonly SettingField['type'][] = ['numbers', 'words'];
const said = (value: SettingField['value']): string =>
  value === null || value === '' ? '—' : value === true ? '是' : value === false ? '否' : String(value);

/** Puts a value at a dotted path of a copy. */
const withValue = (whole: unknown, path: readonly string[], value: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(whole)) return whole.map((item, i) => (String(i) === key ? withValue(item, rest, value) : item));
  const part = (whole ?? {}) as Record<string, unknown>;
  return { ...part, [key]: withValue(part[key], rest, value) };
};
const listed = (text: string) => text.split(/[、，,\s]+/).filter(Boolean);
/** What was typed, as the field's type wants it. */
const parsed = ({ type }: SettingField, text: string): unknown => {
  if (type === 'number') return text.trim() === '' ? Number.NaN : Number(text);
  if (type === 'numbers') return listed(text).map(Number);
  return type === 'words' ? listed(text) : text;
};

function GroupForm({ group, onDone }: { group: SettingGroupView; onDone: () => void }) {
  const [typed, setTyped] = useState<Readonly<Record<string, string | boolean>>>({});
  const save = useSave();
  const send = async (value: Record<string, unknown> | null) => {
    const body = { version: group.version, value };
    await save.commit(() => call(changeSettings, { params: { name: group.name }, body }), {
      said: value ? '已保存，马上生效' : '已恢复默认',
      reload: onDone,
      after: () => setTyped({}),
    });
  };
  const whole = () =>
    group.fields.reduce<unknown>((value, field) => {
      const next = typed[field.path];
      if (next === undefined) return value;
      return withValue(value, field.path.split('.'), typeof next === 'boolean' ? next : parsed(field, next));
    }, group.value) as Record<string, unknown>;
  return (
    <>
      <Problem text={save.problem} />
      {group.fields.map((field) => (
        <OneField
          key={field.path}
          field={field}
          value={typed[field.path] ?? (field.type === 'boolean' ? field.value === true : String(field.value ?? ''))}
          error={save.fields[field.path]}
          onChange={(next) => setTyped({ ...typed, [field.path]: next })}
        />
      ))}
      <View className="adm-acts">
        <Button
          text={Object.keys(typed).length > 0 ? '保存' : '没有改动'}
          off={Object.keys(typed).length === 0}
          busy={save.busy}
          onTap={() => void send(whole())}
        />
        <Button kind="plain" text="恢复默认" busy={save.busy} onTap={() => void send(null)} />
      </View>
    </>
  );
}

interface OneProps {
  field: SettingField;
  value: string | boolean;
  error: string | undefined;
  onChange: (next: string | boolean) => void;
}

function OneField({ field, value, error, onChange }: OneProps) {
  if (field.type === 'boolean')
    return (
      <View className="card card--flush">
        <SwitchRow
          title={field.title}
          note={field.help ?? `默认${said(field.defaultValue)}`}
          on={value === true}
          onChange={onChange}
        />
      </View>
    );
  if (field.type === 'choice')
    return (
      <Pick
        label={field.title}
        hint="选一个"
        options={field.choices.map((id) => ({ id, text: id }))}
        value={String(value)}
        onPick={onChange}
        error={error}
      />
    );
  return (
    <Field
      label={field.title}
      value={String(value)}
      onChange={onChange}
      max={2000}
      lines={field.type === 'words'}
      error={error}
      help={[field.help, LISTS.includes(field.type) ? '用顿号隔开' : '', `默认 ${said(field.defaultValue)}`]
        .filter(Boolean)
        .join('；')}
    />
  );
}
