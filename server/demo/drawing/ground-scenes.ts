// Scenes on the ground and in yards: manholes, holes in the road, rubbish, building sites.
import { asphalt, carriageway, wall } from './backdrops';
import type { Scene } from './street-scenes';
import { between, circle, ellipse, faded, moved, oneOf, type Random, rect, shape, stroke, times } from './svg';
import { bag, bin, broom, cone, worker } from './things';

export const manhole: Scene = (random, fixed) => {
  const place = asphalt(random);
  const [x, y] = [between(random, 140, 180), between(random, 128, 146)];
  const [dx, dy] = fixed ? [0, 0] : [between(random, 14, 26), between(random, -16, -8)];
  return [
    place,
    ellipse(x, y, 94, 64, fixed ? '#787D7F' : '#6F7476'),
    ellipse(x, y, 86, 57, fixed ? '#4E5456' : '#1E2224'),
    fixed ? '' : ellipse(x - 4, y + 6, 74, 44, '#121516'),
    ellipse(x + dx, y + dy, 82, 54, '#565C5E'),
    ellipse(x + dx, y + dy - 2, 80, 52, '#6D7375'),
    ellipse(x + dx, y + dy - 2, 64, 40, '#62686A'),
    times(7, (i) =>
      stroke(`M${x + dx - 42 + i * 14} ${y + dy - 2 - (i % 2 ? 20 : 13)} v${i % 2 ? 36 : 22}`, '#484E50', 4.4),
    ),
    fixed
      ? ''
      : stroke(`M${x - 104} ${y + 30} l-26 14 M${x + 96} ${y - 26} l26 -18 M${x - 40} ${y + 66} l-6 18`, '#6B7072', 3),
    fixed ? '' : moved(46, 84, 1.4, cone()) + moved(286, 226, 1.5, cone()),
  ].join('');
};

export const pothole: Scene = (random, fixed) => {
  const place = carriageway(random);
  const x = between(random, 116, 168);
  if (fixed)
    return [
      place,
      shape(`M${x - 52} 168 l92 -8 l22 46 l-116 8z`, '#5F6467'),
      stroke(`M${x - 52} 168 l92 -8 l22 46 l-116 8z`, '#4F5456', 2),
      times(26, () => circle(x - 44 + random() * 86, 172 + random() * 34, 1, '#74797B')),
    ].join('');
  return [
    place,
    shape(`M${x - 56} 178 q20 -28 64 -22 q36 -4 46 20 q10 24 -30 32 q-52 15 -74 -2 q-18 -11 -6 -28z`, '#4D5255'),
    shape(`M${x - 42} 182 q18 -17 46 -13 q32 -2 36 13 q2 13 -26 17 q-42 9 -54 -2 q-8 -7 -2 -15z`, '#303538'),
    ellipse(x, 191, 28, 7, '#6B8792'),
    ellipse(x - 8, 189, 9, 2, '#9DB6BF'),
    stroke(`M${x - 64} 184 l-24 -9 M${x + 58} 172 l28 -13 M${x + 8} 210 l9 21 M${x - 30} 208 l-12 16`, '#4D5255', 3),
    times(8, () => circle(x - 70 + random() * 150, 206 + random() * 22, between(random, 1.4, 3), '#5B6063')),
  ].join('');
};

export const litter: Scene = (random, fixed) => {
  const place = wall(random);
  const bins = moved(218, 206, 1.15, bin('#2F7F68', '#25654F')) + moved(266, 206, 1.15, bin('#3E5C82', '#324A69'));
  if (fixed)
    return [
      place,
      bins,
      faded(0.5, stroke('M22 222 q72 -16 152 0 M60 204 q40 -8 90 0', '#C3C0B7', 5)),
      moved(between(random, 70, 140), 214, 1, worker()),
      moved(between(random, 152, 166), 214, 0.9, broom()),
    ].join('');
  const sacks = ['#3C4653', '#4C7B74', '#CFC6B6', '#7D5A4B', '#5E6A55', '#2E3A46'] as const;
  return [
    place,
    bins,
    ellipse(128, 214, 116, 14, '#8E8B80'),
    times(4, (i) =>
      moved(50 + i * 52 + between(random, -8, 8), 206, between(random, 0.95, 1.2), bag(oneOf(random, sacks))),
    ),
    times(4, (i) =>
      moved(34 + i * 54 + between(random, -8, 8), 218, between(random, 0.6, 0.9), bag(oneOf(random, sacks))),
    ),
    rect(150, 192, 40, 26, '#BE9156', 1) + shape('M150 192 l20 9 l20 -9', '#A37A42'),
    times(9, () => {
      const [x, y] = [between(random, 16, 250), between(random, 218, 234)];
      return oneOf(random, [
        ellipse(x, y, 6, 2.4, '#C8693F'),
        rect(x, y, 11, 4, '#DCE6E6', 1),
        stroke(`M${x} ${y} l9 3`, '#EFE6D6', 2.4),
      ]);
    }),
    times(3, (i) => faded(0.5, stroke(`M${70 + i * 50} 132 q-5 -7 0 -14 t0 -14`, '#7C8069', 2.2))),
  ].join('');
};

const crane =
  stroke('M252 118 V20 M204 26 H316 M252 20 L214 26 M252 20 L304 26 M222 26 V50', '#D8A23A', 3) +
  rect(290, 26, 14, 9, '#8C8F86');

export const dust: Scene = (random, fixed) => {
  const heap = fixed ? '#5F8A66' : '#B48A5C';
  return [
    rect(0, 0, 320, 240, fixed ? '#D9E8EC' : '#DDD3BF'),
    crane,
    rect(20, 52, 92, 100, '#C9C5B8'),
    times(12, (i) => rect(28 + (i % 4) * 21, 60 + Math.floor(i / 4) * 26, 13, 16, '#8B8F8D')),
    stroke('M16 152 V46 H116 V152 M16 72 H116 M16 98 H116 M16 124 H116', '#9A6B3F', 2),
    rect(0, 150, 320, 90, fixed ? '#A29E94' : '#BFA887'),
    shape('M146 172 q34 -62 78 -50 q44 -8 66 50z', heap),
    fixed
      ? times(7, (i) => stroke(`M${160 + i * 18} ${168} l${10 - i * 2} ${-34 + Math.abs(3 - i) * 6}`, '#4C7453', 1))
      : times(22, () =>
          circle(between(random, 158, 280), between(random, 142, 170), between(random, 1, 2.6), '#96703F'),
        ),
    rect(0, 168, 320, 32, fixed ? '#4F8FA8' : '#7FA0A8'),
    times(8, (i) => rect(i * 42, 168, 2, 32, '#FFFFFF66')),
    rect(0, 164, 320, 5, '#E4E6E2'),
    rect(0, 200, 320, 40, fixed ? '#868B8D' : '#A39A89'),
    fixed
      ? times(9, (i) =>
          faded(0.65, stroke(`M${18 + i * 36} 166 q4 -14 ${between(random, 10, 18)} -16`, '#EAF4F6', 2)),
        ) + faded(0.35, ellipse(160, 222, 140, 9, '#B9C9CE'))
      : times(16, () =>
          faded(
            between(random, 0.22, 0.45),
            ellipse(
              between(random, 0, 320),
              between(random, 96, 214),
              between(random, 22, 52),
              between(random, 10, 22),
              '#D9C3A0',
            ),
          ),
        ),
    fixed ? moved(64, 226, 0.95, worker()) : muddyTracks(random),
  ].join('');
};

const muddyTracks = (random: Random): string => {
  const y = between(random, 212, 218);
  return faded(0.7, stroke(`M0 ${y} q80 -8 160 0 t170 -2 M0 ${y + 14} q80 -8 160 0 t170 -2`, '#8A6A42', 5));
};
