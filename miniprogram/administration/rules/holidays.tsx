import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { importHolidays, listHolidays } from '../../../shared/reports/admin-contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Panel, Tag } from '../parts/frame';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import { useSave } from '../parts/use-save';

const NEW = 'new';
const COLUMNS = [
  { head: '年份', width: '160px' },
  { head: '放假', width: '1.4fr' },
  { head: '调休上班', width: '1fr' },
  { head: '来自', width: '200px' },
];
const daysIn = (text: string) => text.split(/[、，,\s]+/).filter(Boolean);
const short = (days: readonly string[]) => days.map((day) => day.slice(5)).join(' ');

/** Days off and make-up days by year. Deadlines that waited for a year are counted anew by themselves. */
export function useHolidays() {
  const list = useCall('holidays', () => call(listHolidays));
  const [opened, setOpened] = useState<string>();
  const year = list.data?.years.find((one) => String(one.year) === opened);
  const close = () => setOpened(undefined);
  const view =
    list.status === 'loading' ? (
      <Skeleton kind="rows" count={4} />
    ) : list.status === 'error' ? (
      <ErrorFace error={list.error} onRetry={() => void list.reload()} />
    ) : (
      <>
        {list.data.provisional > 0 ? (
          <Note tone="amber" icon="calendar">
            {`有 ${list.data.provisional} 件在办上报的时限是暂定的，等以后年份的放假安排。录入后会自动重算并记在进展里。`}
          </Note>
        ) : null}
        <View className="gap-2">
          <Table
            columns={COLUMNS}
            opened={opened}
            onOpen={setOpened}
            rows={list.data.years.slice(0, 12).map((one) => ({
              key: String(one.year),
              spoken: `打开 ${one.year} 年`,
              cells: [
                <Text key="year" className="strong adm-num">
                  {one.year}
                </Text>,
                <Text key="holidays" className="cap adm-num lines-2">
                  {`${one.holidays.length} 天：${short(one.holidays)}`}
                </Text>,
                <Text key="workdays" className="cap adm-num lines-2">
                  {one.workdays.length > 0 ? `${one.workdays.length} 天：${short(one.workdays)}` : '—'}
                </Text>,
                one.source === 'entered' ? (
                  <Tag key="source" tone="jade" icon="edit" text="录入" />
                ) : (
                  <Tag key="source" tone="plain" icon="doc" text="国务院公布" />
                ),
              ],
            }))}
          />
        </View>
      </>
    );
  const panel =
    list.data && (opened === NEW || year) ? (
      <Panel key={opened} title={year ? `${year.year} 年` : '录入一年'} onClose={close}>
        <YearForm
          version={list.data.version}
          year={year}
          onDone={() => {
            void list.reload();
            close();
          }}
          onStale={() => void list.reload()}
        />
      </Panel>
    ) : null;
  return { view, panel, tools: <Button text="录入一年" onTap={() => setOpened(NEW)} /> };
}

interface FormProps {
  version: number;
  year: { year: number; holidays: string[]; workdays: string[] } | undefined;
  onDone: () => void;
  onStale: () => void;
}

function YearForm({ version, year, onDone, onStale }: FormProps) {
  const [number, setNumber] = useState(year ? String(year.year) : '');
  const [holidays, setHolidays] = useState(year?.holidays.join('、') ?? '');
  const [workdays, setWorkdays] = useState(year?.workdays.join('、') ?? '');
  const save = useSave();
  const send = async () => {
    const body = { year: Number(number), holidays: daysIn(holidays), workdays: daysIn(workdays), version };
    await save.commit(() => call(importHolidays, { body }), {
      said: (reply) => `${reply.year} 年：放假 ${reply.holidays} 天，调休 ${reply.workdays} 天`,
      reload: onDone,
      stale: onStale,
    });
  };
  const wrong = (name: string) => Object.entries(save.fields).find(([path]) => path.startsWith(name))?.[1];
  return (
    <>
      <Problem text={save.problem} />
      <Field label="年份" value={number} onChange={setNumber} max={4} hint="2028" error={save.fields.year} />
      <Field
        label="放假"
        note="周末以外的也写上，用顿号隔开"
        lines
        value={holidays}
        onChange={setHolidays}
        max={2000}
        hint="2028-01-01、2028-01-02"
        error={wrong('holidays')}
      />
      <Field
        label="调休上班"
        lines
        value={workdays}
        onChange={setWorkdays}
        max={2000}
        hint="2028-01-08"
        error={wrong('workdays')}
      />
      <Button text="保存" off={!/^\d{4}$/.test(number)} busy={save.busy} onTap={() => void send()} />
    </>
  );
}
