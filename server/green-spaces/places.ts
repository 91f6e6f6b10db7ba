// Where plots lie: how far somebody is from one, and which ones a point falls into.
import { distanceToSurface, haversine, type LngLat } from '../../shared/geo';
import { PLOT_REACH_M } from '../../shared/green-spaces/outline';
import { cellsAround } from '../../shared/nearby/cells';
import { type PlotRecord, Plots } from './plot-model';

/** Metres to the plot's edge, 0 inside; a plot drawn as a point reaches `pointRadiusM`. */
export const distanceToPlot = (
  { shape, location }: Pick<PlotRecord, 'shape' | 'location'>,
  point: LngLat,
  pointRadiusM: number,
): number =>
  shape ? distanceToSurface(point, shape) : Math.max(0, haversine(point, [location.lng, location.lat]) - pointRadiusM);

/** Adopted plots a point lies in. */
export const adoptedPlotsAt = async (point: LngLat, pointRadiusM: number): Promise<PlotRecord[]> => {
  const near = await Plots.find({
    cells: { $in: cellsAround(point[0], point[1], PLOT_REACH_M) },
    listed: true,
    taken: { $gt: 0 },
  })
    .limit(200)
    .lean<PlotRecord[]>();
  return near.filter((plot) => distanceToPlot(plot, point, pointRadiusM) === 0);
};
