// Who answers where for what, in the demonstration. Chiefs answer for everything on their street; grid officers for what can be
// settled on the spot; departments for the rest of 楚雄市 by the lead department of the catalogue. In the other counties the
// bureau answers for what city management leads, and in 双柏县 for nothing yet: there the dispatchers decide.
import type { Beat } from '../../areas';
import { COUNTIES } from './counties';
import { bureauId, CITY_DEPARTMENTS, departmentId, ZONE_DESK } from './departments';
import { STREETS } from './streets';

/** What the beats need to know of a category of the catalogue. */
export interface LedCategory {
  readonly id: string;
  readonly group: string;
  /** its lead department */
  readonly department: string;
  /** 配合单位 of the mission document */
  readonly cooperating: readonly string[];
  readonly missionTask: string;
}

const CITY = '532301';
const CITY_LEAD = '住房城乡建设局（城市管理）';
/** 双柏县: kept without beats, so that the way to a dispatcher can be shown. */
const WITHOUT_BEATS = '532322';
const ON_THE_SPOT = [
  'garbage-exposed',
  'bin-overflow',
  'road-dirty',
  'small-ads',
  'bikes',
  'dead-animal',
  'green-dirty',
];
/** 米市街社区 has a grid officer. */
const GRID_COMMUNITY = '532301101001';

/** The offices of the city behind the 配合单位, as far as it has them. */
const helpersOf = (category: LedCategory): string[] => [
  ...new Set(
    category.cooperating.flatMap((department) => {
      const office = officeOf({ ...category, department });
      return office && office !== officeOf(category) ? departmentId(office) : [];
    }),
  ),
];

const officeOf = ({ group, department }: LedCategory): string | undefined => {
  const offices = CITY_DEPARTMENTS.filter(({ lead }) => lead === department);
  return (offices.find(({ groups }) => groups?.includes(group)) ?? offices.find(({ groups }) => !groups))?.id;
};

/** Beats for a catalogue; ids are stable, so seeding again changes nothing. */
export function beatsFor(categories: readonly LedCategory[]): Beat[] {
  const led = categories.filter(({ department }) => department === CITY_LEAD).map(({ id }) => id);
  return [
    ...STREETS.map(({ code }) => ({
      _id: `b-${code}`,
      area: code,
      categories: ['*'],
      role: 'chief' as const,
      department: null,
    })),
    {
      _id: `b-${GRID_COMMUNITY}`,
      area: GRID_COMMUNITY,
      categories: ON_THE_SPOT,
      role: 'grid_officer' as const,
      department: null,
    },
    { _id: 'b-zone-gaoxin', area: 'zone-gaoxin', categories: led, role: null, department: ZONE_DESK },
    ...CITY_DEPARTMENTS.map(({ id }) => ({
      _id: `b-${CITY}-${id}`,
      area: CITY,
      categories: categories.filter((category) => officeOf(category) === id).map((category) => category.id),
      role: null,
      department: departmentId(id),
    })),
    ...COUNTIES.filter(({ code }) => code !== CITY && code !== WITHOUT_BEATS).map(({ code }) => ({
      _id: `b-${code}`,
      area: code,
      categories: led,
      role: null,
      department: bureauId(code),
    })),
  ];
}

/** 权责清单 of 楚雄市: the offices that lead in the demonstration. The other counties keep the prefecture-wide default. */
export const responsibilitiesFor = (categories: readonly LedCategory[]) =>
  categories.flatMap((category) => {
    const office = officeOf(category);
    if (!office) return [];
    return {
      _id: `${CITY}:${category.id}`,
      county: CITY,
      category: category.id,
      lead: departmentId(office),
      cooperating: helpersOf(category),
      basis: `楚政办发〔2019〕11号（${category.missionTask}），演示：按部门分工`,
      version: 1,
    };
  });
