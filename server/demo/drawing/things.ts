// Things that stand about in more than one picture.
import { circle, ellipse, rect, shape, stroke, times } from './svg';

/** A car from the side, standing on y 0, about 92 long. */
export const car = (body: string): string =>
  [
    ellipse(46, 2, 50, 5, '#00000022'),
    shape('M2 -4 q-4 -18 10 -21 l14 -3 q8 -16 20 -16 h18 q11 0 19 17 q15 2 16 12 l1 11z', body),
    shape('M31 -29 q6 -10 14 -10 h5 v10z M54 -39 h9 q8 0 13 10 h-22z', '#C3D8DF'),
    rect(48, -24, 7, 1.6, '#00000033', 0.8),
    circle(23, -3, 9.5, '#23282B'),
    circle(23, -3, 4.2, '#A6ACAF'),
    circle(77, -3, 9.5, '#23282B'),
    circle(77, -3, 4.2, '#A6ACAF'),
    rect(93, -19, 5, 4, '#F2D388', 1.5),
  ].join('');

/** A wheelie bin, standing on y 0. */
export const bin = (body: string, lid: string): string =>
  [
    ellipse(19, 1, 24, 4, '#00000022'),
    shape('M2 -58 h34 l-3 56 q0 3 -3 3 h-22 q-3 0 -3 -3z', body),
    rect(-2, -66, 42, 10, lid, 4),
    rect(11, -40, 16, 3, '#FFFFFFCC', 1.5),
    circle(9, 0, 4, '#2B3235'),
    circle(29, 0, 4, '#2B3235'),
  ].join('');

/** A tied rubbish bag, standing on y 0. */
export const bag = (fill: string): string =>
  [
    shape('M-26 0 q-8 -20 12 -40 q-5 -6 -11 -14 h38 q-6 8 -11 14 q22 20 14 38 q-20 8 -42 2z', fill),
    stroke('M-6 -34 q-8 12 -7 24 M9 -30 q7 10 6 20', '#FFFFFF66', 2.4),
  ].join('');

/** A person from behind, standing on y 0. */
export const person = (coat: string, hair = '#3A3F45'): string =>
  [
    ellipse(0, 1, 14, 3, '#00000022'),
    shape('M-10 0 l3 -26 h14 l3 26 h-7 l-3 -18 l-3 18z', '#4B5563'),
    shape('M-13 -22 q0 -26 13 -26 q13 0 13 26z', coat),
    circle(0, -57, 9, '#E7C7A6'),
    shape('M-9.5 -57 q0 -11 9.5 -11 q9.5 0 9.5 11 q-9 -4 -19 0z', hair),
  ].join('');

/** A sanitation worker's vest is what one recognises from afar. */
export const worker = (): string =>
  person('#E77B2F') + rect(-11, -33, 22, 3, '#F6E7A8') + shape('M-10 -62 q10 -8 20 0z', '#F2B632');

/** A red and white cone, standing on y 0. */
export const cone = (): string =>
  shape('M-9 0 h18 v-3 h-3 l-4.5 -20 h-3 l-4.5 20 h-3z', '#D9632B') + shape('M-4.6 -9 h9.2 l1.2 5 h-11.6z', '#F3EDE2');

/** A broom leaning against nothing in particular. */
export const broom = (): string =>
  stroke('M0 -2 L16 -52', '#8A6A45', 2.6) +
  shape('M-8 0 l5 -14 l9 3 l-2 12z', '#C79A4B') +
  times(3, (i) => stroke(`M${-5 + i * 4} 0 l3 -9`, '#A67C37', 0.8));
