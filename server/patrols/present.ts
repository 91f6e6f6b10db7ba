import type { PatrolView } from '../../shared/patrols/contract';
import { reportsLinkedTo } from '../reports';
import { counts } from './measure';
import type { PatrolRecord } from './model';
import { patrolSettings } from './settings';

/** Patrols as their walker sees them, with what was reported on the way. */
export const presentPatrols = async (patrols: readonly PatrolRecord[]): Promise<PatrolView[]> => {
  const [first] = patrols;
  const ids = patrols.map(({ _id }) => _id);
  const found = first ? await reportsLinkedTo('patrol', ids, String(first.person)) : [];
  const settings = patrolSettings.current();
  return patrols.map((patrol) => ({
    id: patrol._id,
    state: patrol.running ? 'running' : 'ended',
    startedAt: patrol.startedAt.toISOString(),
    endedAt: patrol.endedAt?.toISOString() ?? null,
    endedBy: patrol.endedBy,
    streets: patrol.streets.map((street) => ({
      code: street.code,
      name: street.name,
      share: Math.round(street.share * 1000) / 1000,
      lengthM: Math.round(street.lengthM),
      counts: patrol.running ? counts(street, settings) : patrol.visited.includes(street.code),
    })),
    found: found
      .filter(({ linked }) => linked === patrol._id)
      .map(({ number, category, status }) => ({ number, category, status })),
  }));
};

export const presentPatrol = async (patrol: PatrolRecord): Promise<PatrolView> => {
  const [view] = await presentPatrols([patrol]);
  return view as PatrolView;
};
