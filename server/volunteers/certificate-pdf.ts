// The certificate as paper: A4, its number and a QR code that opens the page of verification. Everything on it comes from the record,
// so that a file asked for again is the same certificate.

import { dateText } from '../../shared/words';
import { mm, renderPdf } from '../core/print/pdf';
import { pdfQr } from '../core/print/qr';
import type { Holder } from './commands/issue-certificate';
import type { CertificateRecord } from './model';

const JADE = '#0B7F62';
const INK = '#1F2A37';
const SECOND = '#4B5563';
const LINE = '#C9D6D1';
const ROWS = 14;

/** A band of stitches, as on every page of the portal. */
const band = (pdf: PDFKit.PDFDocument, y: number) => {
  const step = mm(6);
  pdf.save().strokeColor(JADE).lineWidth(0.8);
  for (let x = mm(20); x < mm(190) - step / 2; x += step)
    pdf
      .moveTo(x, y + step / 3)
      .lineTo(x + step / 2, y - step / 3)
      .lineTo(x + step, y + step / 3);
  pdf.stroke().restore();
};

const centred = (pdf: PDFKit.PDFDocument, text: string, y: number, size: number, bold = false, colour = INK) =>
  pdf
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor(colour)
    .text(text, mm(20), y, { width: mm(170), align: 'center', lineBreak: false });

const dayText = (day: string) => dateText(new Date(`${day}T04:00:00Z`));

/** @param url address of the page that verifies it */
export const certificatePdf = (record: CertificateRecord, holder: Holder, url: string): Promise<Buffer> =>
  renderPdf({ title: `志愿服务记录证明 ${record.number}`, at: record.issuedAt }, (pdf) => {
    pdf.rect(mm(12), mm(12), mm(186), mm(273)).lineWidth(1.4).strokeColor(JADE).stroke();
    pdf.rect(mm(14), mm(14), mm(182), mm(269)).lineWidth(0.5).strokeColor(JADE).stroke();
    band(pdf, mm(24));
    centred(pdf, '志愿服务记录证明', mm(34), 28, true, JADE);
    centred(pdf, `编号 ${record.number}`, mm(50), 11, false, SECOND);

    // a line ends where a phrase does: no date and no figure is broken in two
    const body = [
      `${holder.name}（志愿者编号 ${holder.number}）`,
      `自 ${dayText(record.from)} 至 ${dayText(record.to)}，参加志愿服务 ${record.times} 次，`,
      `累计服务时长 ${record.hours} 小时。特此证明。`,
    ];
    pdf.font('regular').fontSize(14).fillColor(INK);
    for (const [i, line] of body.entries())
      pdf.text(line, mm(26) + (i === 0 ? 28 : 0), mm(66) + i * mm(10), { width: mm(158), lineBreak: false });

    const top = mm(104);
    const columns = [mm(26), mm(62), mm(158)] as const;
    pdf.font('bold').fontSize(11).fillColor(JADE);
    pdf.text('日期', columns[0], top, { lineBreak: false });
    pdf.text('服务内容', columns[1], top, { lineBreak: false });
    pdf.text('时长（小时）', columns[2], top, { width: mm(26), align: 'right', lineBreak: false });
    pdf
      .moveTo(mm(26), top + mm(7))
      .lineTo(mm(184), top + mm(7))
      .lineWidth(0.8)
      .strokeColor(JADE)
      .stroke();
    const shown = record.services.length > ROWS ? record.services.slice(-(ROWS - 1)) : record.services;
    const left = record.services.length - shown.length;
    const rest = record.services.slice(0, left).reduce((sum, { hours }) => sum + hours, 0);
    const rows = [...(left > 0 ? [{ day: '', title: `此前 ${left} 次服务`, hours: rest }] : []), ...shown];
    rows.forEach(({ day, title, hours }, i) => {
      const y = top + mm(9.5) + i * mm(7.6);
      pdf.font('regular').fontSize(11).fillColor(INK);
      pdf.text(day, columns[0], y, { lineBreak: false });
      pdf.text(title, columns[1], y, { width: mm(92), lineBreak: false, ellipsis: true, height: 14 });
      pdf.text(String(hours), columns[2], y, { width: mm(26), align: 'right', lineBreak: false });
      pdf
        .moveTo(mm(26), y + mm(5.8))
        .lineTo(mm(184), y + mm(5.8))
        .lineWidth(0.4)
        .strokeColor(LINE)
        .stroke();
    });

    const foot = mm(232);
    pdfQr(pdf, url, mm(26), foot, mm(32));
    pdf.font('regular').fontSize(9).fillColor(SECOND);
    pdf.text('扫码核对真伪', mm(26), foot + mm(33), { width: mm(32), align: 'center', lineBreak: false });
    const lines = [
      `出具单位：${record.issuer}`,
      `负责人：${record.responsible}    经办人：${record.handler}`,
      `联系方式：${record.contact}`,
      `出具日期：${dateText(record.issuedAt)}`,
    ];
    pdf.fontSize(11.5).fillColor(INK);
    for (const [i, line] of lines.entries())
      pdf.text(line, mm(66), foot + mm(2) + i * mm(7.6), { width: mm(118), lineBreak: false });
    band(pdf, mm(277));
  });
