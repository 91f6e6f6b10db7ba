import { type ClientSession, Types } from 'mongoose';
import { type PlotFields, sizeClassOf } from '../../../shared/green-spaces/plots';
import { LIVING_STATES, PLOT_STATES, type PlotState } from '../../../shared/green-spaces/states';
import { cellsOf } from '../../../shared/nearby/cells';
import type { Actor } from '../../../shared/people/actor';
import { directory } from '../../areas';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { markAttached, type PhotoFacts } from '../../media';
import { PREFECTURE, postLabel, postsOf } from '../../people';
import { type AdoptionRecord, Adoptions } from '../adoption-model';
import { PlotCells, type PlotEntry, type PlotRecord, Plots } from '../plot-model';
import { canEditPlot } from '../policy';
import { inTransaction, nextLookAt, plotAfter } from '../steps';
import { settleLine } from './settle-line';

/** County and divisions of a place. @throws Refusal place.outside */
const locate = ({ lng, lat }: { lng: number; lat: number }) => {
  const { outside, divisions } = directory.current().router.locate({ lng, lat });
  refuseUnless(!outside, 'place.outside', { fields: { 'fields.location': '位置在楚雄州外' } });
  return {
    county: divisions.find((d) => d.level === 'county')?.code ?? PREFECTURE,
    divisions: divisions.map(({ code, name }) => ({ code, name })),
  };
};

const labelFor = (actor: Actor, now: Date): string => {
  const post = postsOf(actor.personId, now).find(({ role }) => role === 'dispatcher' || role === 'head');
  return post ? postLabel(post) : '管理单位';
};

const GRID_SIZES = { b: 0.01, c: 0.05 } as const;
/** Plots more or fewer in the cells of the map. */
const countInCells = async (places: readonly { lng: number; lat: number }[], by: 1 | -1, session?: ClientSession) => {
  const sums = new Map<string, { grid: 'b' | 'c'; x: number; y: number; count: number; lng: number; lat: number }>();
  for (const { lng, lat } of places) {
    const [, b = '', c = ''] = cellsOf(lng, lat);
    for (const [grid, id] of [
      ['b', b],
      ['c', c],
    ] as const) {
      const [x, y] = [Math.floor(lng / GRID_SIZES[grid]), Math.floor(lat / GRID_SIZES[grid])];
      const sum = sums.get(id) ?? { grid, x, y, count: 0, lng: 0, lat: 0 };
      sums.set(id, { ...sum, count: sum.count + by, lng: sum.lng + by * lng, lat: sum.lat + by * lat });
    }
  }
  for (const [_id, { grid, x, y, count, lng, lat }] of sums)
    await PlotCells.updateOne(
      { _id },
      { $inc: { count, lng, lat }, $setOnInsert: { grid, x, y } },
      { upsert: true, ...(session && { session }) },
    );
};

const described = (fields: PlotFields) => {
  const { location, shape, ...rest } = fields;
  return {
    ...rest,
    ...locate(location),
    location: { lng: location.lng, lat: location.lat },
    // checked by its schema
    shape: shape as PlotRecord['shape'],
    sizeClass: sizeClassOf(fields),
    cells: cellsOf(location.lng, location.lat),
  };
};

const entryOf = (actor: Actor | null, act: PlotEntry['act'], text: string, now: Date): PlotEntry => ({
  at: now,
  person: actor && new Types.ObjectId(actor.personId),
  label: actor ? labelFor(actor, now) : '系统',
  act,
  text,
});

/** A new plot, ready to be written. Bulk imports and the demonstration use it too. */
export const composePlot = (
  code: string,
  fields: PlotFields,
  photos: PhotoFacts[],
  actor: Actor | null,
  now: Date,
): PlotRecord => {
  const plot = { ...described(fields), state: 'open' as const };
  return {
    _id: code,
    ...plot,
    photos,
    ...plotAfter(plot, { taken: 0, applications: 0, waiting: 0 }),
    line: 0,
    version: 1,
    revision: 1,
    visits: 0,
    lastCareAt: null,
    updatedAt: now,
    history: [entryOf(actor, 'add', '', now)],
  };
};

/** Writes new plots, all or none. @throws Refusal plot.code-taken */
export const insertPlots = async (plots: readonly PlotRecord[], actor: Actor | null): Promise<void> => {
  try {
    await inTransaction(async (session) => {
      await Plots.insertMany([...plots], { session });
      await countInCells(
        plots.map(({ location }) => location),
        1,
        session,
      );
      if (!actor) return;
      for (const { _id, name, updatedAt } of plots) {
        const act = { act: 'add-plot', kind: 'plot', object: _id, text: `新增绿地 ${name}` };
        await writeAudit({ actor, at: updatedAt, label: labelFor(actor, updatedAt), ...act }, session);
      }
    });
  } catch (error) {
    if (isDuplicateKey(error)) throw new Refusal('plot.code-taken', { fields: { code: '这个编号已经有一块绿地了' } });
    throw error;
  }
  await markAttached(plots.flatMap(({ photos }) => photos.map(({ _id }) => _id)));
};

/** Adopters follow what their plot needs now: their calendars and clocks are counted anew. */
const tellAdoptions = async (plot: PlotRecord): Promise<void> => {
  const living = await Adoptions.find({
    plot: plot._id,
    state: { $in: ['applied', 'waiting', 'approved', ...LIVING_STATES] },
  }).lean<AdoptionRecord[]>();
  for (const adoption of living) {
    const next = { ...adoption, tasks: plot.tasks, neglectDays: plot.neglectDays };
    const { matchedCount } = await Adoptions.updateOne(
      { _id: adoption._id, version: adoption.version },
      {
        $set: { tasks: plot.tasks, neglectDays: plot.neglectDays, plotName: plot.name, nextAt: nextLookAt(next) },
        $inc: { version: 1 },
      },
    );
    // a step came in between: again, from where it led
    if (matchedCount === 0) return tellAdoptions(plot);
  }
};

const audited = (
  actor: Actor,
  act: string,
  before: PlotRecord,
  after: Partial<PlotRecord>,
  text: string,
  now: Date,
) => ({
  actor,
  at: now,
  label: labelFor(actor, now),
  act,
  kind: 'plot',
  object: before._id,
  text,
  before: Object.fromEntries(Object.keys(after).map((key) => [key, before[key as keyof PlotRecord]])),
  after,
});

/** @throws Refusal plot.stale | plot.capacity-below */
const changePlot = async (
  actor: Actor,
  plot: PlotRecord,
  change: Partial<PlotRecord>,
  entry: PlotEntry,
  act: string,
): Promise<PlotRecord> => {
  const after = await inTransaction(async (session) => {
    const current = await Plots.findById(plot._id).session(session).lean<PlotRecord>();
    refuseUnless(current && current.revision === plot.revision, 'plot.stale');
    const next = { ...current, ...change };
    refuseUnless(next.capacity >= current.taken, 'plot.capacity-below', {
      detail: `现在有 ${current.taken} 份认养，名额不能少于这个数。`,
      fields: { 'fields.capacity': `不能少于 ${current.taken}` },
    });
    const moved = next.location.lng !== current.location.lng || next.location.lat !== current.location.lat;
    const counts = plotAfter(next, current);
    if (current.listed && (moved || !counts.listed)) await countInCells([current.location], -1, session);
    if (counts.listed && (moved || !current.listed)) await countInCells([next.location], 1, session);
    await writeAudit(audited(actor, act, current, change, entry.text, entry.at), session);
    return Plots.findOneAndUpdate(
      { _id: plot._id, version: current.version },
      {
        $set: { ...change, ...counts, updatedAt: entry.at },
        $inc: { version: 1, revision: 1 },
        $push: { history: entry },
      },
      { returnDocument: 'after', session },
    ).lean<PlotRecord>();
  });
  if (!after) throw new Refusal('plot.stale');
  return after;
};

/** A plot somebody may edit. @throws Refusal plot.not-found | post.not-held */
export const editablePlot = async (actor: Actor, code: string): Promise<PlotRecord> => {
  const plot = await Plots.findById(code).lean<PlotRecord>();
  refuseUnless(plot, 'plot.not-found');
  refuseUnless(canEditPlot(actor, plot), 'post.not-held');
  return plot;
};

/** @param photos null keeps those it has. @throws Refusal post.not-held | plot.* | place.outside */
export const savePlot = async (
  actor: Actor,
  code: string,
  revision: number,
  fields: PlotFields,
  photos: PhotoFacts[] | null,
  now: Date,
): Promise<PlotRecord> => {
  const { county } = locate(fields.location);
  const department = directory.current().departments.get(fields.unit);
  refuseUnless(department, 'request.invalid', {
    detail: '没有这个管理单位。',
    fields: { 'fields.unit': '没有这个管理单位' },
  });
  refuseUnless(canEditPlot(actor, { unit: fields.unit, county }), 'post.not-held');
  if (revision === 0) {
    const plot = composePlot(code, fields, photos ?? [], actor, now);
    await insertPlots([plot], actor);
    return plot;
  }
  const plot = await editablePlot(actor, code);
  refuseUnless(plot.revision === revision, 'plot.stale');
  const change = { ...described(fields), ...(photos && { photos }) };
  const after = await changePlot(actor, plot, change, entryOf(actor, 'change', '修改资料', now), 'change-plot');
  if (photos) await markAttached(photos.map(({ _id }) => _id));
  await tellAdoptions(after);
  await settleLine(code, now);
  return after;
};

/** Pauses, resumes or retires. @throws Refusal post.not-held | plot.not-found | plot.stale */
export const setPlotState = async (
  actor: Actor,
  code: string,
  { revision, state, reason }: { revision: number; state: PlotState; reason: string },
  now: Date,
): Promise<PlotRecord> => {
  const plot = await editablePlot(actor, code);
  refuseUnless(plot.revision === revision, 'plot.stale');
  const entry = entryOf(actor, state, `${PLOT_STATES[state]}：${reason}`, now);
  const after = await changePlot(actor, plot, { state }, entry, 'set-plot-state');
  await settleLine(code, now);
  return after;
};
