import { useCallback, useEffect, useRef, useState } from 'react';

interface Page {
  items: unknown[];
  next: string | null;
}

interface State<P extends Page> {
  status: 'loading' | 'error' | 'ready';
  items: P['items'][number][];
  /** the last page, for what comes beside the items (counts) */
  page?: P;
  error?: unknown;
  more: 'none' | 'ready' | 'loading' | 'error';
}

/**
 * A list read page by page. A new key starts over; `more()` asks for the next page, once at a time.
 * @param key identity of the list; undefined loads nothing yet
 */
export function usePages<P extends Page>(key: string | undefined, load: (cursor: string | undefined) => Promise<P>) {
  const [state, setState] = useState<State<P>>({ status: 'loading', items: [], more: 'none' });
  const latest = useRef(load);
  latest.current = load;
  const turn = useRef(0);
  const asking = useRef(false);

  const reload = useCallback(async () => {
    if (key === undefined) return;
    const mine = ++turn.current;
    asking.current = false;
    try {
      const page = await latest.current(undefined);
      if (mine === turn.current)
        setState({ status: 'ready', items: page.items, page, more: page.next ? 'ready' : 'none' });
    } catch (error) {
      if (mine === turn.current) setState((old) => (old.status === 'ready' ? old : { ...old, status: 'error', error }));
    }
  }, [key]);

  useEffect(() => {
    setState({ status: 'loading', items: [], more: 'none' });
    void reload();
  }, [reload]);

  const cursor = state.page?.next ?? undefined;
  const more = useCallback(async () => {
    if (!cursor || asking.current) return;
    asking.current = true;
    const mine = turn.current;
    setState((old) => ({ ...old, more: 'loading' }));
    try {
      const page = await latest.current(cursor);
      if (mine === turn.current)
        setState((old) => ({ ...old, items: [...old.items, ...page.items], page, more: page.next ? 'ready' : 'none' }));
    } catch {
      if (mine === turn.current) setState((old) => ({ ...old, more: 'error' }));
    }
    asking.current = false;
  }, [cursor]);

  return { ...state, reload, loadMore: more };
}
