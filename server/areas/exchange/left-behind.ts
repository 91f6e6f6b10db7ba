// What a change of areas leaves behind: beats of places that end, streets and zones of divisions that end or are drawn otherwise.
// Warnings, since a change of many files takes several steps; the administrator sees what the next one has to put right.
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import { Beats } from '../model';
import { OUTSIDE, outsideText, shareOutside } from './outside';
import type { Plan } from './plan';
import type { World } from './world';

/** Names told of many. */
const NAMED = 5;

/** A place that ends while somebody still answers for it there. */
const warnOfBeats = async ({ warnings }: Plan, gone: ReadonlySet<string>) => {
  const left = await Beats.find({ area: { $in: [...gone] } }, { area: 1 }).lean<{ _id: string; area: string }[]>();
  for (const { _id, area } of left)
    warnings.push({ at: null, code: area, text: `停用后责任分工 ${_id} 就没有地方了，也要一并停用或改到别处` });
};

/** A division that ends while streets and zones still name it. */
const warnOfPlaces = ({ warnings }: Plan, { places }: World, gone: ReadonlySet<string>) => {
  for (const division of gone) {
    const left = (places.get(division) ?? []).map(({ code }) => code);
    if (left.length === 0) continue;
    const names = `${left.slice(0, NAMED).join('、')}${left.length > NAMED ? ` 等 ${left.length} 处` : ''}`;
    warnings.push({ at: null, code: division, text: `停用后 ${names} 就没有所属的区划了，也要改到别处` });
  }
};

/** A town that is drawn otherwise, so that streets it manages now lie outside it. */
const warnOfStreets = ({ warnings, changed, added }: Plan, { places }: World) => {
  for (const town of [...changed.map(({ after }) => after), ...added]) {
    if (!('level' in town) || town.level !== 'town' || !town.shape) continue;
    for (const { code, shape } of places.get(town._id) ?? []) {
      const outside = shape ? shareOutside(shape, town.shape) : 0;
      if (outside > OUTSIDE.warn)
        warnings.push({ at: null, code: town._id, text: `街道 ${code} ${outsideText(outside, town.name)}` });
    }
  }
};

export const warnOfLeftBehind = async (
  plan: Plan,
  kind: ImportKind,
  world: World,
  gone: ReadonlySet<string>,
): Promise<void> => {
  if (kind !== 'beats' && gone.size > 0) await warnOfBeats(plan, gone);
  if (kind !== 'divisions') return;
  warnOfPlaces(plan, world, gone);
  warnOfStreets(plan, world);
};
