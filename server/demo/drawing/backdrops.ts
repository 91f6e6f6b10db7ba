// Where things happen: a street of old houses by day or night, a courtyard wall, a carriageway, and asphalt seen from above.
import { between, circle, ellipse, faded, oneOf, type Random, rect, shape, stroke, times } from './svg';

const DAY_WALLS = ['#E9DECB', '#DDCDB2', '#EEE5D5', '#D9C6A4', '#E3D3BE'] as const;
const NIGHT_WALLS = ['#38425A', '#333C52', '#3D4760', '#30394F', '#364059'] as const;

/** Top and length of the dashes of a centre line running away. */
const DASHES: readonly [number, number][] = [
  [72, 10],
  [92, 16],
  [124, 24],
  [172, 36],
];

const hills = (random: Random, colour: string): string => {
  const lift = between(random, -6, 8);
  return shape(`M0 ${74 - lift} q50 -34 110 -18 t110 -6 t100 10 V120 H0z`, colour);
};

function house(random: Random, x: number, width: number, night: boolean): string {
  const top = between(random, 44, 68);
  const wall = oneOf(random, night ? NIGHT_WALLS : DAY_WALLS);
  const roof = night ? '#222B40' : oneOf(random, ['#6B7878', '#5F6E73', '#7A7268']);
  const windows = Math.max(2, Math.round(width / 30));
  const gap = width / windows;
  const lit = night ? Math.floor(random() * windows * 2) : -1;
  const shutter = night ? '#2A3247' : oneOf(random, ['#7D6E5A', '#8A6F55', '#6E6353']);
  const awning = night ? '#222B40' : oneOf(random, ['#A4553F', '#5E7F6B', '#6B7878', '#B98D4F']);
  return [
    rect(x, top, width, 150, wall),
    // upturned eaves, as on the old houses of the town
    shape(`M${x - 9} ${top} q8 -2 13 -13 h${width - 8} q5 11 13 13z`, roof),
    times(windows, (i) => {
      const at = x + i * gap + gap * 0.22;
      const glass = i === lit ? '#E8B65A' : night ? '#4A5772' : '#90A9AF';
      return rect(at, top + 13, gap * 0.56, 21, glass, 1) + rect(at + gap * 0.26, top + 13, 1.4, 21, wall);
    }),
    rect(x + 5, top + 48, width - 10, 100, shutter),
    rect(x + 3, top + 42, width - 6, 8, awning, 2),
  ].join('');
}

/** A street front: houses, pavement from y 150, carriageway from y 197. */
export function street(random: Random, night = false): string {
  const sky = night ? '#26344F' : oneOf(random, ['#D9E8EC', '#E4EBE4', '#D2E3EA', '#E9E6DA']);
  let x = -between(random, 5, 40);
  let houses = '';
  while (x < 320) {
    const width = between(random, 66, 104);
    houses += house(random, x, width, night);
    x += width;
  }
  const paving = night ? '#4A5163' : '#C9C5B8';
  const joint = night ? '#3C4354' : '#ACA89B';
  return [
    rect(0, 0, 320, 240, sky),
    night ? times(14, () => circle(between(random, 0, 320), between(random, 2, 44), 0.7, '#C9D3E6')) : '',
    night ? '' : hills(random, '#B4CBBB'),
    houses,
    rect(0, 150, 320, 44, paving),
    times(9, (i) => stroke(`M${-20 + i * 44} 150 l-26 44`, joint, 1.1)),
    rect(0, 192, 320, 5, joint),
    rect(0, 197, 320, 43, night ? '#333A4A' : '#868B8D'),
    times(5, (i) => rect(12 + i * 72, 217, 34, 3, night ? '#4A5163' : '#D8D6CC')),
  ].join('');
}

/** A courtyard wall under tiles, with room in front of it. */
export function wall(random: Random): string {
  const plaster = oneOf(random, ['#E6DBC7', '#EFE6D6', '#DCD0B8']);
  return [
    rect(0, 0, 320, 240, '#CBD5CF'),
    hills(random, '#A9C0B0'),
    rect(0, 44, 320, 116, plaster),
    times(5, (i) => rect(0, 62 + i * 20, 320, 1, '#D3C5AC')),
    rect(0, 34, 320, 11, '#8A7C6A'),
    times(27, (i) => ellipse(6 + i * 12, 45, 5, 3, '#75695A')),
    rect(0, 158, 320, 4, '#8C897E'),
    rect(0, 162, 320, 78, '#ABA89F'),
    times(30, () => circle(between(random, 0, 320), between(random, 168, 238), between(random, 0.5, 1.3), '#9B988F')),
  ].join('');
}

/** A carriageway running away to the hills. */
export function carriageway(random: Random): string {
  const verge = oneOf(random, ['#B9B5A8', '#A9B59A', '#BDB6A0']);
  return [
    rect(0, 0, 320, 240, '#DCE7E6'),
    hills(random, '#A9C0B0'),
    rect(0, 68, 320, 172, verge),
    times(4, (i) => {
      const x = i < 2 ? 20 + i * 34 : 236 + (i - 2) * 40;
      return rect(x - 1.5, 52, 3, 20, '#7A6A55') + circle(x, 46, between(random, 9, 13), '#6F9A78');
    }),
    shape('M94 66 H226 L330 240 H-10z', '#80868A'),
    shape('M94 66 h5 L8 240 H-10z', '#D6D2C4'),
    shape('M226 66 h-5 L312 240 H330z', '#D6D2C4'),
    times(4, (i) => {
      const [y, h] = DASHES[i] ?? [0, 0];
      const half = 2 + (y - 66) * 0.05;
      return shape(`M${160 - half} ${y} h${half * 2} l1 ${h} h${-half * 2 - 2}z`, '#E8E6DC');
    }),
  ].join('');
}

/** Asphalt from above, with a kerb along the top. */
export function asphalt(random: Random): string {
  return [
    rect(0, 0, 320, 240, oneOf(random, ['#8B9092', '#85898A', '#929593'])),
    rect(0, 0, 320, 26, '#C9C5B8'),
    times(8, (i) => rect(i * 42 - 6, 0, 1.2, 26, '#ACA89B')),
    rect(0, 26, 320, 6, '#AEAA9E'),
    times(70, () => circle(between(random, 0, 320), between(random, 36, 238), between(random, 0.6, 1.8), '#7B8082')),
    faded(
      0.5,
      stroke(`M${between(random, 10, 60)} 232 l24 -16 M${between(random, 250, 290)} 62 l20 -15`, '#6B7072', 2.2),
    ),
  ].join('');
}
