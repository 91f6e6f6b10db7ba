// What the list and the map of plots make the database look at: hardly more than they get, however many plots lie elsewhere.
import mongoose from 'mongoose';
import { composePlot, insertPlots } from '../../../server/green-spaces';
import { executionOf } from '../../bench/support/asked';
import { startTestApp, type TestApp } from '../../support/app';
import { PLOT_PLACE, plotFields } from '../../support/plots';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const NEAR = 300;
const KINDS = ['flower-bed', 'green'] as const;
const fill = async (from: number, to: number, place: (i: number) => { lng: number; lat: number }) => {
  const plots = Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    const kind = KINDS[i % KINDS.length] ?? 'green';
    const location = { ...place(i), datum: 'wgs84' as const };
    return composePlot(`EX-${String(i).padStart(5, '0')}`, plotFields({ kind, location }), [], null, new Date());
  });
  await insertPlots(plots, null);
};

const PAGES = {
  'nearest first': `/api/v1/plots?lng=${PLOT_PLACE.lng}&lat=${PLOT_PLACE.lat}&datum=wgs84&radius=3000&availability=free`,
  'nearest first, whatever its state': `/api/v1/plots?lng=${PLOT_PLACE.lng}&lat=${PLOT_PLACE.lat}&datum=wgs84&radius=3000`,
  'by code': '/api/v1/plots?availability=free',
  'by code, of a kind': '/api/v1/plots?kind=green',
  'pins of a map': '/api/v1/plots/map?west=101.54&east=101.549&south=25.039&north=25.047',
  'a map of a town': '/api/v1/plots/map?west=101.45&east=101.64&south=24.95&north=25.13',
  'a map of the county': '/api/v1/plots/map?west=101.0&east=102.0&south=24.6&north=25.6',
};

/** Every question a page asks of plots and their cells, with what it examined and returned. */
const looked = async (path: string) => {
  const finds: Record<string, unknown>[] = [];
  const hear = ({ commandName, command }: { commandName: string; command: Record<string, unknown> }) => {
    if (commandName === 'find' && /^plot/.test(String(command.find))) finds.push(command);
  };
  const client = mongoose.connection.getClient();
  client.on('commandStarted', hear);
  try {
    await t.http.get(path).expect(200);
  } finally {
    client.off('commandStarted', hear);
  }
  return Promise.all(
    finds.map(({ find, filter, sort, limit }) =>
      executionOf({
        collection: String(find),
        filter: filter as Record<string, unknown>,
        sort: sort as Record<string, 1 | -1>,
        limit: limit as number,
      }),
    ),
  );
};

test('each question examines at most 1.2 documents for one it returns, and no more when there are many elsewhere', async () => {
  await fill(0, NEAR, (i) => ({
    lng: PLOT_PLACE.lng + ((i % 20) - 10) * 0.0008,
    lat: PLOT_PLACE.lat + (Math.floor(i / 20) - 7) * 0.0008,
  }));
  const figures = async () => {
    const found: Record<string, number> = {};
    for (const [name, path] of Object.entries(PAGES)) {
      const looks = await looked(path);
      expect([name, looks.length > 0 && looks.length <= 6]).toEqual([name, true]);
      for (const { totalDocsExamined, nReturned } of looks) {
        if (totalDocsExamined > Math.max(1, nReturned) * 1.2)
          throw new Error(`${name}: ${totalDocsExamined} examined for ${nReturned} returned`);
      }
      found[name] = looks.reduce((sum, { totalDocsExamined }) => sum + totalDocsExamined, 0);
    }
    return found;
  };
  const few = await figures();
  await fill(NEAR, NEAR + 1000, (i) => ({ lng: 101.7 + (i % 60) * 0.01, lat: 25.15 + Math.floor(i / 60) * 0.008 }));
  const { 'a map of the county': _, ...many } = await figures();
  // cells of the county are more when more of them hold plots, at most 400 all the same
  const { 'a map of the county': __, ...before } = few;
  expect(many).toEqual(before);
}, 120_000);
