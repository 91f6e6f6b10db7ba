// QR codes as shapes, for pictures and for PDF documents alike.
import QRCode from 'qrcode';

/** Quiet zone that ISO/IEC 18004 asks for, in modules. */
const QUIET = 4;

/** One path in a square of `size`, quiet zone included; level M survives a scratched street plate. */
export const qrPath = (text: string, size: number): string => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const unit = size / (modules.size + 2 * QUIET);
  const at = (n: number) => ((n + QUIET) * unit).toFixed(3);
  const side = unit.toFixed(3);
  const cells: string[] = [];
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) cells.push(`M${at(column)} ${at(row)}h${side}v${side}h-${side}z`);
  return cells.join('');
};

/** An SVG fragment: the code on a white square with its corner at x, y. */
export const svgQr = (text: string, x: number, y: number, size: number): string =>
  `<g transform="translate(${x} ${y})"><rect width="${size}" height="${size}" fill="#fff"/><path d="${qrPath(text, size)}" fill="#000" shape-rendering="crispEdges"/></g>`;

/** Draws the code into a PDF document. */
export const pdfQr = (pdf: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void => {
  pdf.save().translate(x, y).rect(0, 0, size, size).fill('#fff').path(qrPath(text, size)).fill('#000').restore();
};
