// Presenters are the only way out: names and phones are masked here, photo links are signed here.
import { limitText } from '../../shared/clocks';
import type { Actor } from '../../shared/people/actor';
import type { ReportCardView, ReportView } from '../../shared/reports/contract';
import { CALLBACK_RESULTS, moveRow, REJECT_REASONS, SUSPEND_REASONS } from '../../shared/reports/moves';
import { RATING_REASONS, type RatingReason, SCORES, type Score } from '../../shared/reports/rating';
import { type State, stateLabel } from '../../shared/reports/states';
import { dutyPhoneOf, type Party, partyLabel } from '../areas';
import { presentPhoto } from '../media';
import { catalogue } from './catalogue';
import { clockView, type Limits } from './deadlines';
import type { Entry, ReportRecord } from './model';
import { abilities, canHandle, isReporter } from './policy';

export interface Viewer {
  readonly actor: Actor | null;
  readonly now: Date;
  /** signs photo links */
  readonly mediaKey: Uint8Array;
}

export const presentParty = (party: Party, now: Date) => ({
  kind: party.kind,
  key: party.key,
  role: party.role,
  areaName: party.name,
  department: party.kind === 'department' ? party.name : null,
  label: partyLabel(party, now),
  dutyPhone: dutyPhoneOf(party),
});

/** What the reporter is promised, with how it is counted. */
export const presentPromise = (
  promise: Pick<ReportRecord, 'acceptBy' | 'resolveBy' | 'provisional'>,
  limits: Pick<Limits, 'acceptance' | 'handling'>,
) => ({
  acceptBy: promise.acceptBy.toISOString(),
  resolveBy: promise.resolveBy.toISOString(),
  acceptText: `${limitText(limits.acceptance)}受理`,
  resolveText: `${limitText(limits.handling)}办结`,
  provisional: promise.provisional,
});

const categoryRef = (id: string) => {
  const found = catalogue.current().byId.get(id);
  return { id, name: found?.name ?? id, group: found?.group ?? '', icon: found?.icon ?? 'cat-other' };
};

/** Nobody answers for these any more. */
const RELEASED: readonly State[] = ['rejected', 'withdrawn'];

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

const presentFacts = (report: ReportRecord, concerned: boolean) => {
  const { facts, clock } = report;
  const dueIn = (phase: string) => (clock?.phase === phase ? clock.dueAt.toISOString() : null);
  const asked = (request: { until: Date } | null) =>
    concerned && request ? { until: request.until.toISOString() } : null;
  return {
    urges: facts.urges,
    urgedAt: iso(facts.urgedAt),
    supplements: facts.supplements,
    reworks: facts.reworks,
    extensions: facts.extensions,
    extensionAsked: asked(facts.extensionAsked),
    suspensions: facts.suspensions,
    suspensionAsked: asked(facts.suspensionAsked),
    suspendedUntil: iso(facts.suspendedUntil),
    reopenAsked: facts.reopenAsked,
    appeal: facts.appeal,
    verification: facts.verification && { state: facts.verification, dueAt: dueIn('verification') },
    callback: concerned && facts.callback ? { state: facts.callback, dueAt: dueIn('callback') } : null,
    auto: facts.auto,
    overdue: report.overdue,
    escalatedTo: report.escalatedLabel,
  };
};

/** The reporter and staff concerned see the exact place and what is being decided. */
const isConcerned = (report: ReportRecord, actor: Actor | null) =>
  isReporter(actor, report) || canHandle(actor, report);

const placeFor = (report: ReportRecord, concerned: boolean) => {
  const shown = concerned ? report : { address: report.publicAddress, location: report.publicLocation };
  return {
    address: shown.address,
    location: { lng: shown.location.lng, lat: shown.location.lat, datum: 'wgs84' as const },
    coarse: report.coarse && !concerned,
  };
};

const common = (report: ReportRecord, { actor, now }: Viewer, concerned: boolean) => ({
  number: report.number,
  status: report.state,
  statusLabel: stateLabel(report.state, report.party.kind),
  version: report.version,
  category: categoryRef(report.category),
  ...placeFor(report, concerned),
  street: report.street,
  responsible: RELEASED.includes(report.state) ? null : presentParty(report.party, now),
  // while it is suspended no time runs
  clock: report.state === 'suspended' ? null : clockView(report.clock, now),
  submittedAt: report.submittedAt.toISOString(),
  updatedAt: report.updatedAt.toISOString(),
  visibility: report.visibility,
  mine: isReporter(actor, report),
  can: abilities(actor, report, now),
  facts: presentFacts(report, concerned),
  followers: report.followers,
  seconds: report.seconds,
});

const EXCERPT = 60;

/** A report in a list. */
export const presentCard = (report: ReportRecord, viewer: Viewer, distanceM?: number): ReportCardView => {
  const [photo] = report.photos;
  // assigned, not spread: adding to a spread object of this size costs more than all the rest of a card
  const card: ReportCardView = Object.assign(common(report, viewer, isConcerned(report, viewer.actor)), {
    excerpt: Array.from(report.description).slice(0, EXCERPT).join(''),
    photo: photo ? presentPhoto(viewer.mediaKey, photo) : null,
    photoCount: report.photos.length,
  });
  if (distanceM !== undefined) card.distanceM = Math.round(distanceM);
  return card;
};

const titleOf = ({ move }: Pick<Entry, 'move'>): string =>
  move === 'submit' ? '已提交' : move === 'rate' ? '已评价' : moveRow(move).title;

const reasonText = (reason: string | null): string | null => (reason === null ? null : (REASONS[reason] ?? reason));
const REASONS: Readonly<Record<string, string>> = { ...REJECT_REASONS, ...SUSPEND_REASONS, ...CALLBACK_RESULTS };
const isInternal = ({ move }: Pick<Entry, 'move'>) => move !== 'submit' && move !== 'rate' && moveRow(move).internal;

const presentEntry = (entry: Entry, { mediaKey, now }: Viewer) => ({
  id: String(entry._id),
  at: entry.at.toISOString(),
  move: entry.move,
  title: titleOf(entry),
  state: entry.to,
  by: { role: entry.role, label: entry.label },
  to: entry.party && partyLabel(entry.party, now),
  reason: reasonText(entry.reason),
  // the reporter's own words are the description, shown above the timeline
  text: entry.text,
  photos: entry.photos.map((photo) => presentPhoto(mediaKey, photo)),
  internal: isInternal(entry),
});

/** Contact of the reporter, already masked; null where the viewer may not have it. */
export type Contact = ReportView['reporter'];

/** Whether the person asking follows or seconds it. */
export interface Bond {
  following: boolean;
  seconded: boolean;
}
const NO_BOND: Bond = { following: false, seconded: false };

/** A report in full. */
export const presentReport = (
  report: ReportRecord,
  viewer: Viewer,
  reporter: Contact,
  bond: Bond = NO_BOND,
): ReportView => {
  const condition = catalogue
    .current()
    .byId.get(report.category)
    ?.conditions.find((c) => c.id === report.condition);
  const resolved = report.history.findLast((entry) => entry.move === 'resolve');
  const staff = canHandle(viewer.actor, report);
  const concerned = staff || isReporter(viewer.actor, report);
  const timeline = report.history
    .filter((entry) => staff || !isInternal(entry))
    .map((entry) => presentEntry(entry, viewer));
  return Object.assign(common(report, viewer, concerned), {
    description: report.description,
    condition: condition ? { id: condition.id, name: condition.name } : null,
    photos: report.photos.map((photo) => presentPhoto(viewer.mediaKey, photo)),
    divisions: report.divisions,
    promise: presentPromise(report, report.limits),
    timeline,
    result: resolved
      ? {
          text: resolved.text,
          photos: resolved.photos.map((photo) => presentPhoto(viewer.mediaKey, photo)),
          at: resolved.at.toISOString(),
        }
      : null,
    rating: report.rating && {
      score: report.rating.score,
      scoreText: SCORES[report.rating.score as Score],
      reasons: report.rating.reasons.map((reason) => RATING_REASONS[reason as RatingReason] ?? reason),
      text: report.rating.text,
      at: report.rating.at.toISOString(),
    },
    source: report.source,
    anonymous: report.anonymous,
    reporter,
    // the way it was routed tells how far from which street it lies
    why: report.coarse && !concerned ? [] : report.why,
    following: bond.following,
    seconded: bond.seconded,
  });
};
