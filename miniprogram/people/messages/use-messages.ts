import { useState } from 'react';
import { listMessages, type MessageLink, markRead } from '../../../shared/notifications/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { quietly } from '../../api/quietly';
import { refreshMe, useMe } from '../../api/session';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';
import { useReachBottom, useShown } from '../../platform/page';
import { openLink } from './open-link';

export function useMessages() {
  const me = useMe();
  const list = usePages(me?.id ?? 'me', (cursor) => call(listMessages, { query: cursor ? { cursor } : {} }));
  const [busy, setBusy] = useState(false);
  useShown(() => void list.reload());
  useReachBottom(() => void list.loadMore());

  const open = (message: { id: string; link: MessageLink | null; read: boolean }) => {
    if (!message.read) {
      // Reading must not wait for the mark; an unmarked message shows up again, which does no harm.
      quietly(call(markRead, { body: { id: message.id } }).then(() => refreshMe()));
    }
    if (message.link) openLink(message.link);
    else void list.reload();
  };
  const readAll = async () => {
    setBusy(true);
    try {
      await call(markRead, { body: {} });
      await Promise.all([list.reload(), refreshMe()]);
    } catch (error) {
      toast(wordsFor(error).title, 'warning');
    }
    setBusy(false);
  };
  return { list, open, readAll, busy };
}
