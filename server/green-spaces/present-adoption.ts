// The only way out for adoptions and certificates. Names and phones are masked here.
import type { Reply } from '../../shared/endpoint';
import type { AdoptionCardView, AdoptionView } from '../../shared/green-spaces/adoption-views';
import { careCalendar, hoursOf, streakNow } from '../../shared/green-spaces/care';
import type { verifyCertificate } from '../../shared/green-spaces/honours-contract';
import {
  ADOPTION_PERSON_MOVES,
  ADOPTION_REJECT_REASONS,
  adoptionMoveRow,
  canMoveAdoption,
  WITHDRAW_REASONS,
} from '../../shared/green-spaces/moves';
import { badgeFor } from '../../shared/green-spaces/settings';
import { ADOPTION_STATES, LIVING_STATES, SUBJECTS } from '../../shared/green-spaces/states';
import { MODERATION_REASONS } from '../../shared/reports/moves';
import { maskName, maskPhone } from '../../shared/words';
import { dayOf } from '../../shared/workdays';
import { unseal } from '../core/sealed';
import { presentPhoto } from '../media';
import type { AdoptionEntry, AdoptionRecord, AdoptionStep } from './adoption-model';
import type { PlotRecord } from './plot-model';
import { adoptionRelations } from './policy';
import { dueOf, presentDue } from './present-care';
import { presentTask } from './present-plot';
import { greenSpaceSettings } from './settings';
import { type GreenViewer, iso, place, shownPlaque, unitName } from './viewer';

const relationOf = (viewer: GreenViewer, adoption: AdoptionRecord) => {
  const relations = adoptionRelations(viewer.actor, adoption);
  return relations.has('adopter')
    ? ('adopter' as const)
    : relations.has('family')
      ? ('family' as const)
      : ('unit' as const);
};

export const presentAdoptionCard = (
  adoption: AdoptionRecord,
  viewer: GreenViewer,
  plot: PlotRecord | undefined,
  position: number | null,
): AdoptionCardView => {
  const today = dayOf(viewer.now.getTime());
  const { care, facts } = adoption;
  const [photo] = plot?.photos ?? [];
  return {
    id: String(adoption._id),
    plot: {
      code: adoption.plot,
      name: plot?.name ?? adoption.plotName,
      kind: plot?.kind ?? 'green',
      address: plot?.address ?? '',
      location: place(plot?.location ?? { lng: 0, lat: 0 }),
      photo: photo ? presentPhoto(viewer.mediaKey, photo) : null,
    },
    subject: adoption.subject,
    mode: adoption.mode,
    years: adoption.years,
    plaque: adoption.plaque,
    onWall: adoption.onWall,
    state: adoption.state,
    label: facts.noticeUntil && LIVING_STATES.includes(adoption.state) ? '已提出交还' : ADOPTION_STATES[adoption.state],
    version: adoption.version,
    appliedAt: adoption.appliedAt.toISOString(),
    startAt: iso(adoption.startAt),
    endAt: iso(adoption.endAt),
    endedAt: iso(adoption.endedAt),
    position,
    relation: relationOf(viewer, adoption),
    care: {
      visits: care.visits,
      atPlace: care.atPlace,
      hours: hoursOf(care.minutes),
      streak: streakNow(care, today),
      bestStreak: care.bestStreak,
      lastAt: iso(adoption.lastCareAt),
    },
    badge: badgeFor(care.visits, greenSpaceSettings.current()),
    due: dueOf(adoption).map((due) => presentDue(due, today)),
    facts: {
      neglectReminders: facts.neglectReminders,
      renewals: facts.renewals,
      noticeUntil: iso(facts.noticeUntil),
      appeal: facts.appeal,
    },
  };
};

const REASONS: Readonly<Record<string, string>> = {
  ...WITHDRAW_REASONS,
  ...ADOPTION_REJECT_REASONS,
  ...MODERATION_REASONS,
};
const STEP_TITLES = {
  apply: '提交申请',
  join: '家人加入',
  leave: '家人退出',
  'content-hide': '部分内容不再公开',
  'content-restore': '隐藏的内容已恢复公开',
} as const;
const isOutsideTable = (move: AdoptionStep): move is keyof typeof STEP_TITLES => move in STEP_TITLES;
const titleOf = ({ move }: AdoptionEntry) => (isOutsideTable(move) ? STEP_TITLES[move] : adoptionMoveRow(move).title);

const CALENDAR_DAYS = 35;
export interface AdoptionSurroundings {
  plot: PlotRecord | undefined;
  position: number | null;
  caredOn: string[];
  predecessor: AdoptionRecord | null;
}

export const presentAdoption = (
  adoption: AdoptionRecord,
  viewer: GreenViewer,
  { plot, position, caredOn, predecessor }: AdoptionSurroundings,
): AdoptionView => {
  const { actor, now, fieldKeys, mediaKey } = viewer;
  const relations = adoptionRelations(actor, adoption);
  const settings = greenSpaceSettings.current();
  const particulars = {
    facts: adoption.facts,
    endedAt: adoption.endedAt,
    appealDays: settings.appealDays,
    now,
  };
  const can = Object.fromEntries(
    ADOPTION_PERSON_MOVES.map((name) => [name, canMoveAdoption(name, adoption.state, relations, particulars)]),
  ) as AdoptionView['can'];
  const today = dayOf(now.getTime());
  const living = LIVING_STATES.includes(adoption.state);
  const confidential = relations.has('adopter') || relations.has('unit');
  const cares = relations.has('adopter') || relations.has('family');
  const handOver = predecessor?.history.find(({ move }) => move === 'hand-over');
  return {
    ...presentAdoptionCard(adoption, viewer, plot, position),
    tasks: adoption.tasks.map((row) => presentTask(row, now)),
    calendar:
      living && adoption.mode === 'labour' && adoption.startAt
        ? careCalendar(
            adoption.tasks,
            adoption.lastDone,
            dayOf(adoption.startAt.getTime()),
            today,
            today + CALENDAR_DAYS,
          ).map((due) => presentDue(due, today))
        : [],
    caredOn,
    terms: { noticeDays: settings.noticeDays, priorityDays: settings.priorityDays },
    agreement: { version: adoption.agreement.version, acceptedAt: adoption.agreement.acceptedAt.toISOString() },
    contact: confidential
      ? {
          name: maskName(unseal(fieldKeys, adoption.contact.name)),
          phone: maskPhone(unseal(fieldKeys, adoption.contact.phone)),
        }
      : null,
    organisation:
      confidential && adoption.organisation
        ? {
            name: unseal(fieldKeys, adoption.organisation.name),
            creditCode: maskCode(unseal(fieldKeys, adoption.organisation.creditCode)),
          }
        : null,
    members: adoption.members.map(({ _id, person, name }) => ({
      id: String(_id),
      name: maskName(unseal(fieldKeys, name)),
      me: String(person) === actor?.personId,
    })),
    certificate: adoption.certificate && {
      number: adoption.certificate.number,
      issuedAt: adoption.certificate.at.toISOString(),
    },
    handedOver: handOver
      ? {
          text: handOver.text,
          photos: handOver.photos.map((photo) => presentPhoto(mediaKey, photo)),
          at: handOver.at.toISOString(),
          visits: predecessor?.care.visits ?? 0,
        }
      : null,
    plaqueFlagged: relations.has('unit') && adoption.plaqueFlagged,
    note: confidential ? adoption.note : '',
    timeline: adoption.history.map((entry) => ({
      id: String(entry._id),
      at: entry.at.toISOString(),
      move: entry.move,
      title: titleOf(entry),
      state: entry.to,
      by: entry.label,
      reason: entry.reason === null ? null : (REASONS[entry.reason] ?? entry.reason),
      text: entry.text,
      photos: entry.photos.map((photo) => presentPhoto(mediaKey, photo)),
    })),
    can: {
      ...can,
      logCare: cares && living,
      invite: relations.has('adopter') && adoption.subject === 'family' && adoption.open,
      certificate: adoption.certificate !== null && confidential,
    },
  };
};
/** 9135**********0Y43 */
const maskCode = (code: string) => `${code.slice(0, 4)}**********${code.slice(-4)}`;

/** What a certificate says to whoever knows its number. */
export const presentCertificate = (
  adoption: AdoptionRecord,
  plot: PlotRecord | null,
): Reply<typeof verifyCertificate> => {
  const number = adoption.certificate?.number ?? '';
  const file = `/api/v1/adoption-certificates/${number}`;
  return {
    number,
    plaque: shownPlaque(adoption),
    subject: SUBJECTS[adoption.subject],
    plot: { code: adoption.plot, name: plot?.name ?? adoption.plotName, address: plot?.address ?? '' },
    unit: unitName(adoption.unit),
    from: (adoption.startAt ?? adoption.appliedAt).toISOString(),
    to: (adoption.endAt ?? adoption.appliedAt).toISOString(),
    issuedAt: (adoption.certificate?.at ?? adoption.appliedAt).toISOString(),
    inForce: LIVING_STATES.includes(adoption.state),
    visits: adoption.care.visits,
    files: { picture: `${file}/picture.png`, certificate: `${file}/certificate.pdf`, plaque: `${file}/plaque.pdf` },
  };
};
