// PDF documents with Chinese fonts embedded (only the glyphs used).
import PDFDocument from 'pdfkit';
import { font, type Weight } from './fonts';

/** Millimetres to points. */
export const mm = (n: number): number => (n * 72) / 25.4;

const WEIGHTS: readonly Weight[] = ['regular', 'bold'];

interface PdfOptions {
  title: string;
  size?: 'A4' | 'A3' | [widthPt: number, heightPt: number];
  landscape?: boolean;
  /** written into the file; the domain's clock */
  at: Date;
}

/** Draws a document; fonts `regular` and `bold` are registered, nothing is written but by `draw`. @returns the file */
export const renderPdf = (
  { title, size = 'A4', landscape = false, at }: PdfOptions,
  draw: (pdf: PDFKit.PDFDocument) => void | Promise<void>,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const pdf = new PDFDocument({
      size,
      layout: landscape ? 'landscape' : 'portrait',
      margin: 0,
      // none yet: one opened here under its path would be opened anew, 8 MB from disk, each time it is named
      font: '',
      lang: 'zh-CN',
      info: { Title: title, Author: '彝城共治', CreationDate: at },
    });
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
    for (const weight of WEIGHTS) pdf.registerFont(weight, font(weight) as never);
    pdf.font('regular');
    Promise.resolve(draw(pdf)).then(() => pdf.end(), reject);
  });
