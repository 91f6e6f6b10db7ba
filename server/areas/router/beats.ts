// Which beat of an area answers for a category: one that names the category wins over one for all; among equals the lowest id,
// so that two routers built from the same rows in any order agree.
import type { Beat } from './snapshot';

export interface AreaBeats {
  readonly any: Beat | undefined;
  readonly byCategory: ReadonlyMap<string, Beat>;
}

const NO_BEATS: AreaBeats = { any: undefined, byCategory: new Map() };

/** Beats by area code; an area without any has empty ones. */
export function compileBeats(beats: readonly Beat[]): (area: string) => AreaBeats {
  const areas = new Map<string, { any: Beat | undefined; byCategory: Map<string, Beat> }>();
  for (const beat of [...beats].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const area = areas.get(beat.area) ?? { any: undefined, byCategory: new Map() };
    areas.set(beat.area, area);
    if (beat.categories === '*') area.any ??= beat;
    else
      for (const category of beat.categories) if (!area.byCategory.has(category)) area.byCategory.set(category, beat);
  }
  return (area) => areas.get(area) ?? NO_BEATS;
}

export const chooseBeat = (beats: AreaBeats, category: string): Beat | undefined =>
  beats.byCategory.get(category) ?? beats.any;
