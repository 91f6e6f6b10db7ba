// The only way out. Names and phones are masked here; the words on a plaque are public only by consent.
import type { Reply } from '../../shared/endpoint';
import type { AdoptionCardView, AdoptionView } from '../../shared/green-spaces/adoption-views';
import {
  CARE_TASKS,
  careCalendar,
  type DueTask,
  dueTasks,
  hoursOf,
  type PlotTask,
  rhythmNow,
  rhythmText,
  seasonOf,
  streakNow,
  visitsPerWeek,
} from '../../shared/green-spaces/care';
import type { CareLogView } from '../../shared/green-spaces/care-contract';
import { REMOTE_REASONS, type RemoteReason } from '../../shared/green-spaces/care-contract';
import type { verifyCertificate } from '../../shared/green-spaces/honours-contract';
import {
  ADOPTION_PERSON_MOVES,
  ADOPTION_REJECT_REASONS,
  adoptionMoveRow,
  canMoveAdoption,
  WITHDRAW_REASONS,
} from '../../shared/green-spaces/moves';
import type { PlotCardView, PlotView } from '../../shared/green-spaces/plot-contract';
import { badgeFor } from '../../shared/green-spaces/settings';
import { ADOPTION_STATES, LIVING_STATES, PLOT_KINDS, SUBJECTS } from '../../shared/green-spaces/states';
import type { Actor } from '../../shared/people/actor';
import { maskName, maskPhone } from '../../shared/words';
import { dateOfDay, dayOf } from '../../shared/workdays';
import { directory } from '../areas';
import { unseal } from '../core/sealed';
import { presentPhoto } from '../media';
import type { AdoptionEntry, AdoptionRecord, CareLogRecord } from './adoption-model';
import type { PlotRecord } from './plot-model';
import { adoptionRelations, canEditPlot } from './policy';
import { greenSpaceSettings } from './settings';

export interface GreenViewer {
  readonly actor: Actor | null;
  readonly now: Date;
  readonly mediaKey: Uint8Array;
  readonly fieldKeys: readonly Uint8Array[];
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
const place = ({ lng, lat }: { lng: number; lat: number }) => ({ lng, lat, datum: 'wgs84' as const });
const unitName = (id: string) => directory.current().departments.get(id)?.name ?? '管理单位';
const unitPhone = (id: string) => directory.current().departments.get(id)?.dutyPhone ?? null;

const availabilityOf = (plot: PlotRecord, mine: boolean): PlotCardView['availability'] =>
  mine ? 'mine' : plot.state !== 'open' ? plot.state : plot.free ? 'free' : 'taken';
const AVAILABILITY = {
  free: '等人认养',
  mine: '您在认养',
  taken: '已认养',
  paused: '暂停认养',
  retired: '不再认养',
} as const;

export const presentPlotCard = (
  plot: PlotRecord,
  viewer: GreenViewer,
  distanceM: number | null,
  mine: AdoptionRecord | undefined,
): PlotCardView => {
  const availability = availabilityOf(plot, mine !== undefined && LIVING_STATES.includes(mine.state));
  const [first] = plot.photos;
  return {
    code: plot._id,
    name: plot.name,
    kind: plot.kind,
    kindName: PLOT_KINDS[plot.kind],
    size: plot.areaM2 !== null ? { value: plot.areaM2, unit: 'm²' } : { value: plot.trees ?? 0, unit: '株' },
    location: place(plot.location),
    address: plot.address,
    photo: first ? presentPhoto(viewer.mediaKey, first) : null,
    state: plot.state,
    label: AVAILABILITY[availability],
    availability,
    capacity: plot.capacity,
    taken: plot.taken,
    waiting: plot.waiting,
    modes: plot.modes,
    automatic: plot.automatic,
    visitsPerWeek: visitsPerWeek(plot.tasks, seasonOf(dayOf(viewer.now.getTime()))),
    distanceM,
  };
};

const presentTask = (row: PlotTask, now: Date) => ({
  task: row.task,
  name: CARE_TASKS[row.task].name,
  icon: CARE_TASKS[row.task].icon,
  rhythm: rhythmText(row),
  now: rhythmNow(row, seasonOf(dayOf(now.getTime()))),
  note: row.note,
  everyVisit: row.everyVisit,
});

export const presentPlot = (
  plot: PlotRecord,
  viewer: GreenViewer,
  holders: readonly AdoptionRecord[],
  mine: AdoptionRecord | undefined,
): PlotView => {
  const settings = greenSpaceSettings.current();
  const living = holders.filter(({ state }) => LIVING_STATES.includes(state));
  const named = living.filter(({ onWall, plaqueFlagged }) => onWall && !plaqueFlagged);
  return {
    ...presentPlotCard(plot, viewer, null, mine),
    plants: plot.plants,
    // as checked when it was saved
    shape: plot.shape as PlotView['shape'],
    photos: plot.photos.map((photo) => presentPhoto(viewer.mediaKey, photo)),
    tasks: plot.tasks.map((row) => presentTask(row, viewer.now)),
    careNote: plot.careNote,
    unit: { id: plot.unit, name: unitName(plot.unit), phone: unitPhone(plot.unit) },
    adopters: named.map(({ plaque, startAt, care, appliedAt }) => ({
      plaque,
      since: (startAt ?? appliedAt).toISOString(),
      visits: care.visits,
      badge: badgeFor(care.visits, settings).name,
    })),
    unnamed: living.length - named.length,
    care: { visits: plot.visits, lastAt: iso(plot.lastCareAt) },
    neglectDays: plot.neglectDays ?? settings.neglectDays[0],
    mine: mine ? { id: String(mine._id), state: mine.state, label: ADOPTION_STATES[mine.state] } : null,
    can: {
      apply: viewer.actor !== null && mine === undefined && plot.state === 'open',
      logCare: mine !== undefined && LIVING_STATES.includes(mine.state),
      edit: canEditPlot(viewer.actor, plot),
    },
  };
};

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const dueWords = (day: number, today: number) => {
  if (day < today) return `晚了 ${today - day} 天`;
  if (day === today) return '今天该做';
  if (day === today + 1) return '明天该做';
  // 1970-01-01 was a Thursday
  return day < today + 7
    ? `周${WEEKDAYS[(day + 4) % 7]}该做`
    : `${Number(dateOfDay(day).slice(5, 7))}月${Number(dateOfDay(day).slice(8))}日该做`;
};
const presentDue = ({ task, day }: DueTask, today: number) => ({
  task,
  name: CARE_TASKS[task].name,
  icon: CARE_TASKS[task].icon,
  date: dateOfDay(day),
  text: dueWords(day, today),
  overdue: day < today,
});

/** What is due on an adoption that lives by labour; nothing else is. */
const dueOf = (adoption: AdoptionRecord): readonly DueTask[] =>
  LIVING_STATES.includes(adoption.state) && adoption.mode === 'labour' && adoption.startAt
    ? dueTasks(adoption.tasks, adoption.lastDone, dayOf(adoption.startAt.getTime()))
    : [];

/** The soonest thing somebody has to do today or should have done, over their adoptions. */
export const dueToday = (adoptions: readonly AdoptionRecord[], now: Date) => {
  const today = dayOf(now.getTime());
  const [first] = adoptions
    .flatMap((adoption) => dueOf(adoption).map((due) => ({ adoption, due })))
    .filter(({ due }) => due.day <= today)
    .sort((a, b) => a.due.day - b.due.day);
  if (!first) return null;
  const { name, icon, text } = presentDue(first.due, today);
  return { adoption: String(first.adoption._id), plot: first.adoption.plotName, task: name, icon, text };
};

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

const REASONS: Readonly<Record<string, string>> = { ...WITHDRAW_REASONS, ...ADOPTION_REJECT_REASONS };
const STEP_TITLES = { apply: '提交申请', join: '家人加入', leave: '家人退出' } as const;
const titleOf = ({ move }: AdoptionEntry) =>
  move === 'apply' || move === 'join' || move === 'leave' ? STEP_TITLES[move] : adoptionMoveRow(move).title;

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
  const particulars = {
    facts: adoption.facts,
    endedAt: adoption.endedAt,
    appealDays: greenSpaceSettings.current().appealDays,
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

/** A log as its family and the unit read it; `public`: without words and names. */
export const presentCareLog = (
  log: CareLogRecord,
  viewer: GreenViewer,
  adoption: Pick<AdoptionRecord, 'adopter' | 'members'> | null,
): CareLogView => {
  const member = adoption?.members.find(({ person }) => person.equals(log.person));
  return {
    id: String(log._id),
    at: log.at.toISOString(),
    tasks: log.tasks.map((task) => ({ task, name: CARE_TASKS[task].name })),
    minutes: log.minutes,
    photos: log.photos.map((photo) => presentPhoto(viewer.mediaKey, photo)),
    note: adoption ? log.note : '',
    atPlace: log.atPlace,
    remote: log.remote === null ? null : REMOTE_REASONS[log.remote as RemoteReason],
    by: member ? `家人 ${maskName(unseal(viewer.fieldKeys, member.name))}` : '认养人',
  };
};

/** What a certificate says to whoever knows its number. */
export const presentCertificate = (
  adoption: AdoptionRecord,
  plot: PlotRecord | null,
): Reply<typeof verifyCertificate> => {
  const number = adoption.certificate?.number ?? '';
  const file = `/api/v1/adoption-certificates/${number}`;
  return {
    number,
    plaque: adoption.plaque,
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
export { unitName };
