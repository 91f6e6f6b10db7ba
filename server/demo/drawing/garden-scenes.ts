// Green places: a pocket garden with a path, an avenue of trees, an old tree with its plate. Before is dry and littered, after is
// green and tended.
import type { Scene } from './street-scenes';
import { between, circle, ellipse, oneOf, type Random, rect, shape, stroke, times } from './svg';

const PETALS = ['#D9480F', '#E2A32E', '#C9527B', '#F3EAD9', '#8C5AA0'] as const;

const sky = (random: Random) =>
  rect(0, 0, 320, 240, oneOf(random, ['#DCEBEE', '#E6ECE4', '#D5E6EC'])) +
  shape(`M0 96 q60 -${Math.round(between(random, 26, 44))} 130 -12 t190 -6 V240 H0z`, '#A9C7B2');

const tree = (x: number, y: number, size: number, leaf: string, dark: string): string =>
  rect(x - size * 0.1, y - size, size * 0.2, size, '#7B5B43') +
  circle(x - size * 0.34, y - size * 1.1, size * 0.48, dark) +
  circle(x + size * 0.36, y - size * 1.12, size * 0.46, dark) +
  circle(x, y - size * 1.46, size * 0.56, leaf) +
  circle(x, y - size * 1.02, size * 0.5, leaf);

const litterOn = (random: Random, top: number) =>
  times(7, (i) =>
    i % 2
      ? rect(between(random, 30, 280), between(random, top, 226), 12, 7, '#EDEBE4', 1)
      : stroke(`M${between(random, 30, 280)} ${between(random, top, 226)} l9 3`, '#C8693F', 2.4),
  );

export const garden: Scene = (random, fixed) => {
  const [leaf, dark, grass] = fixed ? ['#5FA06E', '#4C8A5D', '#8BBB84'] : ['#8E9A63', '#7C8856', '#B5AE7C'];
  const x = between(random, 60, 96);
  return [
    sky(random),
    rect(0, 118, 320, 122, grass),
    shape('M196 240 q-40 -54 20 -78 q46 -18 26 -42 h16 q24 26 -16 50 q-40 26 -6 70z', '#E1D6BC'),
    tree(x, 150, 46, leaf, dark),
    tree(between(random, 262, 290), 164, 54, dark, leaf),
    shape('M14 226 q40 -58 96 -44 q52 10 66 44z', dark),
    times(fixed ? 24 : 5, () => {
      const [fx, fy] = [between(random, 34, 160), between(random, 194, 224)];
      return circle(fx, fy, 4.4, oneOf(random, PETALS)) + circle(fx, fy, 1.6, '#FBF4DF');
    }),
    rect(228, 196, 70, 6, '#8E6642', 2) + rect(236, 202, 5, 16, '#6F4F34') + rect(284, 202, 5, 16, '#6F4F34'),
    fixed ? '' : litterOn(random, 190),
  ].join('');
};

export const avenue: Scene = (random, fixed) => {
  const [leaf, dark] = fixed ? ['#5C9C6A', '#48805A'] : ['#9AA06A', '#848A58'];
  return [
    sky(random),
    rect(0, 150, 320, 90, '#C9C5B8'),
    shape('M0 240 L120 150 H200 L320 240z', '#8A8F91'),
    times(4, (i) => rect(158 - i, 160 + i * 20, 3 + i, 10 + i * 2, '#E9E6DA')),
    ...[0, 1, 2, 3].flatMap((i) => {
      const size = 22 + i * 12;
      return [tree(112 - i * 30, 158 + i * 20, size, leaf, dark), tree(208 + i * 30, 158 + i * 20, size, leaf, dark)];
    }),
    times(fixed ? 0 : 14, () => ellipse(between(random, 10, 310), between(random, 184, 232), 3.4, 1.6, '#B98D4F')),
    fixed ? '' : litterOn(random, 200),
  ].join('');
};

export const oldtree: Scene = (random, fixed) => {
  const [leaf, dark] = fixed ? ['#4F8C60', '#3F7450'] : ['#7F8C5E', '#6E7A50'];
  const lean = between(random, -8, 8);
  return [
    sky(random),
    rect(0, 170, 320, 70, fixed ? '#A7C29A' : '#C2B78E'),
    ellipse(160, 206, 86, 16, '#B9AE93'),
    shape(`M132 206 q16 -44 ${6 + lean} -96 h38 q-4 52 22 96z`, '#6B4E38'),
    stroke('M150 120 q-34 -20 -60 -22 M172 118 q40 -26 66 -24', '#6B4E38', 9),
    times(16, (i) =>
      circle(
        60 + (i % 8) * 28 + between(random, -8, 8),
        46 + Math.floor(i / 8) * 34 + between(random, -8, 8),
        between(random, 24, 34),
        i % 3 ? leaf : dark,
      ),
    ),
    times(22, (i) => rect(70 + i * 8.4, 196, 2, 18, '#8C8F86')) + rect(66, 200, 188, 2.4, '#8C8F86'),
    rect(206, 178, 34, 24, '#2F6B57', 2) + rect(212, 184, 22, 2.4, '#EAF4F0') + rect(212, 190, 16, 2.4, '#EAF4F0'),
    fixed ? '' : litterOn(random, 206),
  ].join('');
};
