import { useState } from 'react';
import { exportAudit, listAudit } from '../../../shared/administration/contract';
import { call } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';
import { saveFile } from '../../platform/save-file';
import { endOf, startOf } from '../parts/dates';
import { useSave } from '../parts/use-save';

interface Filter {
  person?: string | undefined;
  act?: string | undefined;
  kind?: string | undefined;
  object?: string | undefined;
}

export function useRecord() {
  const [filter, setFilter] = useState<Filter>({});
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [opened, setOpened] = useState<string>();
  const save = useSave();
  const begins = startOf(from);
  const ends = endOf(to);
  const { person, act, kind, object } = filter;
  const query = {
    ...(person ? { person } : {}),
    ...(act ? { act } : {}),
    ...(kind ? { kind } : {}),
    ...(object ? { object } : {}),
    ...(begins ? { from: begins } : {}),
    ...(ends ? { to: ends } : {}),
  };
  const list = usePages(JSON.stringify(query), (cursor) =>
    call(listAudit, { query: { ...query, limit: '50', ...(cursor ? { cursor } : {}) } }),
  );
  const takeOut = async () => {
    const table = await save.run(() => call(exportAudit, { query }));
    if (!table) return;
    saveFile(table.filename, table.csv, 'text/csv;charset=utf-8');
    toast(table.truncated ? `已导出最近 ${table.rows} 行，更早的请缩小时间` : `已导出 ${table.rows} 行`);
    void list.reload();
  };
  return {
    filter,
    narrow: (more: Filter) => {
      setFilter({ ...filter, ...more });
      setOpened(undefined);
    },
    from,
    setFrom,
    to,
    setTo,
    list,
    opened,
    open: setOpened,
    save,
    takeOut,
  };
}
export type RecordPage = ReturnType<typeof useRecord>;
