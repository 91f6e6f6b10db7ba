import { useState } from 'react';
import { ApiError, wordsFor } from '../../api/errors';
import { toast } from '../../components/toast';

interface Taken<T> {
  /** what is said when the change was taken */
  said: string | ((reply: T) => string);
  /** reads the table again; also when somebody was faster, unless `stale` says otherwise */
  reload?: () => void;
  stale?: (() => void) | undefined;
  /** what else follows */
  after?: (reply: T) => void;
}

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
  /** A change of a form: taken, it is said and the table shows it; refused, what was typed stays. */
  const commit = async <T>(
    change: () => Promise<T>,
    { said, reload, stale = reload, after }: Taken<T>,
  ): Promise<void> => {
    const reply = await run(change, stale);
    if (reply === undefined) return;
    toast(typeof said === 'string' ? said : said(reply));
    reload?.();
    after?.(reply);
  };
  return { busy, problem, fields, run, commit };
}
