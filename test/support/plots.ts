// What tests of green spaces need again and again: a plot, an application, a move, a care log.
import { randomUUID } from 'node:crypto';
import { composePlot, insertPlots } from '../../server/green-spaces';
import type { PlotFields } from '../../shared/green-spaces/plots';
import type { TestApp } from './app';

type Auth = { authorization: string };

/** In 鹿城, WGS-84. */
export const PLOT_PLACE = { lng: 101.5446, lat: 25.0432, datum: 'wgs84' as const };
export const YUANLIN = '532301-yuanlin';
const all = <T>(value: T) => ({ spring: value, summer: value, autumn: value, winter: value });

export const plotFields = (over: Partial<PlotFields> = {}): PlotFields => ({
  name: '五一路口袋花园',
  kind: 'flower-bed',
  areaM2: 86,
  trees: null,
  plants: ['月季'],
  location: PLOT_PLACE,
  shape: null,
  address: '五一路与信义街口东侧',
  tasks: [
    { task: 'water', rhythm: all({ times: 2, per: 'week' as const }), everyVisit: false, note: '雨天不用' },
    { task: 'litter', rhythm: all(null), everyVisit: true, note: '' },
  ],
  careNote: '',
  unit: YUANLIN,
  modes: ['labour', 'funding'],
  capacity: 1,
  automatic: false,
  neglectDays: null,
  ...over,
});

let drawn = 0;
/** Adds a plot as the demonstration would; @returns its code */
export const addPlot = async (t: TestApp, over: Partial<PlotFields> = {}): Promise<string> => {
  const code = `T-${String(++drawn).padStart(4, '0')}`;
  await insertPlots([composePlot(code, plotFields(over), [], null, t.deps.now())], null);
  return code;
};

export const application = (over: Record<string, unknown> = {}) => ({
  submissionId: randomUUID(),
  subject: 'person',
  mode: 'labour',
  years: 1,
  plaque: '李家三口',
  onWall: true,
  contact: { name: '李大山', phone: '13987651234' },
  agreement: 1,
  ...over,
});

export const apply = ({ http }: TestApp, auth: Auth, code: string, over: Record<string, unknown> = {}) =>
  http.post(`/api/v1/plots/${code}/applications`).set(auth).send(application(over));

export const moveAdoption = (
  { http }: TestApp,
  auth: Auth,
  adoption: { id: string; version: number },
  name: string,
  input: Record<string, unknown> = {},
) =>
  http
    .post(`/api/v1/adoptions/${adoption.id}/moves`)
    .set(auth)
    .send({ moveId: randomUUID(), version: adoption.version, move: name, ...input });

export const readAdoption = async ({ http }: TestApp, auth: Auth, id: string) =>
  (await http.get(`/api/v1/adoptions/${id}`).set(auth).expect(200)).body;

export const care = ({ http }: TestApp, auth: Auth, id: string, over: Record<string, unknown> = {}) =>
  http
    .post(`/api/v1/adoptions/${id}/care`)
    .set(auth)
    .send({ logId: randomUUID(), tasks: ['water'], minutes: 30, location: PLOT_PLACE, ...over });

/** Applied and approved at once. */
export const adopted = async (
  t: TestApp,
  auth: Auth,
  plot: Partial<PlotFields> = {},
  over: Record<string, unknown> = {},
) => {
  const code = await addPlot(t, { automatic: true, ...plot });
  const reply = await apply(t, auth, code, over).expect(201);
  return { code, adoption: reply.body };
};
