// The only way out for plots: the words on a plaque are public only by consent.
import {
  CARE_TASKS,
  type PlotTask,
  rhythmNow,
  rhythmText,
  seasonOf,
  visitsPerWeek,
} from '../../shared/green-spaces/care';
import type { PlotCardView, PlotView } from '../../shared/green-spaces/plot-contract';
import { badgeFor } from '../../shared/green-spaces/settings';
import { ADOPTION_STATES, LIVING_STATES, PLOT_KINDS } from '../../shared/green-spaces/states';
import { dayOf } from '../../shared/workdays';
import { presentPhoto } from '../media';
import type { AdoptionRecord } from './adoption-model';
import type { PlotRecord } from './plot-model';
import { canEditPlot } from './policy';
import { greenSpaceSettings } from './settings';
import { type GreenViewer, iso, place, unitName, unitPhone } from './viewer';

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

export const presentTask = (row: PlotTask, now: Date) => ({
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
  const named = living.filter(({ onWall, plaqueFlagged, plaqueHidden }) => onWall && !plaqueFlagged && !plaqueHidden);
  return {
    ...presentPlotCard(plot, viewer, null, mine),
    plants: plot.plants,
    // as checked when it was saved
    shape: plot.shape as PlotView['shape'],
    photos: plot.photos.map((photo) => presentPhoto(viewer.mediaKey, photo)),
    tasks: plot.tasks.map((row) => presentTask(row, viewer.now)),
    careNote: plot.careNote,
    unit: { id: plot.unit, name: unitName(plot.unit), phone: unitPhone(plot.unit) },
    adopters: named.map(({ _id, plaque, startAt, care, appliedAt }) => ({
      id: String(_id),
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
