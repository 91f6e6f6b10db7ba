import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { missingGlyphs } from '../../../server/core/print/fonts';
import { certificatePicture, plaquePdf } from '../../../server/green-spaces/print';
import { startTestApp, type TestApp } from '../../support/app';
import { adopted, moveAdoption, readAdoption } from '../../support/plots';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());
const bytes = (path: string) =>
  t.http
    .get(path)
    .buffer()
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => done(null, Buffer.concat(parts)));
    });

test('whoever knows the number sees what the certificate says, and no name; nobody finds one by trying', async () => {
  const auth = await t.as('certified-1');
  const { adoption } = await adopted(t, auth, {}, { onWall: false });
  const { number } = adoption.certificate;
  const found = (await t.http.get(`/api/v1/adoption-certificates/${number.toLowerCase()}`).expect(200)).body;
  expect(found).toMatchObject({
    number,
    plaque: '李家三口',
    subject: '个人',
    inForce: true,
    unit: '楚雄市园林绿化中心',
  });
  expect(JSON.stringify(found)).not.toMatch(/李大山|139/);
  const other = (await adopted(t, await t.as('certified-2'))).adoption.certificate.number;
  const common = [...number].filter((character, i) => character === other[i]).length;
  // `RY-`, two hyphens, and by chance a few of ten
  expect(common).toBeLessThan(12);
  for (const wrong of ['RY-0000-0000-00', 'x', '..%2F..%2Fetc', 'RY-UUUU-UUUU-UU'])
    expect((await t.http.get(`/api/v1/adoption-certificates/${wrong}`)).body.code).toBe('certificate.not-found');
  const seen = await readAdoption(t, await t.as('dispatcher'), adoption.id);
  await moveAdoption(t, await t.as('dispatcher'), seen, 'withdraw', { text: '修路', reason: 'works' }).expect(200);
  expect((await t.http.get(`/api/v1/adoption-certificates/${number}`)).body.inForce).toBe(false);
});

test('certificate and plaque are PDF documents with their fonts inside, the picture is a picture', async () => {
  const { adoption } = await adopted(t, await t.as('certified-3'), { name: '彝人古镇𠮷祥花园' });
  const path = `/api/v1/adoption-certificates/${adoption.certificate.number}`;
  for (const file of ['certificate.pdf', 'plaque.pdf']) {
    const reply = await bytes(`${path}/${file}`).expect(200);
    expect(reply.type).toBe('application/pdf');
    const text = (reply.body as Buffer).toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text).toContain('/FontFile3');
    expect(text).not.toMatch(/\/BaseFont \/Helvetica/);
    // every stream is whole
    const start = (reply.body as Buffer).indexOf('stream\n') + 7;
    expect(() => inflateSync((reply.body as Buffer).subarray(start))).not.toThrow();
  }
  const picture = await bytes(`${path}/picture.png`).expect(200);
  expect(await sharp(picture.body as Buffer).metadata()).toMatchObject({ format: 'png', width: 1125, height: 1500 });
  expect((await t.http.get(`${path}/anything.exe`)).body.code).toBe('request.not-found');
  expect((await t.http.get('/api/v1/adoption-certificates/RY-0000-0000-00/certificate.pdf')).body.code).toBe(
    'certificate.not-found',
  );
});

test('the longest names fit, and what is printed can be drawn', async () => {
  const facts = {
    number: 'RY-ABCD-EFGH-JK',
    plaque: '楚雄彝族自治州人民医院',
    plotName: '楚雄市鹿城南路与五一路交叉口东北角口袋公园月季花坛',
    plotCode: 'LC-HT-000000027',
    address: '楚雄市鹿城镇鹿城南路与五一路交叉口东北角人行道内侧近公交站台处',
    unit: '楚雄市园林绿化中心城区绿地养护管理科',
    from: new Date('2026-11-24T02:00:00Z'),
    to: new Date('2029-11-24T02:00:00Z'),
    issuedAt: new Date('2026-11-24T02:00:00Z'),
    url: 'http://localhost:3000/#/green-spaces/verify/index?number=RY-ABCD-EFGH-JK',
    demo: true,
  };
  const words =
    '绿地认养证书自愿认养从到照料这里的一草一木特发此证以表谢意发证单位证书编号扫码核验真伪本绿地由认养照料看养护记录报问题演示数据不作凭证“”，。·';
  expect(
    missingGlyphs(
      words +
        Object.values(facts)
          .filter((v) => typeof v === 'string')
          .join(''),
    ),
  ).toEqual([]);
  const { data, info } = await sharp(await certificatePicture(facts))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // nothing runs over the frame: left and right of it, between the diamonds, the paper stays white
  for (let y = 0; y < info.height; y++) for (const x of [4, info.width - 5]) expect(data[y * info.width + x]).toBe(255);
  expect((await plaquePdf({ ...facts, at: facts.issuedAt, care: '工具'.repeat(100) })).length).toBeGreaterThan(2000);
});
