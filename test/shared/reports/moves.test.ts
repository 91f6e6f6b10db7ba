import fc from 'fast-check';
import * as v from 'valibot';
import { CONDITIONS, type Facts, NO_FACTS, tasksOf } from '../../../shared/reports/facts';
import { MoveBody } from '../../../shared/reports/move-body';
import {
  canMove,
  canRate,
  MOVE_NAMES,
  type MoveName,
  moveRow,
  type Particulars,
  PERSON_MOVES,
  type Relation,
  refusalOf,
  stateAfter,
} from '../../../shared/reports/moves';
import { ENDED_STATES, OPEN_STATES, STATE_NAMES, type State } from '../../../shared/reports/states';

const RELATIONS: readonly Relation[] = [
  'reporter',
  'responsible',
  'dispatcher',
  'verifier',
  'caller',
  'vice-general',
  'general',
  'cooperating',
  'moderator',
  'system',
];
const now = new Date('2026-11-24T02:00:00Z');
const facts = (over: Partial<Facts> = {}): Facts => ({ ...NO_FACTS, ...over });
const asked = { until: new Date('2026-12-01T10:00:00Z') };
/** a report on which every condition that asks for a pending request holds */
const pending: Particulars = {
  facts: facts({
    appeal: 'pending',
    verification: 'pending',
    reopenAsked: true,
    extensionAsked: asked,
    suspensionAsked: asked,
    callback: 'due',
    mergedFrom: 'handling',
  }),
  score: 1,
  now,
};

/** move: from (several with /) → to, by whom; everything not listed is refused */
const TABLE = `
accept              assigned                                           → handling   responsible
reply               assigned/handling/suspended/rework/resolved        → stay       responsible dispatcher
resolve             handling/rework                                    → resolved   responsible
transfer            assigned/handling/rework                           → assigned   responsible dispatcher
return              assigned/handling/rework                           → returned   responsible
assign              submitted/returned                                 → assigned   dispatcher
reject              submitted/returned/assigned                        → rejected   dispatcher
withdraw            submitted/assigned/returned                        → withdrawn  reporter
urge                submitted/assigned/handling/returned/rework        → stay       reporter
supplement          submitted/assigned/handling/returned/suspended/rework/resolved → stay reporter
appeal              rejected                                           → stay       reporter
uphold              rejected                                           → stay       dispatcher
reopen              rejected                                           → submitted  dispatcher
verify-pass         resolved                                           → stay       verifier
verify-fail         resolved                                           → rework     verifier
not-fixed           resolved/closed                                    → rework     reporter
request-reopen      resolved/closed                                    → stay       reporter
grant-reopen        resolved/closed                                    → rework     dispatcher
refuse-reopen       resolved/closed                                    → stay       dispatcher
request-extension   handling/rework                                    → stay       responsible
grant-extension     handling/rework                                    → stay       dispatcher
refuse-extension    handling/rework                                    → stay       dispatcher
request-suspension  handling/rework                                    → stay       responsible
grant-suspension    handling/rework                                    → suspended  dispatcher
refuse-suspension   handling/rework                                    → stay       dispatcher
resume              suspended                                          → handling   responsible dispatcher system
set-condition       assigned/handling/rework                           → stay       responsible
note                submitted/rejected/assigned/handling/returned/suspended/rework/resolved/closed → stay responsible dispatcher verifier vice-general general
call-back           closed                                             → stay       caller
call-back-reopen    closed                                             → rework     caller
remind              submitted/assigned/handling/returned/rework/resolved/closed → stay system
overdue             submitted/assigned/handling/returned/rework/resolved/closed → stay system
escalate            submitted/assigned/handling/returned/rework/resolved/closed → stay system
auto-close          resolved                                           → closed     system
recompute           submitted/assigned/handling/returned/rework/resolved → stay     system
hand-over           submitted/assigned/handling/returned/suspended/rework → stay    system
joint-add           assigned/handling/rework                           → stay       responsible dispatcher
joint-answer        OPEN                                               → stay       cooperating
joint-release       OPEN                                               → stay       responsible dispatcher
supervise           OPEN                                               → stay       vice-general general
answer-supervision  OPEN                                               → stay       responsible dispatcher
refer               handling/rework                                    → stay       responsible dispatcher
refer-receipt       OPEN/resolved/closed                               → stay       responsible dispatcher
refer-result        OPEN/resolved/closed                               → stay       responsible dispatcher
joint-remind        OPEN                                               → stay       system
joint-overdue       OPEN                                               → stay       system
joint-escalate      OPEN                                               → stay       system
supervision-overdue OPEN                                               → stay       system
merge               OPEN                                               → merged     dispatcher
split               merged                                             → before     dispatcher
absorb              OPEN                                               → stay       dispatcher
part                OPEN/resolved/closed/rejected                      → stay       dispatcher
content-pass        ANY                                                → stay       moderator
content-hide        ANY                                                → stay       moderator
content-redact      ANY                                                → stay       moderator
content-blur        ANY                                                → stay       moderator
content-restore     ANY                                                → stay       moderator
`
  .replace(/ANY/g, STATE_NAMES.join('/'))
  .replace(/OPEN/g, OPEN_STATES.join('/'));
const ROWS = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [move = '', from = '', , to = '', ...by] = line.trim().split(/\s+/);
      return [move, { from: from.split('/'), to, by }] as const;
    }),
);

const owed = { state: 'owed' as const, dueAt: new Date('2026-12-01T10:00:00Z'), by: 'x', label: '副总街长' };
const sent = { to: 'police' as const, sentAt: now, documents: [{ name: '现场照片', copies: 2 }] };
/** these hold of a report of which nothing is known */
const FREE = [
  'not-urged-today',
  'not-appealed',
  'time-to-rate',
  'mergeable',
  'nobody-joined',
  'joint-done',
  'not-supervised',
  'not-referred',
];
/** a situation in which the row's condition holds */
const situationFor = (move: MoveName): Particulars => {
  const { when } = moveRow(move);
  if (when === 'joint-owed') return { facts: facts({ jointOpen: 1 }), score: null, now };
  if (when === 'supervision-owed') return { facts: facts({ supervision: owed }), score: null, now };
  if (when === 'receipt-owed') return { facts: facts({ referral: { ...sent, state: 'sent' } }), score: null, now };
  if (when === 'referral-result-owed')
    return { facts: facts({ referral: { ...sent, state: 'received' } }), score: null, now };
  if (when === undefined || FREE.includes(when)) return { facts: NO_FACTS, score: null, now };
  if (when === 'reopen-by-right') return { facts: NO_FACTS, score: 1, now };
  if (when === 'reopen-by-request') return { facts: facts({ reopenedByRight: 1 }), score: 1, now };
  return when.endsWith('possible') ? { facts: NO_FACTS, score: null, now } : pending;
};

const everyCase = MOVE_NAMES.flatMap((move) =>
  STATE_NAMES.flatMap((state) => RELATIONS.map((relation): [MoveName, State, Relation] => [move, state, relation])),
);

test.each(everyCase)('%s from %s by %s', (move, state, relation) => {
  const row = ROWS.get(move);
  const allowed = row?.from.includes(state) && row.by.includes(relation);
  expect(canMove(move, state, new Set([relation]), situationFor(move))).toBe(Boolean(allowed));
  if (allowed && row?.to === 'before') expect(stateAfter(move, state, 'handling')).toBe('handling');
  else if (allowed) expect(stateAfter(move, state)).toBe(row?.to === 'stay' ? state : row?.to);
});

test('the table is complete, and every move of people can be sent', () => {
  expect([...ROWS.keys()].sort()).toEqual([...MOVE_NAMES].sort());
  const sent = MoveBody.options.map((option) => option.entries.move.literal);
  expect([...sent].sort()).toEqual([...PERSON_MOVES].sort());
});

test.each(PERSON_MOVES)('%s: what the row asks for is what the body requires', (move) => {
  const row = moveRow(move);
  const full = {
    text: '说明',
    ...(row.assignee && { assignee: 'area:532301101-s01' }),
    ...(row.date === 'required' && { date: '2026-12-01' }),
    ...(row.condition && { condition: 'c1' }),
    ...(row.reasons && { reason: Object.keys(row.reasons)[0] }),
    ...(row.task && { task: '0123456789abcdef01234567' }),
    ...(row.lead && { lead: '532301-261124-000000-0' }),
    ...(row.documents && { documents: [{ name: '现场照片', copies: 2 }] }),
  };
  const parse = (input: object) => v.safeParse(MoveBody, { move, moveId: 'abcdefgh', version: 1, input }).success;
  expect(parse(full)).toBe(true);
  const needed = Object.keys(full).filter((key) => key !== 'text' || row.text === 'required');
  for (const key of needed) expect(parse({ ...full, [key]: undefined })).toBe(false);
  expect(parse({ ...full, text: '' })).toBe(row.text !== 'required');
});

describe('conditions', () => {
  const at = (iso: string) => new Date(iso);
  const can = (move: MoveName, state: State, by: Relation, over: Partial<Facts>, score: number | null = null) =>
    canMove(move, state, new Set([by]), { facts: facts(over), score, now });

  // what somebody tries, on a report of which this is true → whether it works
  test.each<[MoveName, State, Relation, Partial<Facts>, number | null, boolean]>([
    ['urge', 'handling', 'reporter', { urgedAt: at('2026-11-24T00:30:00Z') }, null, false],
    ['urge', 'handling', 'reporter', { urgedAt: at('2026-11-23T15:59:00Z') }, null, true],
    ['appeal', 'rejected', 'reporter', { appeal: 'upheld' }, null, false],
    ['uphold', 'rejected', 'dispatcher', { appeal: 'upheld' }, null, false],
    ['not-fixed', 'resolved', 'reporter', {}, null, true],
    ['not-fixed', 'resolved', 'reporter', { reopenedByRight: 1 }, null, false],
    ['not-fixed', 'closed', 'reporter', {}, 2, true],
    ['not-fixed', 'closed', 'reporter', {}, 5, false],
    ['not-fixed', 'closed', 'reporter', { auto: true }, null, false],
    ['request-reopen', 'closed', 'reporter', { reopenedByRight: 1 }, 1, true],
    ['request-reopen', 'closed', 'reporter', { reopenedByRight: 1, reopenAsked: true }, 1, false],
    ['request-reopen', 'resolved', 'reporter', {}, null, false],
    ['request-extension', 'handling', 'responsible', { extensions: 1 }, null, true],
    ['request-extension', 'handling', 'responsible', { extensions: 2 }, null, false],
    ['request-extension', 'handling', 'responsible', { extensionAsked: asked }, null, false],
    ['grant-extension', 'handling', 'general', { extensionAsked: asked }, null, false],
    ['grant-extension', 'handling', 'dispatcher', { extensionAsked: asked, extensions: 1 }, null, false],
    ['grant-extension', 'handling', 'general', { extensionAsked: asked, extensions: 1 }, null, true],
    ['call-back', 'closed', 'caller', { callback: 'done' }, 1, false],
    ['auto-close', 'resolved', 'system', { verification: 'pending' }, null, false],
    ['resolve', 'handling', 'responsible', { jointOpen: 1 }, null, false],
    ['resolve', 'handling', 'responsible', { jointOpen: 0 }, null, true],
    ['joint-add', 'handling', 'responsible', { jointOpen: 10 }, null, false],
    ['joint-release', 'handling', 'responsible', {}, null, false],
    ['supervise', 'handling', 'general', { supervision: owed }, null, false],
    ['supervise', 'handling', 'vice-general', { supervision: { ...owed, state: 'overdue' } }, null, false],
    ['supervise', 'handling', 'general', { supervision: { ...owed, state: 'answered' } }, null, true],
    ['answer-supervision', 'handling', 'responsible', { supervision: { ...owed, state: 'overdue' } }, null, true],
    ['answer-supervision', 'handling', 'responsible', {}, null, false],
    ['refer', 'handling', 'responsible', { referral: { ...sent, state: 'done' } }, null, false],
    ['refer-receipt', 'handling', 'responsible', { referral: { ...sent, state: 'received' } }, null, false],
    ['refer-result', 'handling', 'responsible', { referral: { ...sent, state: 'sent' } }, null, false],
    ['merge', 'handling', 'dispatcher', { jointOpen: 1 }, null, false],
    ['merge', 'handling', 'dispatcher', { supervision: owed }, null, false],
    ['merge', 'handling', 'dispatcher', { duplicates: 1 }, null, false],
    ['merge', 'handling', 'dispatcher', { referral: { ...sent, state: 'done' } }, null, false],
    ['withdraw', 'assigned', 'reporter', { duplicates: 1 }, null, false],
    ['split', 'merged', 'dispatcher', {}, null, false],
  ])('%s from %s by %s when %j, rated %s: %s', (move, state, by, over, score, expected) => {
    expect(can(move, state, by, over, score)).toBe(expected);
    if (!expected) expect(refusalOf(move, state, new Set([by]))).not.toBe('report.move-not-allowed');
  });

  test('every condition is used by a row, and every one names its refusal', () => {
    const used = new Set(MOVE_NAMES.flatMap((move) => moveRow(move).when ?? []));
    expect([...used].sort()).toEqual(Object.keys(CONDITIONS).sort());
  });

  test('what is pending is a task on somebody else’s desk', () => {
    expect(tasksOf(NO_FACTS)).toEqual([]);
    expect(tasksOf(pending.facts)).toEqual(['verification', 'callback', 'appeal', 'extension', 'suspension', 'reopen']);
    expect(tasksOf(facts({ extensionAsked: asked, extensions: 1 }))).toEqual(['extension-general']);
    expect(tasksOf(facts({ supervision: owed }))).toEqual(['supervision']);
    expect(tasksOf(facts({ supervision: { ...owed, state: 'answered' } }))).toEqual([]);
  });
});

test('a stranger may do nothing', () => {
  for (const move of MOVE_NAMES) for (const state of STATE_NAMES) expect(canMove(move, state, new Set())).toBe(false);
});

test('what has ended stays ended, but for the moves that reopen it', () => {
  const leaves = MOVE_NAMES.filter((move) =>
    ENDED_STATES.some((state) => moveRow(move).from.includes(state) && stateAfter(move, state, 'handling') !== state),
  );
  expect(leaves.sort()).toEqual(['call-back-reopen', 'grant-reopen', 'not-fixed', 'reopen', 'split']);
  for (const move of leaves) expect(moveRow(move).when).toBeDefined();
});

test('only the reporter rates, only what is resolved, and not before it was checked', () => {
  for (const state of STATE_NAMES)
    for (const relation of RELATIONS)
      expect(canRate(state, new Set([relation]))).toBe(state === 'resolved' && relation === 'reporter');
  expect(canRate('resolved', new Set(['reporter']), 'pending')).toBe(false);
  expect(canRate('resolved', new Set(['reporter']), 'passed')).toBe(true);
});

test('internal rows never tell the reporter', () => {
  for (const move of MOVE_NAMES) if (moveRow(move).internal) expect(moveRow(move).tellsReporter).toBe(false);
});

test('more relations never take an ability away', () => {
  const relations = fc.subarray([...RELATIONS]);
  fc.assert(
    fc.property(
      fc.constantFrom(...MOVE_NAMES),
      fc.constantFrom(...STATE_NAMES),
      relations,
      relations,
      (move, state, some, others) => {
        const fewer = canMove(move, state, new Set(some));
        return !fewer || canMove(move, state, new Set([...some, ...others]));
      },
    ),
  );
});

test('from every open state somebody can take a report further, and every walk can end', () => {
  const next = (state: State) => [
    ...MOVE_NAMES.filter((move) => moveRow(move).from.includes(state)).map((move) =>
      stateAfter(move, state, 'handling'),
    ),
    ...(state === 'resolved' ? (['closed'] as const) : []),
  ];
  for (const start of OPEN_STATES) {
    const reached = new Set<State>([start]);
    for (const state of reached) for (const to of next(state)) reached.add(to);
    expect([...reached].some((state) => ENDED_STATES.includes(state))).toBe(true);
    expect(next(start).some((state) => state !== start)).toBe(true);
  }
});
