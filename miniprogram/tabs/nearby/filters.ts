import type { State } from '../../../shared/reports/states';

/** What the map and the list are narrowed to. */
export interface Filters {
  kind: 'open' | 'done';
  group?: string;
  status?: State;
  days?: '7' | '30';
}
export const ALL: Filters = { kind: 'open' };

/** States one can ask for, by what they are part of, in plain words. */
export const STATUS_CHOICES: Record<Filters['kind'], readonly { id: State; text: string }[]> = {
  open: [
    { id: 'assigned', text: '待受理' },
    { id: 'handling', text: '处理中' },
    { id: 'rework', text: '返工中' },
    { id: 'suspended', text: '已挂账' },
  ],
  done: [
    { id: 'resolved', text: '待评价' },
    { id: 'closed', text: '已结案' },
  ],
};

/** How many choices beyond 在办 or 办结. */
export const chosen = ({ group, status, days }: Filters) => [group, status, days].filter(Boolean).length;

export const queryOf = ({ kind, group, status, days }: Filters) => ({
  kind,
  ...(group ? { group } : {}),
  ...(status ? { status } : {}),
  ...(days ? { days } : {}),
});
