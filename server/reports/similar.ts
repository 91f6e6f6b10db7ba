// Suggested duplicates: near, of the same or a sibling category, and not long apart. Public reports whose words are not in doubt only
// (domain.md §10). The query is bounded by an index and a limit; what is found is compared in memory.
import { haversine, METRES_PER_DEGREE, metresPerDegreeLng } from '../../shared/geo';
import type { Actor } from '../../shared/people/actor';
import { OPEN_STATES } from '../../shared/reports/states';
import { countiesReached } from '../areas';
import { catalogue, reportSettings } from './catalogue';
import { contentSettings } from './content';
import { type ReportRecord, Reports } from './model';
import { CARD } from './queries';

/** Newest open reports looked at; a county's dispatcher has a few hundred open. */
const CANDIDATES = 400;
const GROUPS = 20;
const SIMILAR = 10;
const DAY = 86_400_000;

type Comparable = Pick<ReportRecord, 'category' | 'publicLocation' | 'submittedAt'>;
const groupOf = (category: string) => catalogue.current().byId.get(category)?.group ?? category;
const at = ({ publicLocation }: Comparable) => [publicLocation.lng, publicLocation.lat] as const;
export const metresBetween = (a: Comparable, b: Comparable): number => haversine(at(a), at(b));

const alike = (a: Comparable, b: Comparable): boolean => {
  const { metres, days } = reportSettings.current().similar;
  return (
    groupOf(a.category) === groupOf(b.category) &&
    Math.abs(a.submittedAt.getTime() - b.submittedAt.getTime()) <= days * DAY &&
    metresBetween(a, b) <= metres
  );
};

/** What nobody has doubts about, and stands at its own place: a coarse one is at the community's point with many others. */
const comparable = (): Record<string, unknown> => ({
  public: true,
  open: true,
  coarse: { $ne: true },
  'moderation.text': { $in: contentSettings.current().showUnchecked ? ['unchecked', 'pass'] : ['pass'] },
});

/** Groups of open reports, the oldest of each first: whoever came first leads. */
export const groupsOf = <R extends Comparable>(reports: readonly R[]): R[][] => {
  const groups: R[][] = [];
  for (const report of [...reports].sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime())) {
    // alike to the one that leads: a chain of neighbours would join what is far apart
    const found = groups.find(([lead]) => lead && alike(lead, report));
    if (found) found.push(report);
    else groups.push([report]);
  }
  return groups.filter(({ length }) => length > 1);
};

/** For the dispatcher: groups among the newest open reports of the counties they answer for. */
export const similarGroups = async (actor: Actor): Promise<ReportRecord[][]> => {
  const county = { $in: countiesReached(actor, 'dispatcher') };
  const reports = await Reports.find({ county, ...comparable() }, CARD)
    .sort({ submittedAt: -1 })
    .limit(CANDIDATES)
    .lean<ReportRecord[]>();
  return groupsOf(reports).slice(0, GROUPS);
};

/** Open reports that may be the same matter as this one, the nearest first. */
export const similarTo = async (report: ReportRecord): Promise<ReportRecord[]> => {
  const { metres, days } = reportSettings.current().similar;
  const { lng, lat } = report.publicLocation;
  const [dx, dy] = [metres / metresPerDegreeLng(lat), metres / METRES_PER_DEGREE];
  const submitted = report.submittedAt.getTime();
  // the index bounds the time, the box is looked at in what it yields: open reports of one county and a few weeks
  const found = await Reports.find(
    {
      county: report.county,
      submittedAt: { $gte: new Date(submitted - days * DAY), $lte: new Date(submitted + days * DAY) },
      'publicLocation.lng': { $gte: lng - dx, $lte: lng + dx },
      'publicLocation.lat': { $gte: lat - dy, $lte: lat + dy },
      _id: { $ne: report._id },
      ...comparable(),
    },
    CARD,
  )
    .sort({ submittedAt: -1 })
    .limit(CANDIDATES)
    .lean<ReportRecord[]>();
  return found
    .filter((other) => OPEN_STATES.includes(other.state) && alike(report, other))
    .sort((a, b) => metresBetween(report, a) - metresBetween(report, b))
    .slice(0, SIMILAR);
};
