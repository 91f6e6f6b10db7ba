// The printed card of a street, drawn once on a plane of 800 × 560 that is either a picture or a page. Nothing here knows which.
import type { Weight } from '../core/print/fonts';
import { textWidth } from '../core/print/picture';
import type { CardFacts } from './card';

export const CARD_WIDTH = 800;
export const CARD_HEIGHT = 560;

const JADE = '#0B7F62';
const DEEP = '#086650';
const INK = '#1F2A37';
const QUIET = '#4B5563';

export interface TextStyle {
  size: number;
  weight?: Weight;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}
/** What the drawing needs of a picture or a page. */
export interface Plane {
  box(
    x: number,
    y: number,
    width: number,
    height: number,
    style: { fill?: string; stroke?: string; line?: number },
  ): void;
  text(words: string, x: number, y: number, style: TextStyle): void;
  /** the code that is scanned, in a white square */
  code(x: number, y: number, size: number): void;
}

export interface Printed {
  facts: CardFacts;
  stamp: string;
  /** day of printing */
  printedOn: string;
  /** 演示数据 */
  demo: boolean;
  scanWord: string;
}

/** The largest size at which a line fits. */
const fitting = (words: string, width: number, size: number, weight: Weight): number =>
  Math.min(size, (size * width) / Math.max(1, textWidth(words, size, weight)));

const LEFT = 48;
const COLUMN = 420;
const CODE = { x: 500, y: 150, size: 252 };

export const drawCard = (plane: Plane, { facts, stamp, printedOn, demo, scanWord }: Printed): void => {
  plane.box(0, 0, CARD_WIDTH, CARD_HEIGHT, { fill: '#FFFFFF' });
  plane.box(0, 0, CARD_WIDTH, 92, { fill: DEEP });
  plane.text('彝城共治 · 街长公示牌', LEFT, 58, { size: 30, weight: 'bold', fill: '#FFFFFF' });
  plane.text(`${facts.county}${facts.town.name}`, CARD_WIDTH - LEFT, 57, { size: 24, fill: '#E6F4F0', anchor: 'end' });
  plane.box(0, 92, CARD_WIDTH, 4, { fill: '#B7791F' });

  // the street signs its name on a plate, as on the wall
  const name = fitting(facts.name, COLUMN - 64, 64, 'bold');
  const plate = textWidth(facts.name, name, 'bold') + 64;
  plane.box(LEFT, 122, plate, 104, { fill: JADE });
  plane.box(LEFT + 6, 128, plate - 12, 92, { stroke: '#FFFFFF', line: 2 });
  plane.text(facts.name, LEFT + plate / 2, 174 + name * 0.36, {
    size: name,
    weight: 'bold',
    fill: '#FFFFFF',
    anchor: 'middle',
  });
  if (facts.from && facts.to) {
    const extent = `${facts.from} 至 ${facts.to}`;
    plane.text(extent, LEFT, 264, { size: fitting(extent, COLUMN, 22, 'regular'), fill: QUIET });
  }

  const rows: [string, string][] = [
    ['街长', facts.chief?.name ?? '暂缺'],
    ['副街长', facts.deputy?.name ?? '暂缺'],
    ['监督', facts.supervisor ? `${facts.supervisor.post} ${facts.supervisor.name}` : '—'],
    ['值班电话', facts.dutyPhone ?? '—'],
  ];
  rows.forEach(([label, value], i) => {
    const y = 316 + i * 46;
    plane.text(label, LEFT, y, { size: 22, fill: QUIET });
    plane.text(value, LEFT + 110, y, { size: fitting(value, COLUMN - 110, 28, 'bold'), weight: 'bold', fill: INK });
  });

  plane.box(CODE.x, CODE.y - 28, CODE.size, CODE.size + 56, { stroke: JADE, line: 2 });
  plane.code(CODE.x + 4, CODE.y - 24, CODE.size - 8);
  plane.text(scanWord, CODE.x + CODE.size / 2, CODE.y + CODE.size + 12, {
    size: fitting(scanWord, CODE.size - 24, 22, 'bold'),
    weight: 'bold',
    fill: DEEP,
    anchor: 'middle',
  });
  plane.text(facts.acceptText, CODE.x + CODE.size / 2, CODE.y + CODE.size + 62, {
    size: 20,
    fill: QUIET,
    anchor: 'middle',
  });

  plane.box(LEFT, 488, CARD_WIDTH - 2 * LEFT, 1, { fill: '#D5DCD8' });
  plane.text('起火、受困先打 119，违法先打 110，受伤先打 120。', LEFT, 518, { size: 18, fill: QUIET });
  plane.text('这里不是 12345 和信访。', LEFT, 543, { size: 18, fill: QUIET });
  const note = `${demo ? '演示数据 · ' : ''}${printedOn} 印制 · ${stamp}`;
  plane.text(note, CARD_WIDTH - LEFT, 543, { size: 16, fill: QUIET, anchor: 'end' });
};
