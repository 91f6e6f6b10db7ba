// Pictures and printable sheets of street cards.
import type { SHEET_LAYOUTS } from '../../shared/streets/contract';
import { mm, renderPdf } from '../core/print/pdf';
import { renderPng, svgText, textWidth } from '../core/print/picture';
import { pdfQr, svgQr } from '../core/print/qr';
import { CARD_HEIGHT, CARD_WIDTH, drawCard, type Plane, type Printed } from './drawing';

/** What is scanned: an address drawn as a QR code, or the picture of a mini-program code. */
export type Code = { address: string } | { picture: Buffer };
export interface PrintedCard extends Printed {
  code: Code;
}

const mimeOf = (picture: Buffer) => (picture[0] === 0x89 ? 'image/png' : 'image/jpeg');

const svgPlane = (code: Code, parts: string[]): Plane => ({
  box: (x, y, width, height, { fill = 'none', stroke = 'none', line = 1 }) =>
    void parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" stroke="${stroke}" stroke-width="${line}"/>`,
    ),
  text: (words, x, y, style) => void parts.push(svgText(words, { x, y, ...style })),
  code: (x, y, size) =>
    void parts.push(
      'address' in code
        ? svgQr(code.address, x, y, size)
        : `<image x="${x}" y="${y}" width="${size}" height="${size}" href="data:${mimeOf(code.picture)};base64,${code.picture.toString('base64')}"/>`,
    ),
});

/** One card as a PNG of 1600 × 1120 pixels. */
export const cardPng = (card: PrintedCard): Promise<Buffer> => {
  const parts: string[] = [];
  drawCard(svgPlane(card.code, parts), card);
  return renderPng(CARD_WIDTH, CARD_HEIGHT, parts.join(''));
};

const pdfPlane = (pdf: PDFKit.PDFDocument, code: Code): Plane => ({
  box: (x, y, width, height, { fill, stroke, line = 1 }) => {
    pdf.rect(x, y, width, height);
    if (fill) pdf.fill(fill);
    else if (stroke) pdf.lineWidth(line).stroke(stroke);
  },
  text: (words, x, y, { size, weight = 'regular', fill = '#1F2A37', anchor = 'start' }) => {
    const share = { start: 0, middle: 0.5, end: 1 }[anchor];
    pdf
      .font(weight)
      .fontSize(size)
      .fillColor(fill)
      .text(words, x - textWidth(words, size, weight) * share, y, { baseline: 'alphabetic', lineBreak: false });
  },
  code: (x, y, size) => {
    if ('address' in code) pdfQr(pdf, code.address, x, y, size);
    else pdf.image(code.picture, x, y, { width: size, height: size });
  },
});

const MARK = mm(5);
/** Short lines at the corners, where the sheet is cut. */
const cutMarks = (pdf: PDFKit.PDFDocument, x: number, y: number, width: number, height: number) => {
  pdf.lineWidth(0.4);
  for (const [cx, cy, dx, dy] of [
    [x, y, -1, -1],
    [x + width, y, 1, -1],
    [x, y + height, -1, 1],
    [x + width, y + height, 1, 1],
  ] as const) {
    pdf.moveTo(cx + dx * mm(1), cy).lineTo(cx + dx * MARK, cy);
    pdf.moveTo(cx, cy + dy * mm(1)).lineTo(cx, cy + dy * MARK);
  }
  pdf.stroke('#9CA3AF');
};

export type SheetLayout = (typeof SHEET_LAYOUTS)[number];
const A4_WIDTH = 210;
/** width of a card on a sheet to cut, mm: two of them on A4 */
const A4_CARD = 180;
const PLATE_WIDTH = 400;

/** All cards of a town as one PDF. */
export const sheetPdf = (
  title: string,
  layout: SheetLayout,
  cards: readonly PrintedCard[],
  at: Date,
): Promise<Buffer> => {
  const ratio = CARD_HEIGHT / CARD_WIDTH;
  const plate = layout === 'plate';
  const size = plate ? ([mm(PLATE_WIDTH), mm(PLATE_WIDTH * ratio)] as [number, number]) : ('A4' as const);
  return renderPdf({ title, size, at }, (pdf) => {
    const width = mm(plate ? PLATE_WIDTH : A4_CARD);
    const height = width * ratio;
    for (const [i, card] of cards.entries()) {
      const second = !plate && i % 2 === 1;
      if (i > 0 && !second) pdf.addPage();
      const x = plate ? 0 : mm((A4_WIDTH - A4_CARD) / 2);
      const y = plate ? 0 : second ? mm(157) : mm(14);
      pdf
        .save()
        .translate(x, y)
        .scale(width / CARD_WIDTH);
      drawCard(pdfPlane(pdf, card.code), card);
      pdf.restore();
      if (!plate) cutMarks(pdf, x, y, width, height);
    }
  });
};
