// The plots of the demonstration, who adopted them, and how they cared: through the same commands as everybody's, at the times it
// happened.
import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { METRES_PER_DEGREE, metresPerDegreeLng } from '../../shared/geo';
import type { CareTask } from '../../shared/green-spaces/care';
import type { PlotFields } from '../../shared/green-spaces/plots';
import {
  type AdoptionRecord,
  Adoptions,
  applyForPlot,
  catchUpAdoption,
  composePlot,
  insertPlots,
  logCare,
  moveAdoption,
  Plots,
} from '../green-spaces';
import { keepPicture, type PhotoFacts } from '../media';
import { actorFor, People } from '../people';
import { ADOPTIONS, APPLICATIONS, type DemoAdoption, type DemoPlot, PLOTS, TASKS_OF } from './data/plots';
import type { Stage } from './past-reports';
import { drawPicture, type PictureSubject } from './pictures';
import { pointOn, streetNamed } from './places';

const DAY = 86_400_000;
const UNIT = '532301-yuanlin';
const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);
const SUBJECT_OF: Record<DemoPlot['kind'], PictureSubject> = {
  green: 'garden',
  'flower-bed': 'flowerbed',
  'street-trees': 'avenue',
  'old-tree': 'oldtree',
};
/** Pictures drawn of each kind; plots share them, because drawing is what takes time at the first start. */
const DRAWN: Record<DemoPlot['kind'], number> = { green: 2, 'flower-bed': 1, 'street-trees': 1, 'old-tree': 1 };

const personNamed = async (login: string, now: Date): Promise<string> => {
  const person = await People.findOneAndUpdate(
    { openid: `demo:${login}` },
    { $setOnInsert: { nickname: '认养人', phone: null, createdAt: now, sessionsFrom: new Date(0) } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return String(person._id);
};

/** A small rectangle about the size the plot says, so that being inside it means something. */
const outline = (lng: number, lat: number, areaM2: number): PlotFields['shape'] => {
  const half = Math.sqrt(areaM2) / 2;
  const [dx, dy] = [(half * 1.6) / metresPerDegreeLng(lat), (half * 0.65) / METRES_PER_DEGREE];
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ] as const;
  return { type: 'Polygon', coordinates: [corners.map(([x, y]) => [lng + x * dx, lat + y * dy])] };
};

const fieldsOf = (plot: DemoPlot): PlotFields => {
  const at = pointOn(streetNamed(plot.street), plot.along);
  const lng = Number((at.lng + plot.off / metresPerDegreeLng(at.lat)).toFixed(6));
  const lat = Number(at.lat.toFixed(6));
  const trees = plot.kind === 'street-trees' || plot.kind === 'old-tree';
  return {
    name: plot.name,
    kind: plot.kind,
    areaM2: trees ? null : plot.size,
    trees: trees ? plot.size : null,
    plants: [...plot.plants],
    location: { lng, lat, datum: 'wgs84' },
    shape: trees ? null : outline(lng, lat, plot.size),
    address: `${plot.street}旁`,
    tasks: TASKS_OF[plot.kind].map((task) => ({ ...task })),
    careNote: plot.note ?? '工具在社区工具间借；修剪、打药由园林中心做，您不用动手。',
    unit: UNIT,
    modes: [...(plot.modes ?? (['labour', 'funding'] as const))],
    capacity: plot.capacity ?? 1,
    automatic: plot.automatic ?? false,
    neglectDays: null,
  };
};

const draw = async (stage: Stage, owner: string, subject: PictureSubject, seed: number): Promise<PhotoFacts> => {
  const bytes = await drawPicture(subject, 'after', seed);
  const { _id, width, height, hash } = await keepPicture(stage.storage, new Types.ObjectId(owner), bytes, stage.now);
  return { _id, width, height, hash };
};

const seedPlots = async (stage: Stage, owner: string): Promise<void> => {
  if (await Plots.exists({})) return;
  const drawn = new Map<string, PhotoFacts>();
  const plots = [];
  for (const [i, plot] of PLOTS.entries()) {
    const subject = SUBJECT_OF[plot.kind];
    const key = `${subject} ${i % DRAWN[plot.kind]}`;
    const photo = drawn.get(key) ?? (await draw(stage, owner, subject, 40 + (i % DRAWN[plot.kind])));
    drawn.set(key, photo);
    const since = new Date(stage.now.getTime() - 500 * DAY);
    plots.push(composePlot(plot.code, fieldsOf(plot), [photo], null, since));
  }
  await insertPlots(plots, null);
};

const codeOf = (name: string): string => {
  const found = PLOTS.find((plot) => plot.name === name);
  if (!found) throw new Error(`no demo plot ${name}`);
  return found.code;
};

const application = (key: string, over: Partial<DemoAdoption> & { plaque: string; note?: string }) => ({
  submissionId: idOf(`adoption-${key}`),
  subject: over.subject ?? ('person' as const),
  mode: over.mode ?? ('labour' as const),
  years: 1,
  plaque: over.plaque,
  onWall: true,
  contact: { name: '演示联系人', phone: '13900000000' },
  ...(over.subject === 'organisation' && {
    organisation: { name: '演示单位', creditCode: '91350100M000100Y43' },
  }),
  note: over.note ?? '',
  agreement: 1,
});

/** What is done on a visit; tasks alternate, as people do. */
const tasksFor = (adoption: AdoptionRecord, visit: number): CareTask[] =>
  adoption.tasks.filter(({ everyVisit }, i) => everyVisit || (visit + i) % 2 === 0).map(({ task }) => task);

/** Those who take a picture of their last visit. */
const PHOTOGRAPHERS: readonly string[] = ['resident', 'volunteer'];

const live = async (stage: Stage, story: DemoAdoption, dispatcher: string): Promise<void> => {
  const who = await personNamed(story.who, stage.now);
  const code = codeOf(story.plot);
  const begun = new Date(stage.now.getTime() - story.daysAgo * DAY);
  if (
    await Adoptions.exists({
      adopter: new Types.ObjectId(who),
      submissionId: idOf(`adoption-${story.plot} ${story.who}`),
    })
  )
    return;
  const body = application(`${story.plot} ${story.who}`, story);
  const { adoption } = await applyForPlot(actorFor(who, begun), code, body, stage.keys.fields, begun);
  const id = String(adoption._id);
  if (adoption.state === 'applied')
    await moveAdoption(
      actorFor(dispatcher, begun),
      id,
      { moveId: idOf(`approve-${id}`), version: adoption.version, move: 'approve', text: '', photos: [] },
      begun,
    );
  const plot = await Plots.findById(code).lean();
  if (!plot) return;
  for (let day = story.daysAgo - 1, visit = 0; story.every > 0 && day >= story.until; day -= story.every, visit++) {
    const at = new Date(stage.now.getTime() - day * DAY);
    await catchUpAdoption(adoption._id, at);
    const tasks = tasksFor(adoption, visit);
    // of the last visit only, for the same reason
    const photos =
      PHOTOGRAPHERS.includes(story.who) && day - story.every < story.until
        ? [await draw(stage, who, SUBJECT_OF[plot.kind], 60 + (visit % 3))]
        : [];
    await logCare(
      actorFor(who, at),
      id,
      {
        logId: idOf(`care-${id}-${visit}`),
        tasks: tasks.length > 0 ? tasks : ['litter'],
        photos: photos.map((photo) => photo._id),
        minutes: 20 + (visit % 4) * 10,
        note: '',
        location: { ...plot.location, datum: 'wgs84' },
      },
      at,
    );
  }
  await catchUpAdoption(adoption._id, stage.now);
};

/** Plots, adoptions and applications that are not there yet. */
export const seedGreenSpaces = async (stage: Stage): Promise<void> => {
  const dispatcher = await personNamed('dispatcher', stage.now);
  await seedPlots(stage, dispatcher);
  for (const story of ADOPTIONS) await live(stage, story, dispatcher);
  for (const { plot, who, plaque, note } of APPLICATIONS) {
    const at = new Date(stage.now.getTime() - 2 * DAY);
    const person = actorFor(await personNamed(who, stage.now), at);
    await applyForPlot(person, codeOf(plot), application(`${plot} ${who}`, { plaque, note }), stage.keys.fields, at);
  }
};
