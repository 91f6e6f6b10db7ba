// What a reply needs beside the record itself, fetched and presented.
import type { Actor } from '../../shared/people/actor';
import type { Deps } from '../core/deps';
import { type AdoptionRecord, Adoptions } from './adoption-model';
import { daysCaredFor } from './care-queries';
import { type PlotRecord, Plots } from './plot-model';
import { presentAdoption, presentAdoptionCard } from './present-adoption';
import { presentPlot } from './present-plot';
import { holdersOfPlot, openAdoptionsOf, positionOf } from './queries';
import type { GreenViewer } from './viewer';

export interface Asked {
  readonly actor: Actor | null;
  readonly now: Date;
  readonly deps: Deps;
}
export const viewerOf = ({ actor, now, deps }: Asked): GreenViewer => ({
  actor,
  now,
  mediaKey: deps.keys.media,
  fieldKeys: deps.keys.fields,
});

const CALENDAR_BACK_MS = 35 * 86_400_000;

export const fullAdoption = async (asked: Asked, adoption: AdoptionRecord) => {
  const [plot, position, caredOn, predecessor] = await Promise.all([
    Plots.findById(adoption.plot, { history: 0, shape: 0 }).lean<PlotRecord>(),
    positionOf(adoption),
    daysCaredFor(adoption._id, new Date(asked.now.getTime() - CALENDAR_BACK_MS)),
    adoption.predecessor ? Adoptions.findById(adoption.predecessor).lean<AdoptionRecord>() : null,
  ]);
  return presentAdoption(adoption, viewerOf(asked), { plot: plot ?? undefined, position, caredOn, predecessor });
};

/** Plots behind some adoptions, one round trip. */
const plotsOf = async (adoptions: readonly AdoptionRecord[]): Promise<ReadonlyMap<string, PlotRecord>> => {
  const codes = [...new Set(adoptions.map(({ plot }) => plot))];
  if (codes.length === 0) return new Map();
  const rows = await Plots.find({ _id: { $in: codes } }, { history: 0, shape: 0 }).lean<PlotRecord[]>();
  return new Map(rows.map((plot) => [plot._id, plot]));
};

export const adoptionCards = async (asked: Asked, adoptions: readonly AdoptionRecord[]) => {
  const plots = await plotsOf(adoptions);
  const positions = await Promise.all(adoptions.map(positionOf));
  return adoptions.map((adoption, i) =>
    presentAdoptionCard(adoption, viewerOf(asked), plots.get(adoption.plot), positions[i] ?? null),
  );
};

export const fullPlot = async (asked: Asked, plot: PlotRecord) => {
  const [holders, mine] = await Promise.all([holdersOfPlot(plot._id), openAdoptionsOf(asked.actor)]);
  return presentPlot(plot, viewerOf(asked), holders, mine.get(plot._id));
};
