// Scenes in front of the houses: lamps, stalls, cars, cables, flower beds, posters.
import { street } from './backdrops';
import { between, circle, ellipse, faded, moved, oneOf, type Random, rect, shape, stroke, times, turned } from './svg';
import { broom, car, person, worker } from './things';

/** `fixed`: as it looks afterwards. The place is drawn first, so that the same seed gives the same place before and after. */
export type Scene = (random: Random, fixed: boolean) => string;

export const lamp: Scene = (random, fixed) => {
  const place = street(random, true);
  const x = between(random, 84, 190);
  const light = fixed
    ? faded(0.5, shape(`M${x + 34} 46 h30 l54 150 h-138z`, '#F6D98A')) +
      faded(0.6, ellipse(x + 49, 194, 66, 12, '#F6D98A'))
    : '';
  return [
    place,
    fixed ? '' : faded(0.22, rect(0, 0, 320, 240, '#0C1424')),
    light,
    fixed ? moved(x + 58, 194, 0.8, person('#5E7FA6')) : '',
    stroke(`M${x} 196 V62 q0 -22 24 -22 h14`, '#8793A8', 6.5),
    rect(x - 6, 186, 12, 10, '#77839A', 2),
    shape(`M${x + 34} 34 h24 q9 0 9 12 h-36z`, '#A9B4C6'),
    fixed ? ellipse(x + 49, 46, 15, 4, '#FFF3C8') : ellipse(x + 49, 46, 15, 2.5, '#5B667C'),
  ].join('');
};

export const stall: Scene = (random, fixed) => {
  const place = street(random);
  if (fixed)
    return [
      place,
      moved(between(random, 70, 110), 188, 0.95, person('#8C5A7A')),
      moved(between(random, 190, 230), 186, 0.9, person('#4F7D6B', '#77604A')),
      // the place where it may stand, painted yellow and left empty
      stroke('M24 204 h96 v26 h-96z', '#E0B23C', 2.4),
    ].join('');
  const x = between(random, 52, 150);
  const cloth = oneOf(random, ['#DB6E3C', '#3F8F74', '#C2493D']);
  const fruit = ['#D9480F', '#E2A32E', '#55945A', '#C8502B', '#E8C04A', '#7FA04E'];
  return [
    place,
    ellipse(x + 64, 206, 84, 8, '#00000022'),
    rect(x + 4, 120, 4, 84, '#6E5238'),
    rect(x + 120, 120, 4, 84, '#6E5238'),
    shape(`M${x - 8} 122 l10 -28 h124 l10 28z`, '#F3EAD9'),
    times(4, (i) => shape(`M${x - 8 + i * 36} 122 l${10 - i * 5.2} -28 h17 l${i * 5.2 - 10 + 2} 28z`, cloth)),
    rect(x - 4, 164, 138, 40, '#A07A4D', 3),
    times(12, (i) => circle(x + 6 + i * 10.8, 160 - (i % 2) * 4, 7, fruit[i % fruit.length] ?? '#D9480F')),
    moved(x + 64, 164, 0.85, person('#6B7FA8')),
    rect(x - 4, 166, 138, 38, '#A07A4D', 3),
    times(11, (i) => circle(x + 8 + i * 11.6, 167, 6.4, fruit[(i + 2) % fruit.length] ?? '#E2A32E')),
    rect(x + 142, 192, 30, 20, '#4D7EA8', 3),
    rect(x + 146, 182, 24, 12, '#C79A4B', 2),
    moved(x - 26, 224, 0.9, person('#B4654A')),
  ].join('');
};

/** Tactile paving along the pavement. */
const guideway = times(
  34,
  (i) =>
    rect(i * 10, 171, 8.6, 11, '#DDAF3A', 1) +
    rect(i * 10 + 2, 174, 4.6, 1.4, '#BE8F23') +
    rect(i * 10 + 2, 178, 4.6, 1.4, '#BE8F23'),
);

export const parking: Scene = (random, fixed) => {
  const place = street(random);
  const colours = ['#A84C3A', '#EDEDEA', '#3F5F86', '#6E7477', '#C7A24B'] as const;
  const [first, second] = [oneOf(random, colours), oneOf(random, colours)];
  const x = between(random, 14, 50);
  if (!fixed)
    return [place, guideway, moved(x, 187, 1.25, car(first)), moved(x + 138, 190, 1.25, car(second))].join('');
  return [
    place,
    guideway,
    moved(between(random, 80, 120), 178, 0.9, person('#4F7D6B')),
    stroke(`M${110} 150 l18 26`, '#F4F1E8', 2),
    moved(between(random, 210, 240), 176, 0.85, person('#8C5A7A')),
    stroke('M4 206 h150 M4 238 h150 M4 206 v32 M154 206 v32', '#F4F1E8', 2.2),
    moved(24, 234, 1.1, car(first)),
  ].join('');
};

export const cable: Scene = (random, fixed) => {
  const place = street(random);
  const x = between(random, 120, 190);
  const wires = times(4, (i) =>
    stroke(
      `M-10 ${22 + i * 9} Q${x / 2} ${58 + i * 8} ${x} ${40 + i * 2} Q${(x + 330) / 2} ${10 + i * 7} 330 ${30 + i * 8}`,
      '#2B3235',
      1.8,
    ),
  );
  const hanging = [
    stroke(`M${x + 10} 42 C ${x + 46} 66 ${x + 20} 120 ${x + 34} 150 S ${x + 62} 176 ${x + 74} 172`, '#1F2427', 3.4),
    shape(`M${x + 80} 160 l7 8 l-5 1 l6 9 l-12 -8 l5 -2z`, '#D9480F'),
  ].join('');
  return [
    place,
    rect(x - 4.5, 20, 9, 176, '#6E5A45', 2),
    rect(x - 36, 36, 72, 5, '#6E5A45', 1.5),
    times(4, (i) => rect(x - 32 + i * 20, 30, 4, 7, '#C9CFCB', 1.5)),
    fixed
      ? stroke(`M-10 30 Q${x / 2} 46 ${x} 36 T330 34`, '#2B3235', 3.6) + rect(x - 8, 52, 16, 20, '#A9B4B0', 2)
      : wires + hanging,
    fixed ? moved(x + 44, 192, 0.95, person('#4D7EA8')) : moved(x + 98, 192, 0.9, person('#8C5A7A')),
    fixed ? times(6, (i) => rect(x - 3, 62 + i * 18, 6, 2, '#C9CFCB', 1)) : '',
  ].join('');
};

export const flowerbed: Scene = (random, fixed) => {
  const place = street(random);
  const petals = ['#D9480F', '#E2A32E', '#C9527B', '#F3EAD9', '#8C5AA0'];
  const leaf = fixed ? '#5B9A62' : '#8D9165';
  const blooms = fixed ? 26 : 5;
  const rubbish = times(9, (i) => {
    const [x, y] = [between(random, 46, 270), between(random, 164, 176)];
    if (i % 3 === 0)
      return turned(
        between(random, -40, 40),
        x,
        y,
        rect(x, y, 13, 8, '#EDEBE4', 1),
        rect(x + 3, y + 2, 7, 2, '#4D7EA8'),
      );
    if (i % 3 === 1) return shape(`M${x} ${y + 8} q-3 -12 5 -14 q8 -2 10 8 q1 8 -6 8z`, '#DCE6E6');
    return stroke(`M${x} ${y} l7 2`, '#F2EADB', 2.2) + stroke(`M${x + 7} ${y + 2} l2 0.6`, '#D98A4B', 2.2);
  });
  return [
    place,
    rect(26, 176, 268, 30, '#A08C73', 4),
    times(9, (i) => rect(28 + i * 30, 178, 27, 12, '#AF9B82', 2)),
    times(20, (i) => circle(40 + i * 12.6, 174 - (i % 3) * 3, between(random, 8, 12), leaf)),
    times(blooms, () => {
      const [x, y] = [between(random, 38, 282), between(random, 160, 176)];
      return circle(x, y, 4.6, oneOf(random, petals as [string, ...string[]])) + circle(x, y, 1.7, '#FBF4DF');
    }),
    fixed ? moved(between(random, 60, 250), 222, 0.9, worker()) : rubbish,
  ].join('');
};

const POSTERS = ['#E9C46A', '#F1F0EA', '#E07A5F', '#9CC5A1', '#D9D4C5', '#8FB8DE'] as const;

export const ads: Scene = (random, fixed) => {
  const place = street(random);
  const x = between(random, 120, 180);
  const poster = (px: number, py: number, wide: number, high: number) =>
    turned(
      between(random, -9, 9),
      px,
      py,
      rect(px, py, wide, high, oneOf(random, POSTERS), 1),
      times(3, (i) => rect(px + 3, py + 5 + i * 5, wide - 6 - i * 3, 1.8, '#6B6F70')),
      rect(px + 3, py + high - 7, wide - 6, 4, '#C2493D'),
    );
  return [
    place,
    rect(x - 14, 30, 28, 168, '#B9BDBA', 2),
    rect(x + 6, 30, 8, 168, '#A3A8A5'),
    rect(x - 18, 190, 36, 8, '#8C918E', 2),
    rect(x + 58, 108, 62, 84, '#8FA39A', 3),
    rect(x + 62, 112, 54, 76, '#9DB1A8', 2),
    rect(x + 88, 112, 1.6, 76, '#7E9188'),
    fixed
      ? moved(x - 50, 214, 0.95, worker()) + moved(x - 34, 216, 0.9, broom())
      : [
          times(6, (i) => poster(x - 12 + (i % 2) * 3, 52 + i * 22, between(random, 19, 23), between(random, 20, 26))),
          times(7, (i) => poster(x + 62 + (i % 3) * 17, 116 + Math.floor(i / 3) * 24, 15, 19)),
          times(3, (i) =>
            turned(
              between(random, -30, 30),
              60 + i * 70,
              214,
              rect(50 + i * 74, 208, 14, 9, oneOf(random, POSTERS), 1),
            ),
          ),
        ].join(''),
  ].join('');
};
