import { type Counted, figuresOf, mappedOf } from '../../../shared/nearby/mapped';
import { dayOfDate } from '../../../shared/workdays';

const at = (text: string) => new Date(`2026-${text}:00+08:00`);
const report = (over: Partial<Counted> = {}): Counted => ({
  public: true,
  state: 'assigned',
  submittedAt: at('11-20T09:00'),
  overdue: false,
  acceptBy: at('11-20T10:00'),
  resolveBy: at('11-24T18:00'),
  clock: { phase: 'acceptance' },
  rating: null,
  history: [{ at: at('11-20T09:00'), move: 'submit', to: 'assigned' }],
  ...over,
});
const submit = { at: at('11-20T09:00'), move: 'submit', to: 'assigned' as const };
const accept = { at: at('11-20T09:30'), move: 'accept', to: 'handling' as const };
const lateAccept = { ...accept, at: at('11-20T11:00') };
const resolve = { at: at('11-23T12:00'), move: 'resolve', to: 'resolved' as const };
const rate = { at: at('11-24T12:00'), move: 'rate', to: 'closed' as const };

test.each<[string, Partial<Counted>, ReturnType<typeof mappedOf>]>([
  ['open, by the day it was sent', {}, { kind: 'open', day: dayOfDate('2026-11-20'), state: 'assigned', late: false }],
  ['run out', { overdue: true }, { kind: 'open', day: dayOfDate('2026-11-20'), state: 'assigned', late: true }],
  ['private', { public: false }, null],
  ['refused', { state: 'rejected' }, null],
  ['withdrawn', { state: 'withdrawn' }, null],
  [
    'done, by the day it was resolved, whenever it was closed',
    { state: 'closed', history: [submit, accept, resolve, rate] },
    { kind: 'done', day: dayOfDate('2026-11-23'), state: 'closed', late: false },
  ],
  [
    'done again after rework, by the last time',
    {
      state: 'resolved',
      history: [
        submit,
        accept,
        resolve,
        { at: at('11-24T09:00'), move: 'not-fixed', to: 'rework' },
        { ...resolve, at: at('11-26T09:00') },
      ],
    },
    { kind: 'done', day: dayOfDate('2026-11-26'), state: 'resolved', late: false },
  ],
])('the map counts: %s', (_, over, expected) => {
  expect(mappedOf(report(over))).toEqual(expected);
});

test.each<[string, Partial<Counted>, string[]]>([
  ['nothing due yet', {}, []],
  ['acceptance ran out', { overdue: true }, ['2026-11:acceptDue']],
  [
    'accepted in time',
    { state: 'handling', clock: { phase: 'handling' }, history: [submit, accept] },
    ['2026-11:acceptDue', '2026-11:acceptOnTime'],
  ],
  [
    'accepted late',
    { state: 'handling', clock: { phase: 'handling' }, history: [submit, lateAccept] },
    ['2026-11:acceptDue'],
  ],
  [
    'handling ran out',
    { state: 'handling', overdue: true, clock: { phase: 'handling' }, history: [submit, accept] },
    ['2026-11:acceptDue', '2026-11:acceptOnTime', '2026-11:resolveDue'],
  ],
  [
    'resolved in time and rated well',
    {
      state: 'closed',
      clock: null,
      rating: { score: 4, at: at('12-01T00:30') },
      history: [submit, accept, resolve, rate],
    },
    [
      '2026-11:acceptDue',
      '2026-11:acceptOnTime',
      '2026-11:resolveDue',
      '2026-11:resolveOnTime',
      '2026-12:rated',
      '2026-12:satisfied',
    ],
  ],
  [
    'rated badly',
    {
      state: 'closed',
      clock: null,
      rating: { score: 2, at: at('11-24T12:00') },
      history: [submit, accept, resolve, rate],
    },
    ['2026-11:acceptDue', '2026-11:acceptOnTime', '2026-11:resolveDue', '2026-11:resolveOnTime', '2026-11:rated'],
  ],
  ['private', { public: false, overdue: true }, []],
])('the figures of a street: %s', (_, over, expected) => {
  expect(figuresOf(report(over))).toEqual(expected);
});
