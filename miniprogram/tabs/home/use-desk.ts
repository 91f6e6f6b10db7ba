import { useEffect, useState } from 'react';
import type { Input } from '../../../shared/endpoint';
import {
  type DESK_GROUPS,
  type DESK_SCOPES,
  listDeskReports,
  moveReport,
  type ReportCardView,
} from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';
import { useReachBottom, useShown } from '../../platform/page';

export type Group = (typeof DESK_GROUPS)[number];
export type Scope = (typeof DESK_SCOPES)[number];
type Query = NonNullable<Input<typeof listDeskReports>['query']>;

export function useDesk() {
  const me = useMe();
  const [group, setGroup] = useState<Group>();
  const [scope, setScope] = useState<Scope>('mine');
  const [moving, setMoving] = useState<string>();
  const list = usePages(me && `${me.id} ${scope} ${group ?? 'all'}`, (cursor) => {
    const query: Query = { scope, ...(group ? { group } : {}), ...(cursor ? { cursor } : {}) };
    return call(listDeskReports, { query });
  });
  // A post without a caseload of its own (inspector, general chief) opens on the view where something waits.
  const scopes = list.page?.scopes;
  useEffect(() => {
    if (!scopes?.length || scopes.some((one) => one.scope === scope)) return;
    setScope((scopes.find((one) => one.count > 0) ?? scopes[0])?.scope ?? 'mine');
  }, [scopes, scope]);
  useShown(() => void list.reload());
  useReachBottom(() => void list.loadMore());

  /** Accepting is one tap: nothing to write, nothing to choose. */
  const accept = async (report: ReportCardView) => {
    setMoving(report.number);
    try {
      const moved = await call(moveReport, {
        params: { number: report.number },
        body: { moveId: newId(), version: report.version, move: 'accept', input: {} },
      });
      toast(moved.clock ? `已受理，${moved.clock.text}` : '已受理');
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(error instanceof ApiError ? `${title}，已刷新` : `${title}，${detail}`, 'warning');
    }
    setMoving(undefined);
    await list.reload();
  };

  /** A count is a filter; a second tap takes it off. */
  const choose = (next: Group) => setGroup((old) => (old === next ? undefined : next));
  const look = (next: Scope) => {
    setScope(next);
    setGroup(undefined);
  };
  return { me, scope, look, group, choose, list, accept, moving };
}
