// Routes per second on one core, and the same questions asked by walking every shape. Prints medians of five pairs.
// With REFERENCE_MONGODB_URI the same divisions are asked of that engine's $geoIntersects (bar: 50 × slower).
// Size: 10,000 grids of 24 vertices, 2,000 streets of 12 points, county outlines of 3,000 vertices (quality.md, Speed).
import { MongoClient } from 'mongodb';
import { buildRouter } from '../../server/areas/router';
import { bruteForce } from '../server/areas/router-brute-force';
import { BOX, CATEGORIES, FULL_SIZE, randomFrom, townOf } from '../server/areas/router-town';

const ROUTES = 400_000;
const SLOW_ROUTES = 400;
const PAIRS = 5;
const BAR = 200_000;

const town = townOf(FULL_SIZE);
const started = performance.now();
const router = buildRouter(town);
const built = performance.now() - started;
const slow = bruteForce(town);

const random = randomFrom(23);
const points = Array.from({ length: ROUTES }, () => ({
  lng: BOX.west + random() * BOX.size,
  lat: BOX.south + random() * BOX.size,
  accuracyM: random() * 80,
}));

const perSecond = (count: number, ask: (i: number) => unknown): number => {
  const from = performance.now();
  for (let i = 0; i < count; i++) ask(i);
  return (count / (performance.now() - from)) * 1000;
};
const category = (i: number) => CATEGORIES[i % CATEGORIES.length]!;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

const routes: number[] = [];
const places: number[] = [];
const ratios: number[] = [];
for (let pair = 0; pair < PAIRS; pair++) {
  const fast = perSecond(ROUTES, (i) => router.route(points[i]!, category(i)));
  routes.push(fast);
  places.push(perSecond(ROUTES, (i) => router.locate(points[i]!)));
  ratios.push(fast / perSecond(SLOW_ROUTES, (i) => slow(points[i]!, category(i))));
}

const vias = new Map<string, number>();
for (let i = 0; i < ROUTES; i++) {
  const { via } = router.route(points[i]!, category(i));
  vias.set(via, (vias.get(via) ?? 0) + 1);
}
const figure = (value: number) => Math.round(value).toLocaleString('en');
console.log(`build       ${figure(built)} ms`);
console.log(`route       ${figure(median(routes))} per second (bar ${figure(BAR)})`);
console.log(`locate      ${figure(median(places))} per second`);
console.log(`brute force ${figure(median(ratios))} × slower`);
console.log(
  `answered by ${[...vias].map(([via, count]) => `${via} ${Math.round((count / ROUTES) * 100)} %`).join(', ')}`,
);
if (median(routes) < BAR) process.exitCode = 1;

const ENGINE_BAR = 50;
const ENGINE_ROUTES = 300;

/** The engine finds the division of a point: less than a route, which asks streets, zones and beats as well. */
const askEngine = async (uri: string): Promise<void> => {
  const client = await MongoClient.connect(uri);
  const db = client.db(`bench_routing_${process.pid}`);
  try {
    const divisions = db.collection('divisions');
    const drawn = town.divisions.filter(({ polygon }) => polygon);
    for (let i = 0; i < drawn.length; i += 500)
      await divisions.insertMany(
        drawn.slice(i, i + 500).map(({ code, polygon }) => ({ code, shape: polygon })) as never[],
      );
    await divisions.createIndex({ shape: '2dsphere' } as never);
    const find = (i: number) => {
      const { lng, lat } = points[i]!;
      const point = { type: 'Point', coordinates: [lng, lat] };
      return divisions
        .find({ shape: { $geoIntersects: { $geometry: point } } } as never, { projection: { code: 1 } })
        .toArray();
    };
    // both find something, and the same grid
    const checked = points.findIndex((point) => router.locate(point).divisions.at(-1)?.level === 'grid');
    const known = (await find(checked)).map(({ code }) => code);
    const ours = router.locate(points[checked]!).divisions.at(-1)?.code;
    if (!known.includes(ours)) throw new Error(`the engine finds ${known.join()}, the router ${ours}`);
    const against: number[] = [];
    const engine: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const fast = perSecond(ROUTES / 4, (i) => router.route(points[i]!, category(i)));
      const from = performance.now();
      for (let i = 0; i < ENGINE_ROUTES; i++) await find(pair * ENGINE_ROUTES + i);
      const slowly = (ENGINE_ROUTES / (performance.now() - from)) * 1000;
      engine.push(slowly);
      against.push(fast / slowly);
    }
    console.log(
      `reference   ${figure(median(engine))} $geoIntersects per second, ${figure(median(against))} × slower (bar ${ENGINE_BAR})`,
    );
    if (median(against) < ENGINE_BAR) process.exitCode = 1;
  } finally {
    await db.dropDatabase();
    await client.close();
  }
};
const engineUri = process.env.REFERENCE_MONGODB_URI;
if (engineUri)
  askEngine(engineUri).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
