// Who looks, and the small words every presenter of this room uses.
import type { Actor } from '../../shared/people/actor';
import { directory } from '../areas';
import type { AdoptionRecord } from './adoption-model';

export interface GreenViewer {
  readonly actor: Actor | null;
  readonly now: Date;
  readonly mediaKey: Uint8Array;
  readonly fieldKeys: readonly Uint8Array[];
}

export const iso = (at: Date | null) => at?.toISOString() ?? null;
export const place = ({ lng, lat }: { lng: number; lat: number }) => ({ lng, lat, datum: 'wgs84' as const });
/** The words of a plaque to whoever comes with its certificate's number. */
export const shownPlaque = ({ plaque, plaqueHidden }: Pick<AdoptionRecord, 'plaque' | 'plaqueHidden'>): string =>
  plaqueHidden ? '（牌名未公开）' : plaque;
export const unitName = (id: string) => directory.current().departments.get(id)?.name ?? '管理单位';
export const unitPhone = (id: string) => directory.current().departments.get(id)?.dutyPhone ?? null;
