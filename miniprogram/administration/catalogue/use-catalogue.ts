import { useState } from 'react';
import {
  type CatalogueDraftView,
  discardDraft,
  listCatalogueVersions,
  readCatalogueDraft,
} from '../../../shared/reports/catalogue-contract';
import { call } from '../../api/client';
import { ApiError } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { usePages } from '../../api/use-pages';
import { useSave } from '../parts/use-save';

export type Tab = 'categories' | 'clocks' | 'compare' | 'versions';
export const NEW = 'new-category';

export function useCatalogue() {
  const draft = useCall('draft', () => call(readCatalogueDraft));
  const versions = usePages('versions', (cursor) => call(listCatalogueVersions, { query: cursor ? { cursor } : {} }));
  const [tab, setTab] = useState<Tab>('categories');
  const [opened, setOpened] = useState<string>();
  const [words, setWords] = useState('');
  const save = useSave();
  // forms begin anew with what was kept, and keep what is typed when somebody was faster
  const [round, setRound] = useState(0);
  /** Changes the draft; whoever was too late sees the draft as it is now. */
  const change = async (send: (version: number) => Promise<CatalogueDraftView>): Promise<boolean> => {
    const version = draft.data?.version ?? 0;
    const next = await save.run(async () => {
      try {
        return await send(version);
      } catch (error) {
        if (error instanceof ApiError && error.code === 'administration.stale')
          draft.put(error.problem.current as CatalogueDraftView);
        throw error;
      }
    });
    if (!next) return false;
    draft.put(next);
    setRound((n) => n + 1);
    return true;
  };
  return {
    draft,
    versions,
    tab,
    show: (next: Tab) => {
      setTab(next);
      setOpened(undefined);
    },
    opened,
    open: setOpened,
    words,
    setWords,
    save,
    round,
    change,
    discard: (only?: string) =>
      change((version) => call(discardDraft, { body: { version, ...(only ? { only } : {}) } })),
  };
}
export type CataloguePage = ReturnType<typeof useCatalogue>;
