// Routes per second on one core, and the same questions asked by walking every shape. Prints medians of five pairs.
// Size: 10,000 grids of 24 vertices, 2,000 streets of 12 points, county outlines of 3,000 vertices (quality.md, Speed).
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
