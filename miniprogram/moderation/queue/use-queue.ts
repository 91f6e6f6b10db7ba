import { useState } from 'react';
import type { Input } from '../../../shared/endpoint';
import {
  type ContentView,
  decideLimit,
  listLimits,
  listModerationQueue,
  moderateReport,
  readContent,
} from '../../../shared/moderation/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { refreshMe, useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';
import { useShown } from '../../platform/page';

export function useQueue() {
  const me = useMe();
  const session = useCall('moderation', refreshMe);
  const [view, setView] = useState<'queue' | 'adoptions' | 'limits'>('queue');
  const [opened, setOpened] = useState<string>();
  const may = Boolean(me?.can.dispatch);
  const list = usePages(may && me ? me.id : undefined, (cursor) =>
    call(listModerationQueue, { query: { limit: '50', ...(cursor ? { cursor } : {}) } }),
  );
  useShown(() => void list.reload());
  return { me, session, may, view, setView, opened, setOpened, list };
}
export type Queue = ReturnType<typeof useQueue>;

type Body = NonNullable<Input<typeof moderateReport>['body']>;
type Act = Body extends infer B ? (B extends Body ? Omit<B, 'moveId' | 'version'> : never) : never;
/** The content of one report and every act on it; what was changed meanwhile is shown again. */
export function useContent(number: string, onChange: () => void) {
  const content = useCall(number, () => call(readContent, { params: { number } }));
  const [busy, setBusy] = useState(false);
  const send = async (act: Act, done: string): Promise<boolean> => {
    const shown = content.data;
    if (!shown) return false;
    setBusy(true);
    try {
      const body = { ...act, moveId: newId(), version: shown.version } as Body;
      content.put(await call(moderateReport, { params: { number }, body }));
      toast(done);
      onChange();
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
      await content.reload();
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { content, busy, send };
}
export type Piece = ContentView['pieces'][number];
export type Send = ReturnType<typeof useContent>['send'];

export function useLimits() {
  const limits = useCall('limits', () => call(listLimits, {}));
  const [busy, setBusy] = useState(false);
  const decide = async (id: string, lift: boolean, text: string): Promise<boolean> => {
    setBusy(true);
    try {
      await call(decideLimit, { params: { id }, body: { lift, text } });
      toast(lift ? '已解除限制' : '已维持限制');
      await limits.reload();
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { limits, busy, decide };
}
