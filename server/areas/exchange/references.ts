// What a row says of other rows: parents, towns, counties, places, departments, categories.
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import type { Shape, Surface } from '../../../shared/geo';
import type { Beat, Street, Zone } from '../model';
import type { Fault, Parsed, StoredRow } from './kinds';
import { OUTSIDE, outsideText, shareOutside } from './outside';
import type { World } from './world';

interface Known {
  world: World;
  kind: ImportKind;
  /** divisions as they would be afterwards */
  knows: (code: string) => boolean;
  categories: ReadonlySet<string>;
}
/** Where a finding goes. */
interface Say {
  error: (text: string) => void;
  warning: (text: string) => void;
}

const checkInside = (shape: Shape, whole: Surface | null | undefined, name: string, what: string, say: Say) => {
  const outside = whole ? shareOutside(shape, whole) : 0;
  if (outside > OUTSIDE.refuse) say.error(`${what}都在${name}之外，坐标系选对了吗`);
  else if (outside > OUTSIDE.warn) say.warning(outsideText(outside, name));
};

const checkStreet = ({ town, shape }: Street, { world: { divisions } }: Known, say: Say) => {
  const found = divisions.get(town);
  if (!found) say.error(`没有乡镇（街道）${town}`);
  const whole = found?.shape ?? divisions.get(town.slice(0, 6))?.shape;
  checkInside(shape, whole, found?.name ?? town, '整条街', say);
};

const checkZone = ({ county, shape }: Zone, { world: { divisions } }: Known, say: Say) => {
  const found = divisions.get(county);
  if (found) checkInside(shape, found.shape, found.name, '整个', say);
  else say.error(`没有县市 ${county}`);
};

const checkBeat = (beat: Beat, { world, categories }: Known, { error }: Say) => {
  if (!world.codes.has(beat.area)) error(`没有地方 ${beat.area || '（空）'}`);
  if (beat.department && !world.departments.has(beat.department)) error(`没有部门 ${beat.department}，或已经停用`);
  for (const category of beat.categories)
    if (category !== '*' && categories.size > 0 && !categories.has(category)) error(`没有类别 ${category}`);
};

export const checkReferences = (
  { at, code, row }: Parsed & { row: StoredRow },
  known: Known,
  faults: { errors: Fault[]; warnings: Fault[] },
): void => {
  const say: Say = {
    error: (text) => void faults.errors.push({ at, code, text }),
    warning: (text) => void faults.warnings.push({ at, code, text }),
  };
  if ('level' in row) {
    if (row.parent && !known.knows(row.parent)) say.error(`没有上级 ${row.parent}`);
    return;
  }
  const elsewhere = known.kind === 'beats' ? undefined : known.world.codes.get(code);
  if (elsewhere && elsewhere !== known.kind) say.error('这个编码已用于另一种区划');
  if ('town' in row) checkStreet(row, known, say);
  else if ('area' in row) checkBeat(row, known, say);
  else checkZone(row, known, say);
};
