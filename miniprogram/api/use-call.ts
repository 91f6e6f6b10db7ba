import { useCallback, useEffect, useRef, useState } from 'react';

/** The four faces of a page start here: nothing yet, an error, or data (which may be empty). */
export type Loaded<T> =
  | { status: 'loading'; data?: undefined; error?: undefined }
  | { status: 'error'; data?: undefined; error: unknown }
  | { status: 'ready'; data: T; error?: undefined };

/**
 * Loads when the key changes and when asked again. A later request wins over an earlier one that answers late, and
 * reloading keeps what is shown until the answer is there.
 * @param key identity of what is loaded; undefined loads nothing yet
 */
export function useCall<T>(key: string | undefined, load: () => Promise<T>) {
  const [state, setState] = useState<Loaded<T> & { key?: string }>({ status: 'loading' });
  const latest = useRef(load);
  latest.current = load;
  const turn = useRef(0);

  const reload = useCallback(async () => {
    if (key === undefined) return;
    const mine = ++turn.current;
    try {
      const data = await latest.current();
      if (mine === turn.current) setState({ status: 'ready', data, key });
    } catch (error) {
      if (mine === turn.current)
        setState((old) => (old.status === 'ready' && old.key === key ? old : { status: 'error', error, key }));
    }
  }, [key]);

  useEffect(() => {
    setState((old) => (old.key === key && old.status === 'ready' ? old : { status: 'loading' }));
    void reload();
  }, [key, reload]);

  const put = useCallback(
    (data: T) => setState({ status: 'ready', data, ...(key === undefined ? {} : { key }) }),
    [key],
  );
  return { ...state, reload, put };
}

/** Whether a moment has passed: skeletons wait 300 ms so that quick answers do not flash. */
export function useLater(milliseconds: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}
