// Presenters are the only way out: names and phones are masked here, photo links are signed here.
import { limitText } from '../../shared/clocks';
import type { Actor } from '../../shared/people/actor';
import type { ReportCardView, ReportView } from '../../shared/reports/contract';
import {
  CALLBACK_RESULTS,
  MODERATION_REASONS,
  moveRow,
  REFERRAL_BODIES,
  REFERRAL_RESULTS,
  REJECT_REASONS,
  SUSPEND_REASONS,
} from '../../shared/reports/moves';
import { RATING_REASONS, type RatingReason, SCORES, type Score } from '../../shared/reports/rating';
import { type State, stateLabel } from '../../shared/reports/states';
import { downToCommunity, dutyPhoneOf, type Party, partyLabel } from '../areas';
import { presentPhoto } from '../media';
import { catalogue } from './catalogue';
import { type Glasses, glassesFor } from './content';
import { clockView, type Limits } from './deadlines';
import { beginningOf, presentJoined } from './joined';
import type { Entry, ReportRecord } from './model';
import { abilities, canHandle, canModerate, cooperates, isReporter } from './policy';
import { presentTasks } from './present-tasks';

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

/** No time runs. */
const STILL: readonly State[] = ['suspended', 'merged'];
/** Nobody answers for these any more. */
const RELEASED: readonly State[] = ['rejected', 'merged', 'withdrawn'];

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

const presentFacts = (report: ReportRecord, concerned: boolean, staff: boolean) => {
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
    jointOpen: facts.jointOpen,
    supervision: facts.supervision && {
      state: facts.supervision.state,
      dueAt: facts.supervision.dueAt.toISOString(),
      by: facts.supervision.label,
    },
    referral: facts.referral && {
      to: REFERRAL_BODIES[facts.referral.to],
      state: facts.referral.state,
      sentAt: facts.referral.sentAt.toISOString(),
      documents: staff ? facts.referral.documents : null,
    },
    duplicates: facts.duplicates,
    overdue: report.overdue,
    escalatedTo: report.escalatedLabel,
  };
};

/** The reporter and staff concerned see the exact place and what is being decided. */
const isConcerned = (report: ReportRecord, actor: Actor | null) =>
  isReporter(actor, report) || canHandle(actor, report) || cooperates(actor, report);

const placeFor = (report: ReportRecord, concerned: boolean) => {
  const shown = concerned ? report : { address: report.publicAddress, location: report.publicLocation };
  return {
    address: shown.address,
    location: { lng: shown.location.lng, lat: shown.location.lat, datum: 'wgs84' as const },
    coarse: report.coarse && !concerned,
  };
};

const common = (report: ReportRecord, { actor, now }: Viewer, concerned: boolean, glasses: Glasses) => ({
  number: report.number,
  status: report.state,
  statusLabel: stateLabel(report.state, report.party.kind),
  version: report.version,
  category: categoryRef(report.category),
  ...placeFor(report, concerned),
  street: report.street,
  responsible: RELEASED.includes(report.state) ? null : presentParty(report.party, now),
  clock: STILL.includes(report.state) ? null : clockView(report.clock, now),
  submittedAt: report.submittedAt.toISOString(),
  updatedAt: report.updatedAt.toISOString(),
  visibility: report.visibility,
  mine: isReporter(actor, report),
  can: abilities(actor, report, now),
  facts: presentFacts(report, concerned, canHandle(actor, report)),
  followers: report.followers,
  seconds: report.seconds,
  mergedInto: report.merged?.number ?? null,
  myTask: presentTasks(report, actor, now, glasses).find(({ mine }) => mine) ?? null,
  moderation: canModerate(actor, report)
    ? {
        text: report.moderation.text,
        photo: report.moderation.photo,
        flags: report.moderation.flags,
        hidden: report.moderation.hidden,
      }
    : null,
});

const EXCERPT = 60;

/** A report in a list. */
export const presentCard = (report: ReportRecord, viewer: Viewer, distanceM?: number): ReportCardView => {
  const concerned = isConcerned(report, viewer.actor);
  const glasses = glassesFor(report, concerned);
  const photos = glasses.photos(report.photos);
  const [photo] = photos;
  // assigned, not spread: adding to a spread object of this size costs more than all the rest of a card
  const card: ReportCardView = Object.assign(common(report, viewer, concerned, glasses), {
    excerpt: Array.from(glasses.description(report.description)).slice(0, EXCERPT).join(''),
    photo: photo ? presentPhoto(viewer.mediaKey, photo) : null,
    photoCount: photos.length,
  });
  if (distanceM !== undefined) card.distanceM = Math.round(distanceM);
  return card;
};

/** Heading of a step on the timeline. */
export const titleOf = ({ move }: Pick<Entry, 'move'>): string =>
  move === 'submit' ? '已提交' : move === 'rate' ? '已评价' : moveRow(move).title;

const reasonText = (reason: string | null): string | null => (reason === null ? null : (REASONS[reason] ?? reason));
const REASONS: Readonly<Record<string, string>> = {
  ...REJECT_REASONS,
  ...SUSPEND_REASONS,
  ...CALLBACK_RESULTS,
  ...REFERRAL_BODIES,
  ...REFERRAL_RESULTS,
  ...MODERATION_REASONS,
};
const isInternal = ({ move }: Pick<Entry, 'move'>) => move !== 'submit' && move !== 'rate' && moveRow(move).internal;

const isSealed = ({ move }: Pick<Entry, 'move'>) => move !== 'submit' && move !== 'rate' && moveRow(move).sealed;

const presentEntry = (entry: Entry, { mediaKey, now }: Viewer, staff: boolean, glasses: Glasses) => ({
  id: String(entry._id),
  at: entry.at.toISOString(),
  move: entry.move,
  title: titleOf(entry),
  state: entry.to,
  by: { role: entry.role, label: entry.label },
  to: entry.party && partyLabel(entry.party, now),
  reason: reasonText(entry.reason),
  // the reporter's own words are the description, shown above the timeline
  text: isSealed(entry) && !staff ? '' : glasses.entry(entry._id, entry.text),
  photos: (isSealed(entry) && !staff ? [] : glasses.entryPhotos(entry.photos)).map((photo) =>
    presentPhoto(mediaKey, photo),
  ),
  internal: isInternal(entry),
  of: null,
});

/** Contact of the reporter, already masked; null where the viewer may not have it. */
export type Contact = ReportView['reporter'];

/** Whether the person asking follows or seconds it. */
export interface Bond {
  following: boolean;
  seconded: boolean;
}
const NO_BOND: Bond = { following: false, seconded: false };

/** Reports merged into it, and the number it was asked by when that is one of theirs. */
export interface Merged {
  joined: readonly ReportRecord[];
  askedAs: string | null;
}
const NOTHING_MERGED: Merged = { joined: [], askedAs: null };

/** A report in full. */
export const presentReport = (
  report: ReportRecord,
  viewer: Viewer,
  reporter: Contact,
  bond: Bond = NO_BOND,
  { joined, askedAs }: Merged = NOTHING_MERGED,
): ReportView => {
  const condition = catalogue
    .current()
    .byId.get(report.category)
    ?.conditions.find((c) => c.id === report.condition);
  const resolved = report.history.findLast((entry) => entry.move === 'resolve');
  const staff = canHandle(viewer.actor, report);
  const concerned = isConcerned(report, viewer.actor);
  const glasses = glassesFor(report, concerned);
  const timeline = report.history
    .filter((entry) => staff || !isInternal(entry))
    .map((entry) => presentEntry(entry, viewer, staff, glasses));
  const beginnings = joined.flatMap((other) => beginningOf(other, viewer, staff) ?? []);
  const rated = report.history.findLast((entry) => entry.move === 'rate');
  return Object.assign(common(report, viewer, concerned, glasses), {
    description: glasses.description(report.description),
    condition: condition ? { id: condition.id, name: condition.name } : null,
    photos: glasses.photos(report.photos).map((photo) => presentPhoto(viewer.mediaKey, photo)),
    divisions: report.coarse && !concerned ? downToCommunity(report.divisions) : report.divisions,
    promise: presentPromise(report, report.limits),
    // one timeline: what others saw stands where it happened
    timeline: beginnings.length === 0 ? timeline : [...timeline, ...beginnings].sort(byTime),
    result: resolved
      ? {
          text: glasses.entry(resolved._id, resolved.text),
          photos: glasses.entryPhotos(resolved.photos).map((photo) => presentPhoto(viewer.mediaKey, photo)),
          at: resolved.at.toISOString(),
        }
      : null,
    rating: report.rating && {
      score: report.rating.score,
      scoreText: SCORES[report.rating.score as Score],
      reasons: report.rating.reasons.map((reason) => RATING_REASONS[reason as RatingReason] ?? reason),
      text: rated ? glasses.entry(rated._id, report.rating.text) : report.rating.text,
      at: report.rating.at.toISOString(),
    },
    source: report.source,
    anonymous: report.anonymous,
    reporter,
    // the way it was routed tells how far from which street it lies
    why: report.coarse && !concerned ? [] : report.why,
    following: bond.following,
    seconded: bond.seconded,
    joint: presentTasks(report, viewer.actor, viewer.now, glasses),
    askedAs,
    joined: staff ? joined.map(presentJoined) : [],
  });
};
/** Of one moment: in the order they were written. */
const byTime = (a: { at: string; id: string }, b: { at: string; id: string }) => {
  const [one, other] = a.at === b.at ? [a.id, b.id] : [a.at, b.at];
  return one < other ? -1 : one > other ? 1 : 0;
};
