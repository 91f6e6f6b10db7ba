// The Chinese fonts that printed things are set in (Noto Sans Hans, OFL, shipped by an npm package): a clean machine has
// none of its own, and a certificate must look the same everywhere.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Font, openSync } from 'fontkit';

export type Weight = 'regular' | 'bold';

const FILES: Record<Weight, string> = { regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' };
// the package exports its entry only; the fonts lie beside it
const folder = () => join(dirname(createRequire(__filename).resolve('@embedpdf/fonts-sc')), '..', 'fonts');

/** Path of the font file. */
const fontFile = (weight: Weight): string => join(folder(), FILES[weight]);

const opened = new Map<Weight, Font>();
/** The opened font; 8 MB each, read when first asked for. */
export const font = (weight: Weight): Font => {
  const known = opened.get(weight);
  if (known) return known;
  const made = openSync(fontFile(weight)) as Font;
  opened.set(weight, made);
  return made;
};

/** Characters of `text` that the fonts cannot draw: a name with one is refused or shown otherwise, never printed as a box. */
export const missingGlyphs = (text: string): string[] => [
  ...new Set(
    Array.from(text).filter(
      (char) => !/\s/.test(char) && !font('regular').hasGlyphForCodePoint(char.codePointAt(0) ?? 0),
    ),
  ),
];
