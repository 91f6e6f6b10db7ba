import { useState } from 'react';
import type { Input } from '../../../shared/endpoint';
import {
  type AdoptionContentView,
  listAdoptionContent,
  moderateAdoptionContent,
} from '../../../shared/green-spaces/content-contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';

export type View = 'waiting' | 'hidden';
type Body = NonNullable<Input<typeof moderateAdoptionContent>['body']>;
export type Act = Body extends infer B ? (B extends Body ? Omit<B, 'moveId' | 'version'> : never) : never;

/** Plaques and photos of care: what waits, what is hidden, and every act on them. */
export function useAdoptionQueue() {
  const [view, setView] = useState<View>('waiting');
  const [busy, setBusy] = useState(false);
  const list = usePages(view, (cursor) =>
    call(listAdoptionContent, { query: { view, limit: '30', ...(cursor ? { cursor } : {}) } }),
  );
  const send = async ({ piece, version }: AdoptionContentView, act: Act, done: string): Promise<boolean> => {
    setBusy(true);
    try {
      const body = { ...act, moveId: newId(), version } as Body;
      await call(moderateAdoptionContent, { params: { piece }, body });
      toast(done);
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
      return false;
    } finally {
      setBusy(false);
      // what was changed meanwhile is shown again
      await list.reload();
    }
  };
  return { view, setView, list, busy, send };
}
export type AdoptionQueue = ReturnType<typeof useAdoptionQueue>;
