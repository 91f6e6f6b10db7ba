import type { LngLat } from '../../shared/geo';
import { LIVING_STATES } from '../../shared/green-spaces/states';
import { outboxOf } from '../core/outbox';
import { markAttached } from '../media';
import type { ReportRecord } from '../reports';
import { type AdoptionEntry, type AdoptionRecord, Adoptions } from './adoption-model';
import { adoptedPlotsAt } from './places';
import { greenSpaceSettings } from './settings';

export const adoptionOutbox = outboxOf<AdoptionRecord>('adoption', Adoptions, '_id');

/** Photos of an entry are in use now. */
export const attachAdoptionPhotos = (_: AdoptionRecord, entry: AdoptionEntry): Promise<void> =>
  markAttached(entry.photos.map((photo) => photo._id));

/** Everybody who cares for a plot. */
export const carersOf = (adoption: Pick<AdoptionRecord, 'adopter' | 'members'>): string[] => [
  String(adoption.adopter),
  ...adoption.members.map(({ person }) => String(person)),
];

export interface Concerned {
  readonly plotName: string;
  readonly people: readonly string[];
}
/** Who cares for the plots a public report lies in (domain.md §5); a plot it was reported from counts wherever the pin is. */
export const carersAround = async (report: ReportRecord): Promise<Concerned[]> => {
  if (!report.public) return [];
  const point: LngLat = [report.publicLocation.lng, report.publicLocation.lat];
  // a coarsened report is at the community's label point, not at any plot
  const plots = report.coarse ? [] : await adoptedPlotsAt(point, greenSpaceSettings.current().pointRadiusM);
  const codes = new Set(plots.map(({ _id }) => _id));
  if (report.link?.kind === 'plot') codes.add(report.link.id);
  if (codes.size === 0) return [];
  const living = await Adoptions.find({ plot: { $in: [...codes] }, state: { $in: [...LIVING_STATES] } }, { history: 0 })
    .limit(200)
    .lean<AdoptionRecord[]>();
  return living.map((adoption) => ({ plotName: adoption.plotName, people: carersOf(adoption) }));
};
