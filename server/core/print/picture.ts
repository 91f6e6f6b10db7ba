// Pictures to share, drawn as SVG. Text becomes outlines of our own fonts, so that no font of the machine matters.
import sharp from 'sharp';
import { font, type Weight } from './fonts';

interface TextOptions {
  x: number;
  /** baseline of the first line */
  y: number;
  size: number;
  weight?: Weight;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
  /** breaks lines at this width */
  width?: number;
  lineHeight?: number;
  /** cuts with … after so many lines */
  lines?: number;
}

/** Width of a line in the unit of `size`. */
export const textWidth = (text: string, size: number, weight: Weight = 'regular'): number => {
  const face = font(weight);
  return (face.layout(text).advanceWidth * size) / face.unitsPerEm;
};

/** Breaks at any character, as Chinese does, but keeps runs of Latin letters and digits together. */
export const breakLines = (text: string, size: number, width: number, weight: Weight = 'regular'): string[] => {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const part of paragraph.match(/[\w.:/-]+|./gu) ?? []) {
      if (line && textWidth(line + part, size, weight) > width && !/[，。、；：！？”）》]/.test(part)) {
        lines.push(line.trimEnd());
        line = part.trimStart();
      } else line += part;
    }
    lines.push(line);
  }
  return lines;
};

const outline = (text: string, x: number, y: number, size: number, weight: Weight): string => {
  const face = font(weight);
  const scale = size / face.unitsPerEm;
  const { glyphs, positions } = face.layout(text);
  let pen = 0;
  return glyphs
    .map((glyph, i) => {
      const at = x + pen * scale;
      pen += positions[i]?.xAdvance ?? 0;
      return `<path transform="translate(${at.toFixed(2)} ${y.toFixed(2)}) scale(${scale} ${-scale})" d="${glyph.path.toSVG()}"/>`;
    })
    .join('');
};

/** An SVG fragment with the text drawn as outlines. */
export const svgText = (text: string, options: TextOptions): string => {
  const { x, y, size, weight = 'regular', fill = '#1F2A37', anchor = 'start', width, lineHeight = 1.4 } = options;
  const all = width === undefined ? [text] : breakLines(text, size, width, weight);
  const shown = all.slice(0, options.lines ?? all.length);
  if (shown.length < all.length) shown[shown.length - 1] = `${(shown.at(-1) ?? '').slice(0, -1)}…`;
  const share = { start: 0, middle: 0.5, end: 1 }[anchor];
  const drawn = shown.map((line, i) =>
    outline(line, x - textWidth(line, size, weight) * share, y + i * size * lineHeight, size, weight),
  );
  return `<g fill="${fill}">${drawn.join('')}</g>`;
};

/** A PNG of `width` × `height` from the elements of an SVG, `scale` times as many pixels. */
export const renderPng = (width: number, height: number, elements: string, scale = 2): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}">${elements}</svg>`,
    ),
  )
    .png({ compressionLevel: 9 })
    .toBuffer();
