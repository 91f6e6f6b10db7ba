// The only way out: contacts and names are masked here, photo links signed here.

import { KINDS } from '../../shared/activities/kinds';
import { type ACTIVITY_MOVES, canMoveActivity, STATE_WORDS, shownState } from '../../shared/activities/states';
import type {
  ActivityCardView,
  ActivitySummaryView,
  ActivityView,
  ShiftView,
  SignUpView,
} from '../../shared/activities/views';
import { haversine, type LngLat } from '../../shared/geo';
import type { Actor } from '../../shared/people/actor';
import { hoursFor, minutesOf } from '../../shared/volunteers/hours';
import { beforeText, maskName, momentText } from '../../shared/words';
import { unseal } from '../core/sealed';
import { presentPhoto } from '../media';
import { canOrganise } from './policy';
import type { ActivityRecord, ShiftRecord, SignUpRecord } from './record';

export interface Viewer {
  readonly actor: Actor | null;
  readonly now: Date;
  readonly mediaKey: Uint8Array;
  readonly fieldKeys: readonly Uint8Array[];
  /** what the actor organises with */
  readonly organises: readonly string[];
}

const HOUR = 3_600_000;
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
export const storedPlace = ({ lng, lat }: ActivityRecord['location']) => ({ lng, lat, datum: 'wgs84' as const });

type SeatFacts = Pick<ShiftRecord, 'free' | 'capacity' | 'queued'>;

export const presentShift = (
  shift: Omit<ShiftRecord, 'seats' | 'waiting' | 'promoted'>,
  kind: ActivityRecord['kind'],
): ShiftView => ({
  id: String(shift._id),
  key: shift.key,
  name: shift.name,
  from: shift.from.toISOString(),
  to: shift.to.toISOString(),
  capacity: shift.capacity,
  free: Math.max(0, shift.free),
  waiting: shift.queued,
  minAge: shift.minAge,
  skills: shift.skills,
  hours: KINDS[kind].counts ? hoursFor(minutesOf(shift)) : 0,
});

/** Of several sign-ups the one that matters most on a card: there, in, waiting, over. */
const ORDER = [
  'present',
  'confirmed',
  'waiting',
  'left',
  'credited',
  'absent',
  'excused',
  'asked',
  'dropped',
  'expired',
  'cancelled',
];
const foremost = (rows: readonly SignUpRecord[]) =>
  [...rows].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))[0];

export interface CardParts {
  shifts: readonly SeatFacts[];
  mine: readonly SignUpRecord[];
  /** place in the queue by sign-up */
  places: ReadonlyMap<string, number>;
  centre?: LngLat | undefined;
  recommended?: boolean;
}

export const presentCard = (
  activity: ActivityRecord,
  parts: CardParts,
  { mediaKey }: Pick<Viewer, 'mediaKey'>,
): ActivityCardView => {
  const free = sum(parts.shifts.map((shift) => Math.max(0, shift.free)));
  const state = shownState(activity.state, free);
  const mine = foremost(parts.mine);
  const [photo] = activity.photos;
  const { lng, lat } = activity.location;
  return {
    id: String(activity._id),
    title: activity.title,
    kind: activity.kind,
    kindName: KINDS[activity.kind].name,
    state,
    stateName: STATE_WORDS[state].name,
    place: activity.place,
    location: storedPlace(activity.location),
    startsAt: activity.startsAt.toISOString(),
    endsAt: activity.endsAt.toISOString(),
    free,
    capacity: sum(parts.shifts.map(({ capacity }) => capacity)),
    audience: activity.audience,
    organiser: activity.organiserName,
    area: activity.area,
    photo: photo ? presentPhoto(mediaKey, photo) : null,
    distanceM: parts.centre ? Math.round(haversine(parts.centre, [lng, lat])) : null,
    recommended: parts.recommended ?? false,
    mine: mine?.state ?? null,
    ahead: mine?.state === 'waiting' ? (parts.places.get(String(mine._id)) ?? null) : null,
  };
};

export const presentSummary = (
  { _id, title, kind, organiserName, place, startsAt, summary }: ActivityRecord,
  mediaKey: Uint8Array,
): ActivitySummaryView | undefined =>
  summary
    ? {
        id: String(_id),
        title,
        kind,
        kindName: KINDS[kind].name,
        organiser: organiserName,
        place,
        startsAt: startsAt.toISOString(),
        text: summary.text,
        photos: summary.photos.map((photo) => presentPhoto(mediaKey, photo)),
        at: summary.at.toISOString(),
      }
    : undefined;

/** Why nobody can sign up now, as a sentence; null when one can. */
export const whyNot = (activity: ActivityRecord, now: Date): string | null => {
  if (activity.state === 'cancelled') return '活动已取消';
  if (activity.state === 'running') return '活动正在进行';
  if (activity.state !== 'published') return activity.state === 'draft' ? '还没发布' : '活动已结束';
  if (now < activity.signUpFrom) return `${momentText(activity.signUpFrom, now)} 开始报名`;
  return now > activity.signUpUntil ? '报名已截止' : null;
};

export interface ActivityParts extends CardParts {
  shifts: readonly ShiftRecord[];
  mySignUps: readonly SignUpView[];
  others: readonly Pick<ActivityRecord, '_id' | 'version' | 'startsAt' | 'state'>[];
  rating: { count: number; average: number | null };
}

export const presentActivity = (activity: ActivityRecord, parts: ActivityParts, viewer: Viewer): ActivityView => {
  const { actor, now, mediaKey, fieldKeys, organises } = viewer;
  const contact = JSON.parse(unseal(fieldKeys, activity.contact)) as { name: string; phone: string };
  const organise = canOrganise(actor, activity, organises);
  const may = (move: keyof typeof ACTIVITY_MOVES) => organise && canMoveActivity(move, activity.state, 'organiser');
  const photo = (one: ActivityRecord['photos'][number]) => presentPhoto(mediaKey, one);
  const reason = whyNot(activity, now);
  return {
    ...presentCard(activity, parts, viewer),
    version: activity.version,
    about: activity.about,
    bring: activity.bring,
    risks: activity.risks,
    insurance: activity.insurance,
    photos: activity.photos.map(photo),
    radiusM: activity.radiusM,
    // who is to be called is known by the office, the person by the first character
    contact: {
      key: activity.organiser,
      name: activity.organiserName,
      contact: organise ? contact.name : maskName(contact.name),
      phone: contact.phone,
    },
    signUpFrom: activity.signUpFrom.toISOString(),
    signUpUntil: activity.signUpUntil.toISOString(),
    cancelUntil: new Date(activity.startsAt.getTime() - activity.cancelHours * HOUR).toISOString(),
    cancelHours: activity.cancelHours,
    shifts: parts.shifts.map((shift) => presentShift(shift, activity.kind)),
    mySignUps: [...parts.mySignUps],
    series: activity.series
      ? {
          id: activity.series,
          others: parts.others.map(({ _id, version, startsAt, state }) => ({
            id: String(_id),
            version,
            startsAt: startsAt.toISOString(),
            state,
            stateName: STATE_WORDS[state].name,
          })),
        }
      : null,
    cancelledBecause: activity.cancelledBecause,
    summary: activity.summary && {
      text: activity.summary.text,
      thanks: activity.summary.thanks,
      photos: activity.summary.photos.map(photo),
      at: activity.summary.at.toISOString(),
    },
    rating: parts.rating,
    calendarUrl: `/api/v1/activities/${activity._id}/calendar.ics`,
    shareUrl: `/api/v1/activities/${activity._id}/share.png`,
    can: {
      signUp: reason === null,
      whyNot:
        reason ??
        (parts.mine.some(({ state }) => state === 'confirmed')
          ? `已报名，${beforeText(new Date(activity.startsAt.getTime() - activity.cancelHours * HOUR), now)}可取消`
          : null),
      organise,
      revise: may('revise'),
      publish: may('publish'),
      cancel: may('cancel'),
      settle: may('settle'),
      summarise: may('summarise'),
    },
  };
};
