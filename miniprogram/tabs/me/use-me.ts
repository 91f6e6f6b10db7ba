import { useState } from 'react';
import { readMyLimit } from '../../../shared/moderation/contract';
import { listMyReports } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { useDraft } from '../../api/draft';
import { wordsFor } from '../../api/errors';
import { useOutbox } from '../../api/outbox';
import { becomeDemoPerson, demoPerson, openPortal, refreshMe, signOut, useMe, usePortal } from '../../api/session';
import { useCall } from '../../api/use-call';
import { ask } from '../../components/dialog';
import { toast } from '../../components/toast';
import { dressTabs, go } from '../../platform/go';
import { useShown } from '../../platform/page';
import { forget } from '../../platform/storage';

export function useMine() {
  const me = useMe();
  const portal = usePortal();
  const draft = useDraft();
  const outbox = useOutbox();
  const session = useCall('me', async () => {
    await openPortal();
    return refreshMe();
  });
  const counts = useCall(me?.id, async () => (await call(listMyReports, { query: { limit: '1' } })).counts);
  const limit = useCall(me?.id && `limit ${me.id}`, async () => (await call(readMyLimit, {})).limit);
  const [switching, setSwitching] = useState<string>();
  useShown(() => {
    void session.reload();
    void counts.reload();
    if (me) dressTabs(me.can.workDesk, me.unread);
  });

  const become = async (code: string) => {
    setSwitching(code);
    try {
      // The face of the first tab was chosen by somebody else.
      forget('first-tab');
      const person = await becomeDemoPerson(code);
      dressTabs(person.can.workDesk, person.unread);
      toast(`现在是${person.nickname}`);
    } catch (error) {
      toast(wordsFor(error).title, 'warning');
    }
    setSwitching(undefined);
  };

  /** A shared computer must not stay signed in; inside WeChat the person and the phone are one. */
  const leave = async () => {
    const sure = await ask({ title: '退出登录？', text: '没发出的草稿还会留在这台电脑上。', yes: '退出' });
    if (!sure) return;
    signOut();
    go.wideSignIn();
  };

  const current = demoPerson() ?? portal?.demoPeople[0]?.code;
  const limited = Boolean(limit.data && !limit.data.lifted);
  return {
    me,
    portal,
    session,
    counts,
    limited,
    drafts: (draft ? 1 : 0) + outbox.length,
    become,
    switching,
    current,
    leave,
  };
}
