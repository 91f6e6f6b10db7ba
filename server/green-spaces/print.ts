// Certificate and plaque, as files to print and as a picture to share. A band of diamonds, as in Yi embroidery, frames them; the
// code leads to the page that verifies the number.
import { dateText } from '../../shared/words';
import { mm, renderPdf } from '../core/print/pdf';
import { renderPng, svgText, textWidth } from '../core/print/picture';
import { pdfQr, svgQr } from '../core/print/qr';

export interface CertificateFacts {
  readonly number: string;
  readonly plaque: string;
  readonly plotName: string;
  readonly plotCode: string;
  readonly address: string;
  readonly unit: string;
  readonly from: Date;
  readonly to: Date;
  readonly issuedAt: Date;
  /** where the number is verified */
  readonly url: string;
  /** a demonstration says so on paper too */
  readonly demo: boolean;
}

const JADE = '#0B7F62';
const TINT = '#E6F4F0';
const INK = '#1F2A37';
const SOFT = '#4B5563';

const sentence = ({ plotName, from, to }: CertificateFacts) =>
  `自愿认养“${plotName}”，从${dateText(from)}到${dateText(to)}照料这里的一草一木。特发此证，以表谢意。`;
const DEMO = '演示数据，不作凭证';

/** Diamonds in a row, each `step` wide, along a line of `length`. */
const diamonds = (x: number, y: number, length: number, step: number, across: boolean): string => {
  const count = Math.floor(length / step);
  const r = step * 0.34;
  return Array.from({ length: count }, (_, i) => {
    const at = (i + 0.5) * (length / count);
    const [cx, cy] = across ? [x + at, y] : [x, y + at];
    const k = i % 2 ? r : r * 0.55;
    return `M${(cx - k).toFixed(2)} ${cy.toFixed(2)}L${cx.toFixed(2)} ${(cy - k).toFixed(2)}L${(cx + k).toFixed(2)} ${cy.toFixed(2)}L${cx.toFixed(2)} ${(cy + k).toFixed(2)}Z`;
  }).join('');
};
const frame = (x: number, y: number, width: number, height: number, step: number): string =>
  diamonds(x, y, width, step, true) +
  diamonds(x, y + height, width, step, true) +
  diamonds(x, y, height, step, false) +
  diamonds(x + width, y, height, step, false);

/** Largest size at which the text fits into the width. */
const sizeFor = (text: string, size: number, width: number): number =>
  Math.min(size, (size * width) / Math.max(1, textWidth(text, size, 'bold')));

/** A4, landscape. */
export const certificatePdf = (facts: CertificateFacts): Promise<Buffer> =>
  renderPdf({ title: `绿地认养证书 ${facts.number}`, landscape: true, at: facts.issuedAt }, (pdf) => {
    const [width, height] = [mm(297), mm(210)];
    pdf.path(frame(mm(12), mm(12), width - mm(24), height - mm(24), mm(6))).fill(JADE);
    pdf
      .rect(mm(17), mm(17), width - mm(34), height - mm(34))
      .lineWidth(0.8)
      .stroke(JADE);
    const centred = (text: string, y: number, size: number, font: 'regular' | 'bold', colour: string, left = mm(30)) =>
      pdf
        .font(font)
        .fontSize(size)
        .fillColor(colour)
        .text(text, left, y, { width: width - 2 * left, align: 'center', lineGap: size * 0.5 });
    centred('绿地认养证书', mm(32), 40, 'bold', JADE);
    const name = sizeFor(facts.plaque, 34, mm(180));
    centred(facts.plaque, mm(66), name, 'bold', INK);
    pdf
      .moveTo(mm(88), mm(84))
      .lineTo(width - mm(88), mm(84))
      .lineWidth(0.6)
      .stroke(JADE);
    centred(sentence(facts), mm(94), 17, 'regular', INK, mm(48));
    centred(`${facts.address ? `${facts.address} · ` : ''}编号 ${facts.plotCode}`, mm(126), 12, 'regular', SOFT);
    pdf.font('regular').fontSize(12).fillColor(INK);
    pdf
      .text('发证单位', mm(40), mm(150))
      .font('bold')
      .fontSize(15)
      .text(facts.unit, mm(40), mm(157), { width: mm(120) });
    pdf.font('regular').fontSize(12).fillColor(SOFT).text(dateText(facts.issuedAt), mm(40), mm(167));
    pdf.text(`证书编号 ${facts.number}`, mm(40), mm(176));
    pdfQr(pdf, facts.url, width - mm(72), mm(140), mm(36));
    pdf
      .fontSize(10)
      .fillColor(SOFT)
      .text('扫码核验真伪', width - mm(78), mm(178), { width: mm(48), align: 'center' });
    if (facts.demo) centred(DEMO, mm(22), 11, 'regular', SOFT);
  });

/** 750 × 1000, to share. */
export const certificatePicture = (facts: CertificateFacts): Promise<Buffer> => {
  const name = sizeFor(facts.plaque, 64, 560);
  const middle = (text: string, y: number, size: number, over: Partial<Parameters<typeof svgText>[1]> = {}) =>
    svgText(text, { x: 375, y, size, anchor: 'middle', ...over });
  return renderPng(
    750,
    1000,
    [
      `<rect width="750" height="1000" fill="#fff"/><rect x="58" y="58" width="634" height="884" fill="${TINT}"/>`,
      `<path d="${frame(36, 36, 678, 928, 26)}" fill="${JADE}"/>`,
      `<rect x="58" y="58" width="634" height="884" fill="none" stroke="${JADE}" stroke-width="2"/>`,
      facts.demo ? middle(DEMO, 100, 20, { fill: SOFT }) : '',
      middle('绿地认养证书', 176, 56, { weight: 'bold', fill: JADE }),
      middle(facts.plaque, 330, name, { weight: 'bold' }),
      `<path d="M180 372H570" stroke="${JADE}" stroke-width="2"/><path d="M375 364l8 8l-8 8l-8 -8z" fill="${JADE}"/>`,
      svgText(sentence(facts), { x: 115, y: 436, size: 28, width: 520, lineHeight: 1.7, lines: 5 }),
      svgText(facts.address || facts.plotName, { x: 115, y: 676, size: 22, width: 520, lines: 1, fill: SOFT }),
      svgText(`绿地编号 ${facts.plotCode}`, { x: 115, y: 710, size: 22, fill: SOFT }),
      svgText('发证单位', { x: 115, y: 790, size: 20, fill: SOFT }),
      svgText(facts.unit, { x: 115, y: 824, size: 26, weight: 'bold', width: 330, lines: 2 }),
      svgText(`${dateText(facts.issuedAt)}`, { x: 115, y: 888, size: 20, fill: SOFT }),
      svgText(`证书编号 ${facts.number}`, { x: 115, y: 918, size: 20, fill: SOFT }),
      svgQr(facts.url, 486, 742, 150),
      svgText('扫码核验', { x: 561, y: 918, size: 20, anchor: 'middle', fill: SOFT }),
    ].join(''),
    1.5,
  );
};

/** The sheet for the plaque on the spot: 200 × 140 mm, to be printed on metal or foil. */
export const plaquePdf = (
  facts: Omit<CertificateFacts, 'issuedAt' | 'from' | 'to'> & { at: Date; care: string },
): Promise<Buffer> => {
  const [width, height] = [mm(200), mm(140)];
  return renderPdf({ title: `认养牌 ${facts.plotCode}`, size: [width, height], at: facts.at }, (pdf) => {
    pdf.rect(0, 0, width, height).fill(JADE);
    pdf.path(frame(mm(7), mm(7), width - mm(14), height - mm(14), mm(5))).fill('#FFFFFF');
    pdf
      .rect(mm(11), mm(11), width - mm(22), height - mm(22))
      .lineWidth(0.8)
      .stroke('#FFFFFF');
    const line = (text: string, y: number, size: number, font: 'regular' | 'bold') =>
      pdf
        .font(font)
        .fontSize(size)
        .fillColor('#FFFFFF')
        .text(text, mm(18), y, { width: width - mm(36), align: 'center' });
    line(facts.plotName, mm(20), sizeFor(facts.plotName, 26, mm(160)), 'bold');
    line('本绿地由', mm(38), 14, 'regular');
    line(facts.plaque, mm(48), sizeFor(facts.plaque, 40, mm(160)), 'bold');
    line('认养照料', mm(70), 14, 'regular');
    pdf.font('regular').fontSize(11).fillColor('#FFFFFF');
    pdf.text(facts.care, mm(20), mm(90), { width: mm(110), lineGap: 4, height: mm(18), ellipsis: true });
    pdf.text(`${facts.unit}\n编号 ${facts.plotCode}`, mm(20), mm(112), { width: mm(110), lineGap: 3 });
    pdfQr(pdf, facts.url, width - mm(58), mm(84), mm(36));
    pdf.fontSize(9).text('看养护记录 · 报问题', width - mm(64), mm(122), { width: mm(48), align: 'center' });
    if (facts.demo) pdf.fontSize(8).text(DEMO, mm(20), mm(15));
  });
};
