import { useEffect, useState } from 'react';
import type { Input, Reply } from '../../../shared/endpoint';
import { reassignReports } from '../../../shared/reports/admin-contract';
import { type DESK_GROUPS, type DESK_SCOPES, listDeskReports, readReport } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { refreshMe, useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';
import { useMoves } from '../../components/use-moves';
import { useShown } from '../../platform/page';
import { load, save } from '../../platform/storage';

export type Scope = (typeof DESK_SCOPES)[number];
export type Group = (typeof DESK_GROUPS)[number];
type Query = NonNullable<Input<typeof listDeskReports>['query']>;
export type Outcome = Reply<typeof reassignReports>['items'][number];

/** What was looked at last; it opens again with the board. */
interface Filters {
  scope?: Scope | undefined;
  group?: Group | undefined;
  /** groups that look like the same matter, instead of a list */
  similar?: boolean;
}

const KEY = 'board-view';
const PAGE_SIZE = '50';

export function useBoard() {
  const me = useMe();
  const session = useCall('board', refreshMe);
  const [filters, setFilters] = useState<Filters>(() => load<Filters>(KEY) ?? {});
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string>();
  const { scope, group, similar } = filters;
  const works = Boolean(me?.can.workDesk);
  const list = usePages(works && me ? `${me.id} ${scope ?? ''} ${group ?? ''}` : undefined, (cursor) => {
    const query: Query = {
      limit: PAGE_SIZE,
      ...(scope ? { scope } : {}),
      ...(group ? { group } : {}),
      ...(cursor ? { cursor } : {}),
    };
    return call(listDeskReports, { query });
  });
  useShown(() => void list.reload());

  const scopes = list.page?.scopes ?? [];
  const opening = scopes.find((one) => one.count > 0 && one.scope !== 'all') ?? scopes[0];
  const refused = list.status === 'error' && list.error instanceof ApiError && list.error.code === 'post.not-held';
  useEffect(() => {
    if (scope && refused) setFilters({});
    else if (!scope && opening) setFilters((old) => ({ ...old, scope: opening.scope }));
  }, [scope, refused, opening]);

  const show = (next: Filters) => {
    setFilters(next);
    save(KEY, next);
    setChosen(new Set());
    setOpened(undefined);
  };
  const tick = (number: string) =>
    setChosen((old) => {
      const next = new Set(old);
      if (!next.delete(number)) next.add(number);
      return next;
    });
  const movable = list.items.filter((one) => one.can.transfer || one.can.assign);
  const tickAll = () =>
    setChosen((old) => (old.size >= movable.length ? new Set() : new Set(movable.map((one) => one.number))));

  return {
    me,
    session,
    list,
    scopes,
    scope,
    group,
    similar: Boolean(similar && me?.can.dispatch),
    chosen,
    movable,
    opened,
    open: setOpened,
    tick,
    tickAll,
    untick: () => setChosen(new Set()),
    chooseScope: (next: Scope) => show({ scope: next }),
    chooseGroup: (next: Group) => show({ scope, group: group === next ? undefined : next }),
    showSimilar: () => show({ scope, similar: true }),
  };
}
export type Board = ReturnType<typeof useBoard>;

/** Hands the ticked cases to one receiver; what one refuses does not hold up the others. */
export function useReassign(board: Board, onDone: () => void) {
  const [batchId] = useState(newId);
  const [assignee, setAssignee] = useState<string>();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [refusals, setRefusals] = useState<readonly Outcome[]>([]);
  const picked = board.list.items.filter((one) => board.chosen.has(one.number));
  const missing = !assignee ? '先选交给谁' : !text.trim() ? '先写改派原因' : undefined;
  const send = async () => {
    if (!assignee || missing) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const reports = picked.map(({ number, version }) => ({ number, version }));
      const { items } = await call(reassignReports, { body: { batchId, reports, assignee, text: text.trim() } });
      const failed = items.filter((one) => !one.ok);
      await board.list.reload();
      if (failed.length) setRefusals(failed);
      else {
        toast(`${items.length} 件已改派`);
        board.untick();
        onDone();
      }
    } catch (error) {
      const { title, detail } = wordsFor(error);
      setProblem(`${title}。${detail}`);
    }
    setBusy(false);
  };
  return { picked, assignee, setAssignee, text, setText, busy, problem, refusals, missing, send };
}

/** One case beside the table, with every move the table of moves allows. */
export function useOpened(number: string, onChange: () => void) {
  const report = useCall(number, () => call(readReport, { params: { number } }));
  const moves = useMoves(report.data, (next) => {
    report.put(next);
    onChange();
  });
  return { report, moves };
}
