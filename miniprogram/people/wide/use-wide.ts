import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { readBrowserSession, startBrowserSession } from '../../../shared/people/contract';
import { call } from '../../api/client';
import { OfflineError, wordsFor } from '../../api/errors';
import { accept, refreshMe } from '../../api/session';
import { go } from '../../platform/go';

type Started = Reply<typeof startBrowserSession>;

const ASK_EVERY_MS = 2000;

/** Shows a code and a number, then asks until somebody has approved them on a phone. */
export function useWideSignIn() {
  const [started, setStarted] = useState<Started>();
  const [state, setState] = useState<'starting' | 'waiting' | 'expired' | 'done' | 'error'>('starting');
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);

  const start = useCallback(async () => {
    const mine = ++turn.current;
    setState('starting');
    try {
      const answer = await call(startBrowserSession);
      if (mine !== turn.current) return;
      setStarted(answer);
      setState('waiting');
    } catch (failure) {
      if (mine !== turn.current) return;
      setError(failure);
      setState('error');
    }
  }, []);

  useEffect(() => {
    void start();
    return () => {
      turn.current += 1;
    };
  }, [start]);

  const id = started?.id;
  useEffect(() => {
    if (state !== 'waiting' || !id) return;
    const timer = setInterval(async () => {
      try {
        const answer = await call(readBrowserSession, { params: { id } });
        if (answer.status === 'pending') return;
        clearInterval(timer);
        accept(answer.session.token);
        setState('done');
        const me = await refreshMe();
        if (me.can.dispatch) go.boardInstead();
        else if (me.can.administer) go.adminPeopleInstead();
        else go.home();
      } catch (failure) {
        // A lost request is asked again; a refusal means the two minutes are over or the code was used.
        if (failure instanceof OfflineError) return;
        clearInterval(timer);
        setState('expired');
      }
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [state, id]);

  return { started, state, error: error === undefined ? undefined : wordsFor(error), start };
}
