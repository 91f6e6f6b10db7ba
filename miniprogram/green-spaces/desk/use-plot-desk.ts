import { useState } from 'react';
import {
  type ADOPTION_VIEWS,
  exportAdoptions,
  listDeskAdoptions,
  listDeskPlots,
} from '../../../shared/green-spaces/desk-contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { refreshMe, useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';
import { saveText } from '../../platform/document';

export type DeskView = (typeof ADOPTION_VIEWS)[number] | 'plots';

export function usePlotDesk() {
  const me = useMe();
  const session = useCall('me', refreshMe);
  const [view, setView] = useState<DeskView>('applications');
  const [opened, setOpened] = useState<string>();
  const [editing, setEditing] = useState<string>();
  const [importing, setImporting] = useState(false);
  const [search, setSearch] = useState('');
  const onPlots = view === 'plots';
  const adoptions = usePages(me && !onPlots ? `${me.id} ${view}` : undefined, (cursor) =>
    call(listDeskAdoptions, {
      query: { view: onPlots ? 'applications' : view, limit: '30', ...(cursor ? { cursor } : {}) },
    }),
  );
  const plots = usePages(me && onPlots ? `${me.id} plots ${search}` : undefined, (cursor) =>
    call(listDeskPlots, { query: { limit: '30', ...(search ? { code: search } : {}), ...(cursor ? { cursor } : {}) } }),
  );
  const counts = useCall(me ? `counts ${me.id}` : undefined, async () => {
    const { counts: found } = await call(listDeskAdoptions, { query: { limit: '1' } });
    return found;
  });
  const choose = (next: DeskView) => {
    setView(next);
    setOpened(undefined);
  };
  const changed = () => {
    void counts.reload();
    void (onPlots ? plots.reload() : adoptions.reload());
  };
  const download = async () => {
    try {
      const parts: string[] = [];
      let cursor: string | undefined;
      do {
        const { csv, next } = await call(exportAdoptions, { query: cursor ? { cursor } : {} });
        parts.push(csv);
        cursor = next ?? undefined;
      } while (cursor);
      saveText('认养台账.csv', parts.join(''));
    } catch (error) {
      toast(wordsFor(error).title, 'warning');
    }
  };
  return {
    me,
    session,
    view,
    choose,
    opened,
    setOpened,
    editing,
    setEditing,
    importing,
    setImporting,
    search,
    setSearch,
    onPlots,
    adoptions,
    plots,
    counts,
    changed,
    download,
  };
}
export type PlotDesk = ReturnType<typeof usePlotDesk>;
