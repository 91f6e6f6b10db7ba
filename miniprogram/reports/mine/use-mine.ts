import { useState } from 'react';
import { listMyReports } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { dropDraft, useDraft } from '../../api/draft';
import { flushOutbox, removeQueued, useOutbox } from '../../api/outbox';
import { useMe } from '../../api/session';
import { usePages } from '../../api/use-pages';
import { ask } from '../../components/dialog';
import { toast } from '../../components/toast';
import { useReachBottom, useRouter, useShown } from '../../platform/page';

export type Group = 'open' | 'to-rate' | 'ended' | 'draft';
const GROUPS: readonly Group[] = ['open', 'to-rate', 'ended', 'draft'];

export function useMyReports() {
  const asked = useRouter().params.group;
  const me = useMe();
  const draft = useDraft();
  const queued = useOutbox();
  const [group, setGroup] = useState<Group>(GROUPS.find((one) => one === asked) ?? 'open');
  const [sending, setSending] = useState(false);
  const list = usePages(`${me?.id ?? ''} ${group}`, (cursor) =>
    call(listMyReports, {
      query: { ...(group === 'draft' ? { limit: '1' } : { group }), ...(cursor ? { cursor } : {}) },
    }),
  );
  useShown(() => void list.reload());
  useReachBottom(() => {
    if (group !== 'draft') void list.loadMore();
  });

  const sendNow = async () => {
    setSending(true);
    await flushOutbox();
    setSending(false);
    if (queued.length > 0) void list.reload();
  };
  const removeDraft = async () => {
    if (await ask({ title: '删掉这份草稿？', text: '删掉后不能找回。', yes: '删掉', danger: true })) dropDraft();
  };
  const removeWaiting = async (submissionId: string) => {
    if (await ask({ title: '不发这一件了？', text: '删掉后不能找回。', yes: '删掉', danger: true })) {
      removeQueued(submissionId);
      toast('已删掉');
    }
  };
  return { group, setGroup, list, draft, queued, sending, sendNow, removeDraft, removeWaiting };
}
