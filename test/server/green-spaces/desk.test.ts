import { Adoptions, Plots } from '../../../server/green-spaces';
import { PlotCells } from '../../../server/green-spaces/plot-model';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { upload } from '../../support/builders';
import {
  addPlot,
  adopted,
  apply,
  moveAdoption,
  PLOT_PLACE,
  plotFields,
  readAdoption,
  YUANLIN,
} from '../../support/plots';

let t: TestApp;
let dispatcher: { authorization: string };
let n = 0;
const newcomer = () => t.as(`desk-${++n}`);
beforeAll(async () => {
  t = await startTestApp();
  dispatcher = await t.as('dispatcher');
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const put = (auth: { authorization: string }, code: string, body: object) =>
  t.http.put(`/api/v1/desk/plots/${code}`).set(auth).send(body);

test('a plot is added, changed and kept from two editors at once; the calendar of adopters follows', async () => {
  const photo = await upload(t, dispatcher);
  const added = await put(dispatcher, 'LC-HT-900', {
    revision: 0,
    fields: plotFields({ automatic: true }),
    photos: [photo],
  });
  expect([added.status, added.body.photos.length]).toEqual([200, 1]);
  expect((await put(dispatcher, 'LC-HT-900', { revision: 0, fields: plotFields() })).body.code).toBe('plot.code-taken');
  const auth = await newcomer();
  const { id } = (await apply(t, auth, 'LC-HT-900').expect(201)).body;
  const read = (await t.http.get('/api/v1/desk/plots/LC-HT-900').set(dispatcher).expect(200)).body;
  expect(read.revision).toBe(1);
  const daily = { times: 7, per: 'week' as const };
  const tasks = [
    {
      task: 'weed' as const,
      rhythm: { spring: daily, summer: daily, autumn: daily, winter: daily },
      everyVisit: false,
      note: '',
    },
  ];
  const changes = await Promise.all([
    put(dispatcher, 'LC-HT-900', { revision: 1, fields: { ...read.fields, tasks } }),
    put(dispatcher, 'LC-HT-900', { revision: 1, fields: { ...read.fields, tasks } }),
  ]);
  expect(changes.map((r) => [r.status, r.body.code].join(' ')).sort()).toEqual(['200 LC-HT-900', '409 plot.stale']);
  expect((await readAdoption(t, auth, id)).due).toMatchObject([{ task: 'weed', date: '2026-11-25' }]);
  const low = await put(dispatcher, 'LC-HT-900', { revision: 2, fields: { ...read.fields, capacity: 0 } });
  expect(low.body.code).toBe('request.invalid');
  expect(
    (await t.http.get('/api/v1/desk/plots/LC-HT-900').set(dispatcher)).body.history.map(
      (h: { title: string }) => h.title,
    ),
  ).toEqual(['新增', '修改']);
});

test('the number of places never falls below those taken', async () => {
  const { code } = await adopted(t, await newcomer(), { capacity: 2 });
  await apply(t, await newcomer(), code).expect(201);
  const { fields, revision } = (await t.http.get(`/api/v1/desk/plots/${code}`).set(dispatcher)).body;
  const reply = await put(dispatcher, code, { revision, fields: { ...fields, capacity: 1 } });
  expect([reply.status, reply.body.code, Object.keys(reply.body.fields)]).toEqual([
    409,
    'plot.capacity-below',
    ['fields.capacity'],
  ]);
});

describe('who may', () => {
  test.each(['resident', 'chief', 'inspector'])('%s has no desk of green spaces', async (who) => {
    const auth = await t.as(who);
    const code = await addPlot(t);
    for (const url of [
      '/api/v1/desk/adoptions',
      '/api/v1/desk/plots',
      '/api/v1/desk/adoptions/export',
      `/api/v1/desk/plots/${code}`,
    ])
      expect((await t.http.get(url).set(auth)).body.code).toBe('post.not-held');
    expect((await put(auth, 'LC-X-1', { revision: 0, fields: plotFields() })).body.code).toBe('post.not-held');
    const row = await t.http.post('/api/v1/desk/plots/import').set(auth).send({ format: 'csv', content: 'code' });
    expect(row.body.code).toBe('post.not-held');
  });
  test('a plot outside the prefecture, of a department nobody knows', async () => {
    const far = plotFields({ location: { lng: 116.4, lat: 39.9, datum: 'wgs84' } });
    expect((await put(dispatcher, 'LC-X-2', { revision: 0, fields: far })).body.code).toBe('place.outside');
    const unknown = await put(dispatcher, 'LC-X-2', { revision: 0, fields: plotFields({ unit: 'nobody' }) });
    expect(Object.keys(unknown.body.fields)).toEqual(['fields.unit']);
  });
  test('the department decides on its own plots only', async () => {
    const handler = await t.as('handler');
    const { adoption } = await adopted(t, await newcomer());
    expect((await t.http.get(`/api/v1/adoptions/${adoption.id}`).set(handler)).status).toBe(404);
    const own = await adopted(t, await newcomer(), { unit: '532301-chengguan' });
    const seen = (await t.http.get(`/api/v1/adoptions/${own.adoption.id}`).set(handler).expect(200)).body;
    expect(seen).toMatchObject({ relation: 'unit', can: { withdraw: true } });
    const list = (await t.http.get('/api/v1/desk/adoptions?view=living').set(handler).expect(200)).body;
    expect(list.items.map((a: { id: string }) => a.id)).toEqual([own.adoption.id]);
  });
});

test('the desk: applications, neglected, ending, appeals, with counts and pages', async () => {
  const code = await addPlot(t, { capacity: 5 });
  for (let i = 0; i < 3; i++) await apply(t, await newcomer(), code).expect(201);
  const first = (await t.http.get('/api/v1/desk/adoptions?view=applications&limit=2').set(dispatcher).expect(200)).body;
  expect(first.items).toHaveLength(2);
  expect(first.counts.find((c: { view: string }) => c.view === 'applications').count).toBe(3);
  const rest = (
    await t.http
      .get('/api/v1/desk/adoptions')
      .query({ view: 'applications', limit: 2, cursor: first.next })
      .set(dispatcher)
  ).body;
  expect([rest.items.length, rest.next]).toEqual([1, null]);
  const auth = await newcomer();
  const { adoption } = await adopted(t, auth, { neglectDays: 5 });
  await moveAdoption(t, auth, adoption, 'give-notice').expect(200);
  t.setTime('2026-12-01T02:00:00Z');
  await t.tick();
  for (const view of ['neglected', 'ending']) {
    const { items } = (await t.http.get(`/api/v1/desk/adoptions?view=${view}`).set(dispatcher)).body;
    expect(items.map((a: { id: string }) => a.id)).toContain(adoption.id);
  }
  const table = (await t.http.get('/api/v1/desk/adoptions/export').set(dispatcher).expect(200)).body;
  expect(table.rows).toBe(await Adoptions.countDocuments({ county: '532301' }));
  expect(table.csv).not.toMatch(/李大山|13987/);
});

test('an outline that crosses itself or lies elsewhere is refused, and it is said why', async () => {
  const { lng, lat } = PLOT_PLACE;
  const ring = (...corners: [number, number][]) => ({
    type: 'Polygon' as const,
    coordinates: [[...corners, corners[0]].map(([x, y] = [0, 0]) => [lng + x / 1e4, lat + y / 1e4])],
  });
  const save = (shape: object) => put(dispatcher, 'LC-HT-901', { revision: 0, fields: { ...plotFields(), shape } });
  const crossed = await save(ring([0, 0], [2, 2], [2, 0], [0, 2]));
  expect([crossed.status, crossed.body.fields['fields.shape']]).toEqual([422, expect.stringMatching(/交叉/)]);
  const far = await save(ring([60, 0], [62, 0], [62, 2]));
  expect(far.body.fields['fields.shape']).toMatch(/最多 400 米/);
  const drawn = (await save(ring([0, 0], [2, 0], [2, 2], [0, 2])).expect(200)).body;
  expect(drawn.shape.coordinates[0]).toHaveLength(5);
});

describe('files', () => {
  const heading =
    'code,name,kind,area_m2,trees,plants,lng,lat,address,tasks,care_note,unit,modes,capacity,automatic,neglect_days';
  const row = (code: string, rest = '') =>
    `${code},"花坛, 一号",flower-bed,40,,月季;杜鹃,101.5446,25.0432,路口,water=2/week;litter=visit,,${YUANLIN},labour,1,no,${rest}`;
  const load = (format: string, content: string, dryRun = false) =>
    t.http.post('/api/v1/desk/plots/import').set(dispatcher).send({ format, content, dryRun });

  test('a table is tried first, then written; again, it changes; what is wrong is named by line and nothing is written', async () => {
    const content = [heading, row('IM-1'), row('IM-2')].join('\r\n');
    expect((await load('csv', content, true).expect(200)).body).toEqual({
      added: 2,
      changed: 0,
      problems: [],
      written: false,
    });
    expect(await Plots.exists({ _id: 'IM-1' })).toBeNull();
    expect((await load('csv', content).expect(200)).body).toMatchObject({ added: 2, written: true, problems: [] });
    expect((await load('csv', content).expect(200)).body).toMatchObject({ added: 0, changed: 2, written: true });
    const bad = [
      heading,
      row('IM-3'),
      row('im 4'),
      row('IM-3'),
      row('IM-5').replace('water=2/week', 'water=often'),
      row('IM-6').replace('25.0432', ''),
    ].join('\n');
    const { problems, written } = (await load('csv', bad).expect(200)).body;
    expect(written).toBe(false);
    expect(problems.map((p: { line: number }) => p.line)).toEqual([3, 4, 5, 6]);
    expect(await Plots.exists({ _id: 'IM-3' })).toBeNull();
    expect((await load('csv', 'a,b\n1,2')).body.code).toBe('plot.import-invalid');
    expect((await load('geojson', '{')).body.code).toBe('plot.import-invalid');
  });

  test('what is exported can be imported again, as a table and as GeoJSON', async () => {
    const ring = [
      [101.544, 25.043],
      [101.545, 25.043],
      [101.545, 25.044],
      [101.544, 25.044],
      [101.544, 25.043],
    ];
    await put(dispatcher, 'RT-1', {
      revision: 0,
      fields: plotFields({ name: '=SUM(1)园', shape: { type: 'Polygon', coordinates: [ring] } as never }),
    }).expect(200);
    const csv = (await t.http.get('/api/v1/open/plots.csv').expect(200)).text;
    expect(csv.startsWith('\uFEFFcode,name')).toBe(true);
    // no spreadsheet takes a name for a formula
    expect(csv).toContain("'=SUM(1)园");
    const geo = (
      await t.http
        .get('/api/v1/open/plots.geojson')
        .buffer()
        .parse((res, done) => {
          let text = '';
          res.on('data', (chunk: Buffer) => {
            text += chunk.toString('utf8');
          });
          res.on('end', () => done(null, text));
        })
        .expect(200)
    ).body;
    const features = JSON.parse(geo).features.filter((f: { properties: { code: string } }) =>
      ['RT-1', 'IM-1'].includes(f.properties.code),
    );
    expect(features.map((f: { geometry: { type: string } }) => f.geometry.type).sort()).toEqual(['Point', 'Polygon']);
    const before = await Plots.find({ _id: { $in: ['RT-1', 'IM-1'] } })
      .sort({ _id: 1 })
      .lean();
    expect(
      (await load('geojson', JSON.stringify({ type: 'FeatureCollection', features })).expect(200)).body,
    ).toMatchObject({ changed: 2, written: true, problems: [] });
    const after = await Plots.find({ _id: { $in: ['RT-1', 'IM-1'] } })
      .sort({ _id: 1 })
      .lean();
    const plain = (rows: typeof before) =>
      rows.map(({ history: _, revision: __, version: ___, updatedAt: ____, ...rest }) =>
        JSON.parse(JSON.stringify(rest)),
      );
    expect(plain(after)).toEqual(plain(before));
  });
});

test('near, by filter and on the map; numbers where there are many', async () => {
  const near = async (query: Record<string, unknown>) =>
    (
      await t.http
        .get('/api/v1/plots')
        .query({ ...PLOT_PLACE, radius: 500, limit: 50, ...query })
        .expect(200)
    ).body.items;
  await addPlot(t, {
    name: '老树',
    kind: 'old-tree',
    areaM2: null,
    trees: 1,
    location: { ...PLOT_PLACE, lat: PLOT_PLACE.lat + 0.002 },
  });
  const trees = await near({ kind: 'old-tree' });
  expect(trees).toMatchObject([{ name: '老树', size: { value: 1, unit: '株' }, distanceM: 222 }]);
  expect((await near({ size: 'small' })).every((p: { size: { value: number } }) => p.size.value < 50)).toBe(true);
  expect((await near({ availability: 'free' })).every((p: { availability: string }) => p.availability === 'free')).toBe(
    true,
  );
  const all = await near({});
  expect(all.map((p: { distanceM: number }) => p.distanceM)).toEqual(
    [...all.map((p: { distanceM: number }) => p.distanceM)].sort((a, b) => a - b),
  );
  const one = (await t.http.get('/api/v1/plots').query({ ...PLOT_PLACE, limit: 3 })).body;
  const two = (await t.http.get('/api/v1/plots').query({ ...PLOT_PLACE, limit: 50, cursor: one.next })).body;
  const codes = [...one.items, ...two.items].map((p: { code: string }) => p.code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBe(await Plots.countDocuments({ listed: true }));
  const map = async (d: number) =>
    (
      await t.http
        .get('/api/v1/plots/map')
        .query(
          Object.fromEntries(
            Object.entries({ west: 101.54 - d, east: 101.55 + d, south: 25.04 - d, north: 25.05 + d }).map(([k, x]) => [
              k,
              x.toFixed(6),
            ]),
          ),
        )
        .expect(200)
    ).body;
  expect((await map(0)).plots.length).toBeGreaterThan(3);
  const wide = await map(0.3);
  expect(wide.plots).toEqual([]);
  expect(wide.clusters.reduce((sum: number, c: { count: number }) => sum + c.count, 0)).toBe(
    await Plots.countDocuments({ listed: true }),
  );
  for (const cell of await PlotCells.find().lean()) expect(cell.count).toBeGreaterThanOrEqual(0);
});
