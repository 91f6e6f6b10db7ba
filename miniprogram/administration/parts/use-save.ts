import { useState } from 'react';
import { ApiError, wordsFor } from '../../api/errors';

/** One change at a time: what went wrong stays beside the form, what was typed stays in it. */
export function useSave() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  /** @returns what the server answered; undefined when it refused */
  const run = async <T>(change: () => Promise<T>, onStale?: () => void): Promise<T | undefined> => {
    setBusy(true);
    setProblem(undefined);
    setFields({});
    try {
      return await change();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      setProblem(`${title}。${detail}`);
      if (error instanceof ApiError) {
        setFields(error.fields);
        // somebody was faster: the table shows what is there now, the form keeps what was typed
        if (error.code === 'administration.stale') onStale?.();
      }
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, fields, run };
}
