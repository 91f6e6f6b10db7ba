// Printed things: Chinese in every part of them, no font of the machine needed.
import sharp from 'sharp';
import { missingGlyphs } from '../../../server/core/print/fonts';
import { mm, renderPdf } from '../../../server/core/print/pdf';
import { breakLines, renderPng, svgText, textWidth } from '../../../server/core/print/picture';
import { pdfQr, svgQr } from '../../../server/core/print/qr';

test('characters that cannot be drawn are named', () => {
  expect(missingGlyphs('彝城共治 鹿城南路 38 号，“喆堃龘”')).toEqual([]);
  expect(missingGlyphs('张\u{20BB7}\u{1F600}')).toEqual(['\u{20BB7}', '\u{1F600}']);
});

test('lines break within their width, keep numbers whole and never begin with a comma', () => {
  const text = '兹证明张三丰自 2026-03-12 起认养“鹿城南路 3 号绿地”，编号 CX-G-000123，期限一年。';
  for (const width of [120, 200, 300]) {
    const lines = breakLines(text, 16, width);
    for (const line of lines) {
      // closing marks hang over
      expect(textWidth(line, 16)).toBeLessThanOrEqual(width + 32);
      expect(line).not.toMatch(/^[，。、]/);
    }
    expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(lines.some((line) => line.includes('2026-03-12'))).toBe(true);
  }
});

test('a picture shows its text where it was put', async () => {
  const png = await renderPng(
    200,
    80,
    `<rect width="200" height="80" fill="#fff"/>${svgText('街长', { x: 10, y: 50, size: 40, weight: 'bold', fill: '#000' })}`,
    1,
  );
  const inked = async (left: number) => {
    // statistics are those of the whole input: cut first
    const part = await sharp(png).extract({ left, top: 10, width: 90, height: 60 }).png().toBuffer();
    return (await sharp(part).greyscale().stats()).channels[0]?.mean ?? 255;
  };
  expect(await inked(5)).toBeLessThan(240);
  expect(await inked(105)).toBe(255);
});

test('a QR code keeps its quiet zone', async () => {
  const png = await renderPng(100, 100, svgQr('https://example.org/s/1', 0, 0, 100), 4);
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const dark = (x: number, y: number) => (data[(y * info.width + x) * info.channels] ?? 255) < 128;
  expect(dark(4, 4)).toBe(false);
  // the finder's corner, just inside the quiet zone of four modules of 33
  const unit = 400 / (25 + 8);
  expect(dark(Math.round(unit * 4.5), Math.round(unit * 4.5))).toBe(true);
});

test('a document embeds the glyphs it uses and says what it is', async () => {
  const pdf = await renderPdf({ title: '认养证书', at: new Date('2026-11-24T02:00:00Z') }, (page) => {
    page.font('bold').fontSize(30).text('认养证书', mm(20), mm(20));
    pdfQr(page, 'https://example.org/s/1', mm(20), mm(50), mm(30));
  });
  const text = pdf.toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(text).toMatch(/\/FontFile3/);
  expect(text).toMatch(/\+NotoSansHans-Bold/);
  expect(pdf.length).toBeLessThan(200_000);
});
