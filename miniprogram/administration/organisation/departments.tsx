import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import {
  type AdminDepartmentView,
  addDepartment,
  changeDepartment,
  closeDepartment,
} from '../../../shared/areas/admin-contract';
import { call } from '../../api/client';
import { newId } from '../../api/ids';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Panel, Tag } from '../parts/frame';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import type { usePlaces } from '../parts/use-county';
import { useSave } from '../parts/use-save';

type Places = ReturnType<typeof usePlaces>;
const NEW = 'new';
const COLUMNS = [
  { head: '部门', width: '1.6fr' },
  { head: '值班电话', width: '130px' },
  { head: '责任范围', width: '80px' },
  { head: '在任', width: '64px' },
  { head: '在办', width: '64px' },
  { head: '状态', width: '110px' },
];

/** Departments of a county: set up, renamed, taken out of use. */
export function useDepartments(county: string | undefined, { departments, beats }: Places) {
  const [opened, setOpened] = useState<string>();
  const reload = () => {
    void departments.reload();
    void beats.reload();
  };
  const department = departments.data?.find(({ id }) => id === opened);
  const view =
    departments.status === 'loading' ? (
      <Skeleton kind="rows" count={6} />
    ) : departments.status === 'error' ? (
      <ErrorFace error={departments.error} onRetry={() => void departments.reload()} />
    ) : departments.data.length === 0 ? (
      <Empty icon="users" title="还没有部门" text="点“新设部门”，再给它责任范围和经办人。" />
    ) : (
      <Table
        columns={COLUMNS}
        opened={opened}
        onOpen={setOpened}
        rows={departments.data.map((one) => ({
          key: one.id,
          spoken: `打开 ${one.name}`,
          cells: [
            <Text key="name" className="strong lines-2">
              {one.name}
            </Text>,
            one.dutyPhone ?? '—',
            `${one.beats} 条`,
            `${one.people} 人`,
            `${one.openCases} 件`,
            one.closed ? (
              <Tag key="state" tone="plain" icon="close" text="已停用" />
            ) : (
              <Tag key="state" tone="jade" icon="check" text="在用" />
            ),
          ],
        }))}
      />
    );
  const close = () => setOpened(undefined);
  const panel =
    opened === NEW && county ? (
      <Panel title="新设部门" onClose={close}>
        <DepartmentForm county={county} onDone={reload} onClose={close} />
      </Panel>
    ) : department && county ? (
      <Panel key={department.id} title={department.name} onClose={close}>
        <DepartmentForm county={county} department={department} onDone={reload} onClose={close} />
      </Panel>
    ) : null;
  return {
    view,
    panel,
    tools: <Button text="新设部门" onTap={() => setOpened(NEW)} />,
  };
}

interface FormProps {
  county: string;
  department?: AdminDepartmentView;
  onDone: () => void;
  onClose: () => void;
}

function DepartmentForm({ county, department, onDone, onClose }: FormProps) {
  const [id] = useState(newId);
  const [name, setName] = useState(department?.name ?? '');
  const [phone, setPhone] = useState(department?.dutyPhone ?? '');
  const save = useSave();
  const dutyPhone = phone.trim() || null;
  const send = async () => {
    await save.commit<unknown>(
      () =>
        department
          ? call(changeDepartment, {
              params: { id: department.id },
              body: { version: department.version, name: name.trim(), dutyPhone },
            })
          : call(addDepartment, { body: { id, county, name: name.trim(), dutyPhone } }),
      { said: department ? '已保存' : '已新设', reload: onDone, after: onClose },
    );
  };
  const stop = async () => {
    if (!department) return;
    const yes = await ask({
      title: `停用${department.name}？`,
      text: '以后不再派给它。责任范围、任职人员和在办上报要先移走。',
      yes: '停用',
      danger: true,
    });
    if (!yes) return;
    await save.commit(
      () => call(closeDepartment, { params: { id: department.id }, body: { version: department.version } }),
      { said: '已停用', reload: onDone },
    );
  };
  if (department?.closed) return <View className="cap-2">已停用。办过的上报仍显示这个名称。</View>;
  return (
    <>
      <Problem text={save.problem} />
      <Field id="department-name" label="名称" value={name} onChange={setName} max={40} error={save.fields.name} />
      <Field
        label="值班电话"
        note="可以不填"
        value={phone}
        onChange={setPhone}
        max={20}
        hint="0878-1234567"
        error={save.fields.dutyPhone}
      />
      <View className="adm-acts">
        <Button
          text={name.trim() ? '保存' : '先填名称'}
          off={!name.trim()}
          busy={save.busy}
          onTap={() => void send()}
        />
        {department ? <Button kind="danger" text="停用" busy={save.busy} onTap={() => void stop()} /> : null}
      </View>
    </>
  );
}
