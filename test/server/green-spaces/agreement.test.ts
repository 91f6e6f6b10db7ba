import { Audit } from '../../../server/core/audit';
import { startTestApp, type TestApp, WORKING_TUESDAY } from '../../support/app';
import { addPlot, adopted, apply } from '../../support/plots';

let t: TestApp;
let admin: { authorization: string };
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
beforeEach(() => t.setTime(WORKING_TUESDAY));
afterAll(() => t.stop());

const PATH = '/api/v1/administration/adoption-agreements';
const read = async () => (await t.http.get(PATH).set(admin).expect(200)).body;
const draft = (version: number, body: object | null, who = admin) =>
  t.http.put(`${PATH}/draft`).set(who).send({ version, draft: body });
const publish = (version: number, who = admin) => t.http.post(PATH).set(who).send({ version, note: '增加安全条款' });

test('only administrators of the prefecture keep the agreement', async () => {
  for (const name of ['resident', 'dispatcher', 'chief']) {
    const who = await t.as(name);
    expect((await t.http.get(PATH).set(who)).body.code).toBe('post.not-held');
    expect((await draft(0, { title: '认养协议', text: '一'.repeat(60) }, who)).body.code).toBe('post.not-held');
    expect((await publish(0, who)).body.code).toBe('post.not-held');
  }
});

test('draft → compare → publish; adoptions keep what they accepted, applications need the new one, all on record', async () => {
  const { adoption, code } = await adopted(t, await t.as('agreed-1'), { capacity: 3 });
  const { current, version, draft: none } = await read();
  expect([current.version, version, none]).toEqual([1, 0, null]);
  expect((await publish(0)).body.code).toBe('agreement.nothing-drafted');
  expect((await draft(0, { title: '认养协议', text: '太短' })).body.fields).toMatchObject({
    'draft.text': expect.any(String),
  });

  const lines = current.text.split('\n');
  const text = [...lines.slice(0, 1), ...lines.slice(2), '十二、遇到大风预警请不要到树下。'].join('\n');
  const drafted = (await draft(0, { title: current.title, text }).expect(200)).body;
  expect(drafted.changes.filter(({ kind }: { kind: string }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: lines[1] },
    { kind: 'added', text: '十二、遇到大风预警请不要到树下。' },
  ]);
  // nothing is in force yet
  expect((await t.http.get('/api/v1/adoption-agreements/current')).body.version).toBe(1);
  // another editor wrote on the draft that was there before
  const stale = await draft(0, { title: current.title, text: `${text}另一份` });
  expect([stale.status, stale.body.code, stale.body.current.version]).toEqual([409, 'administration.stale', 1]);

  const both = await Promise.all([publish(1), publish(1)]);
  expect(both.map((r) => r.status).sort()).toEqual([201, 409]);
  expect((await t.http.get('/api/v1/adoption-agreements/current')).body).toMatchObject({ version: 2, text });
  const after = await read();
  expect([after.draft, after.versions[0], after.versions[1].adoptions]).toMatchObject([
    null,
    { version: 2, adoptions: 0 },
    1,
  ]);

  const old = (await t.http.get(`/api/v1/adoption-agreements/${adoption.agreement.version}`)).body;
  expect([adoption.agreement.version, old.current, old.text]).toEqual([1, false, current.text]);
  const again = await apply(t, await t.as('agreed-2'), code);
  expect([again.status, again.body.code, again.body.agreement]).toEqual([409, 'adoption.agreement-outdated', 2]);
  await apply(t, await t.as('agreed-2'), await addPlot(t), { agreement: 2 }).expect(201);
  expect((await t.http.get('/api/v1/adoption-agreements/77')).body.code).toBe('adoption.not-found');

  const acts = await Audit.find({ kind: 'adoption-agreement' }).sort({ _id: 1 }).lean();
  expect(acts.map(({ act }) => act)).toEqual(['draft-agreement', 'publish-agreement']);
  expect(acts[1]).toMatchObject({ before: { version: 1, text: current.text }, after: { version: 2, text } });
});

test('a draft is given up; its version never comes twice', async () => {
  const { version, current } = await read();
  await draft(version, { title: current.title, text: `${current.text}\n十三、补充。` }).expect(200);
  const gone = (await draft(version + 1, null).expect(200)).body;
  expect([gone.draft, gone.changes, gone.version]).toEqual([null, [], version + 2]);
  expect((await publish(version + 1)).body.code).toBe('administration.stale');
  expect((await publish(version + 2)).body.code).toBe('agreement.nothing-drafted');
  await draft(version + 2, { title: current.title, text: current.text }).expect(200);
  expect((await publish(version + 3)).body.code).toBe('agreement.nothing-drafted');
});
