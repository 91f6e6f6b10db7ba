// What the six kinds of activity look like: people together, and what they are about.
import { street, wall } from './backdrops';
import { between, circle, moved, oneOf, type Random, rect, shape, stroke, times } from './svg';
import { bag, broom, cone, person } from './things';

const COATS = ['#0B7F62', '#3A66AE', '#8C5A7A', '#C2733D', '#4F7D6B', '#A4553F'] as const;
const HAIR = ['#3A3F45', '#5B4636', '#77604A'] as const;

/** A jade vest with a yellow stripe, and a cap: one knows them from afar. */
const volunteer = (): string =>
  person('#0B7F62') +
  rect(-11, -33, 22, 3.4, '#F2DC8C') +
  shape('M-10 -61 q10 -11 20 0z M6 -62 h9 v2.6 h-9z', '#2F9479');
const resident = (random: Random): string => person(oneOf(random, COATS), oneOf(random, HAIR));

/** Several in a row, a little out of line. */
const row = (random: Random, count: number, from: number, to: number, y: number, draw: () => string): string =>
  times(count, (i) =>
    moved(
      from + ((to - from) * i) / Math.max(1, count - 1) + between(random, -5, 5),
      y + between(random, -5, 5),
      between(random, 0.86, 1),
      draw(),
    ),
  );

const service = (random: Random): string =>
  [
    street(random),
    row(random, 4, 70, 230, 190, volunteer),
    moved(104, 194, 1, broom()),
    moved(212, 194, 1, broom()),
    moved(272, 200, 0.8, bag('#3F7F66')),
    moved(40, 202, 0.9, cone()),
  ].join('');

const openDay = (random: Random): string =>
  [
    rect(0, 0, 320, 240, '#D5E6E8'),
    shape('M0 92 q60 -40 120 -16 t120 -8 t80 12 V150 H0z', '#AFC9B9'),
    rect(40, 70, 190, 84, '#EFE8DA'),
    rect(34, 62, 202, 10, '#0B7F62'),
    times(5, (i) => rect(52 + i * 35, 84, 20, 22, '#90B4BD', 2)),
    rect(120, 118, 30, 36, '#7D6E5A', 2),
    rect(0, 154, 320, 86, '#CFCBBE'),
    shape('M222 188 q36 -22 86 0 q-36 22 -86 0z', '#6FA8B5'),
    shape('M222 188 q36 -22 86 0 q-20 -5 -43 -5 t-43 5z', '#8FC3CC'),
    row(random, 6, 40, 206, 206, () => resident(random)),
    moved(20, 210, 1, volunteer()),
  ].join('');

const theme = (random: Random): string =>
  [
    rect(0, 0, 320, 240, '#2B3552'),
    times(18, () => circle(between(random, 0, 320), between(random, 4, 80), 0.8, '#C9D3E6')),
    shape('M0 120 q60 -34 130 -12 t120 -10 t70 12 V240 H0z', '#36425F'),
    rect(0, 170, 320, 70, '#4A4152'),
    shape('M146 174 l10 -74 h8 l10 74z', '#7A5B3C'),
    shape('M160 40 q30 34 16 60 q-4 10 -16 12 q-14 -2 -18 -14 q-10 -26 18 -58z', '#E8803A'),
    shape('M160 62 q16 22 8 38 q-3 7 -8 8 q-8 -2 -10 -9 q-4 -16 10 -37z', '#F8D27A'),
    row(random, 4, 40, 124, 206, () => resident(random)),
    row(random, 4, 198, 284, 206, () => resident(random)),
  ].join('');

const renovation = (random: Random): string => {
  const block = (x: number, width: number, top: number) =>
    rect(x, top, width, 170 - top, oneOf(random, ['#E3D6BF', '#DCCDB3', '#E9DFCE'])) +
    rect(x - 2, top - 5, width + 4, 6, '#9A8A75') +
    times(4, (r) =>
      times(Math.floor(width / 24), (c) => rect(x + 8 + c * 24, top + 10 + r * 26, 13, 15, '#8FA9B0', 1)),
    );
  return [
    rect(0, 0, 320, 240, '#DCE8E4'),
    block(14, 92, 44),
    block(120, 80, 58),
    block(214, 92, 40),
    rect(0, 170, 320, 70, '#B9B7AC'),
    rect(96, 150, 128, 30, '#FFFFFF', 2),
    stroke('M106 160 h60 M106 168 h92', '#0B7F62', 2.6),
    row(random, 5, 70, 250, 214, () => resident(random)),
    moved(44, 216, 1, volunteer()),
  ].join('');
};

const assistant = (random: Random): string =>
  [
    street(random),
    moved(106, 192, 1.05, volunteer()),
    moved(196, 190, 1, volunteer()),
    moved(152, 194, 0.94, resident(random)),
    shape('M228 150 h58 v30 h-58z', '#FFFFFF'),
    stroke('M236 160 h30 M236 168 h42', '#3A66AE', 2.6),
    stroke('M240 180 v16 M274 180 v16', '#8A6A45', 3),
    moved(300, 202, 0.8, cone()),
  ].join('');

const patrol = (random: Random): string =>
  [
    street(random, true),
    moved(120, 196, 1.05, volunteer()),
    moved(186, 194, 1, volunteer()),
    moved(84, 198, 0.95, person('#5E7FA6')),
    shape('M196 168 l92 -16 v40z', '#F6E3A0'),
    rect(188, 163, 12, 6, '#C9D3E6', 2),
  ].join('');

const summary = (random: Random): string =>
  [
    wall(random),
    row(random, 6, 40, 280, 214, volunteer),
    moved(36, 228, 0.7, bag('#3F7F66')),
    moved(74, 230, 0.8, bag('#4F7D6B')),
    moved(288, 230, 0.75, bag('#3F7F66')),
  ].join('');

export const ACTIVITY_SCENES = { service, 'open-day': openDay, theme, renovation, assistant, patrol, summary };
