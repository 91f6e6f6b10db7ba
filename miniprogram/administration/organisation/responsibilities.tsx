import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { listResponsibilities, type ResponsibilityView, setResponsibility } from '../../../shared/areas/admin-contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Panel, Tag } from '../parts/frame';
import { Pick, PickMany } from '../parts/pick';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import type { usePlaces } from '../parts/use-county';
import { useSave } from '../parts/use-save';

type Places = ReturnType<typeof usePlaces>;
const COLUMNS = [
  { head: '类别', width: '1.2fr' },
  { head: '牵头单位', width: '1.3fr' },
  { head: '配合单位', width: '1.3fr' },
  { head: '依据', width: '1.2fr' },
  { head: '来自', width: '180px' },
];

/** 权责清单: who leads and who helps, per county over the prefecture-wide default. */
export function useResponsibilities(county: string | undefined, { departments }: Places) {
  const [opened, setOpened] = useState<string>();
  const list = useCall(
    county && `responsibilities ${county}`,
    async () => (await call(listResponsibilities, { query: { county: county ?? '' } })).items,
  );
  const row = list.data?.find(({ category }) => category === opened);
  const close = () => setOpened(undefined);
  const view =
    list.status === 'loading' ? (
      <Skeleton kind="rows" count={8} />
    ) : list.status === 'error' ? (
      <ErrorFace error={list.error} onRetry={() => void list.reload()} />
    ) : (
      <Table
        columns={COLUMNS}
        opened={opened}
        onOpen={setOpened}
        rows={list.data.map((one) => ({
          key: one.category,
          spoken: `打开 ${one.categoryName}`,
          cells: [
            <View key="category" className="adm-cell">
              <Text className="strong clip">{one.categoryName}</Text>
              <Text className="cap">{one.group}</Text>
            </View>,
            one.lead.name,
            one.cooperating.map(({ name }) => name).join('、') || '—',
            <Text key="basis" className="cap">
              {one.basis || '—'}
            </Text>,
            one.source === 'county' ? (
              <Tag key="source" tone="jade" icon="check" text="本县市" />
            ) : (
              <Tag key="source" tone="plain" icon="doc" text="全州默认" />
            ),
          ],
        }))}
      />
    );
  const panel =
    row && county ? (
      <Panel key={row.category} title={`${row.categoryName}的权责`} onClose={close}>
        <ResponsibilityForm
          row={row}
          departments={(departments.data ?? []).filter(({ closed }) => !closed)}
          onDone={() => void list.reload()}
          onClose={close}
        />
      </Panel>
    ) : null;
  return { view, panel, tools: null };
}

interface FormProps {
  row: ResponsibilityView;
  departments: readonly { id: string; name: string }[];
  onDone: () => void;
  onClose: () => void;
}

function ResponsibilityForm({ row, departments, onDone, onClose }: FormProps) {
  const [lead, setLead] = useState(row.lead.department ?? undefined);
  const [cooperating, setCooperating] = useState<readonly string[]>(
    row.cooperating.flatMap(({ department }) => department ?? []),
  );
  const [basis, setBasis] = useState(row.source === 'county' ? row.basis : '');
  const save = useSave();
  const options = departments.map(({ id, name }) => ({ id, text: name }));
  const send = async (to: string | null) => {
    const body = { version: row.version, lead: to, cooperating: to ? [...cooperating] : [], basis: basis.trim() };
    const { county, category } = row;
    await save.commit(() => call(setResponsibility, { params: { county, category }, body }), {
      said: to ? '已保存' : '已恢复全州默认',
      reload: onDone,
      after: onClose,
    });
  };
  return (
    <>
      <Problem text={save.problem} />
      <Pick
        id="lead"
        label="牵头单位"
        hint={`全州默认：${row.lead.name}`}
        options={options}
        value={lead}
        onPick={setLead}
        error={save.fields.lead}
      />
      <PickMany
        label="配合单位"
        options={options.filter(({ id }) => id !== lead)}
        values={cooperating}
        onChange={setCooperating}
      />
      <Field
        label="依据"
        note="可以不填"
        value={basis}
        onChange={setBasis}
        max={200}
        hint="三定方案、文件号"
        error={save.fields.basis}
      />
      <View className="adm-acts">
        <Button
          text={lead ? '保存' : '先选牵头单位'}
          off={!lead}
          busy={save.busy}
          onTap={() => lead && void send(lead)}
        />
        {row.source === 'county' ? (
          <Button kind="plain" text="恢复全州默认" busy={save.busy} onTap={() => void send(null)} />
        ) : null}
      </View>
    </>
  );
}
