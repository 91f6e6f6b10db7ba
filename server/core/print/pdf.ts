// PDF documents with Chinese fonts embedded (only the glyphs used).
import PDFDocument from 'pdfkit';
import { fontFile } from './fonts';

/** Millimetres to points. */
export const mm = (n: number): number => (n * 72) / 25.4;

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
      font: fontFile('regular'),
      lang: 'zh-CN',
      info: { Title: title, Author: '彝城共治', CreationDate: at },
    });
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
    pdf.registerFont('regular', fontFile('regular'));
    pdf.registerFont('bold', fontFile('bold'));
    pdf.font('regular');
    Promise.resolve(draw(pdf)).then(() => pdf.end(), reject);
  });
