// Who may do what, generated: every administrative endpoint × every role × an object of the own and of a foreign county. What counts as
// administrative is found in the contracts; an endpoint without a row, or a row without an object, fails.
import fc from 'fast-check';
import { ENDPOINTS } from '../../../shared/contracts';
import type { Endpoint } from '../../../shared/endpoint';
import { startTestApp, type TestApp } from '../../support/app';
import { submit } from '../../support/builders';
import { administrationRows, NO_COUNTY } from '../../support/policy/administration-rows';
import { deskRows, NO_COUNTY_DESK, WALKED_ELSEWHERE } from '../../support/policy/desk-rows';
import {
  FOREIGN,
  isAdministrative,
  type Made,
  NOT_THEIRS,
  OWN,
  PEOPLE,
  type Person,
  type Row,
  SCOPES,
} from '../../support/policy/scopes';
import { makeThings, type Things } from '../../support/policy/things';
import { requestsTo } from '../../support/requests';

// many requests each; on a machine that is busy they take their time
jest.setTimeout(120_000);

let t: TestApp;
let things: Things;
beforeAll(async () => {
  t = await startTestApp();
  const { body } = await t.http
    .post('/api/v1/posts/invitations')
    .set(await t.as('admin'))
    .send({ role: 'admin', area: OWN, holder: '县管' });
  await t.http
    .post('/api/v1/posts/claim')
    .set(await t.as('county-admin'))
    .send({ code: body.code });
  things = await makeThings(t);
});
afterAll(() => t.stop());

/** The rows name objects that are made when the application runs. */
const later: Things = (county) => things(county);
const rows: Readonly<Record<string, Row>> = { ...administrationRows(later), ...deskRows(later) };
const reasons: Readonly<Record<string, string>> = { ...NO_COUNTY, ...NO_COUNTY_DESK };
const rowOf = (name: string): Row => rows[name] ?? { scope: 'open', made: () => ({}) };
const ADMINISTRATIVE = ENDPOINTS.filter(isAdministrative);
const COUNTIES = [
  [OWN, true],
  [FOREIGN, false],
] as const;

describe('the table is whole', () => {
  test.each(ADMINISTRATIVE.map(({ name }) => name))('%s has a row', (name) => {
    expect([name, name in rows || name in WALKED_ELSEWHERE]).toEqual([name, true]);
  });

  test('every row is an endpoint, and every reason belongs to a row', () => {
    const names = new Set(ENDPOINTS.map(({ name }) => name));
    expect([...Object.keys(rows), ...Object.keys(WALKED_ELSEWHERE)].filter((name) => !names.has(name))).toEqual([]);
    expect(Object.keys(reasons).filter((name) => !(name in rows))).toEqual([]);
    expect(Object.keys(WALKED_ELSEWHERE).filter((name) => name in rows)).toEqual([]);
  });

  // asked the same about either county, an endpoint has shown nothing of whose the object is
  test.each(Object.keys(rows))('%s is asked about an own and a foreign object, or says why it has none', (name) => {
    const { made, shows } = rowOf(name);
    const differs = JSON.stringify(made(OWN)) !== JSON.stringify(made(FOREIGN));
    const listed = shows !== undefined && shows.what(OWN) !== shows.what(FOREIGN);
    expect([name, differs || listed]).toEqual([name, !(name in reasons)]);
  });
});

// a new endpoint is walked without being told: whatever is asked of it as its contract says, nobody without a post gets anything
const OPEN_TO_ALL: readonly string[] = ['areas.listResponsibilities', 'activities.moveSignUp', 'reports.move'];
test.each(ADMINISTRATIVE.map((endpoint) => [endpoint.name, endpoint] as const))(
  '%s: nothing for whoever holds no post, no failure for anybody',
  async (_, endpoint) => {
    const samples = fc.sample(requestsTo([endpoint], ['532301']), { numRuns: 12, seed: 7 });
    for (const { path, query, body } of samples)
      for (const person of ['resident', 'chief', 'county-admin'] as const) {
        const request = t.http[endpoint.method.toLowerCase() as 'post'](path)
          .query(query)
          .set(await t.as(person));
        const reply = await (body === undefined ? request : request.send(body as object));
        expect([endpoint.name, path, reply.status < 500]).toEqual([endpoint.name, path, true]);
        if (person === 'resident' && !OPEN_TO_ALL.includes(endpoint.name))
          expect([endpoint.name, path, reply.status >= 400]).toEqual([endpoint.name, path, true]);
      }
  },
);

const send = async (endpoint: Endpoint, { params = {}, query = {}, body }: Made, person: Person) => {
  const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) => params[key] ?? '');
  const request = t.http[endpoint.method.toLowerCase() as 'post'](path)
    .query(query)
    .set(await t.as(person));
  return body ? request.send(body) : request;
};
/** Of a batch: what was said of its one item. */
const codeOf = (body: { code?: string; items?: { code?: string | null }[] }): string | undefined =>
  body.code ?? body.items?.[0]?.code ?? undefined;

const WALKED = ENDPOINTS.filter(({ name }) => name in rows);
test.each(WALKED.map((endpoint) => [endpoint.name, endpoint] as const))('%s', async (name, endpoint) => {
  const { scope, made, shows } = rowOf(name);
  for (const [county, own] of COUNTIES)
    for (const person of PEOPLE) {
      const { status, body, text } = await send(endpoint, made(county), person);
      const code = codeOf(body);
      const seen = { name, person, county, status, code };
      const may = SCOPES[scope](person, own);
      expect({ ...seen, failed: status >= 500 || status === 401 }).toEqual({ ...seen, failed: false });
      // what does not exist by intent, a department or a code, is refused after the question who asks
      const theirs = code === undefined || !NOT_THEIRS.includes(code) || BY_INTENT[name] === code;
      expect({ ...seen, may: theirs }).toEqual({ ...seen, may });
      // what is there is found: a version nobody has ends in 409
      if (may && STALE.includes(name)) expect(seen).toEqual({ ...seen, code: expect.stringMatching(/stale$/) });
      if (may && shows) {
        const listed = text.includes(shows.what(county));
        expect({ ...seen, listed }).toEqual({ ...seen, listed: SCOPES[shows.to](person, own) });
      }
    }
});
const BY_INTENT: Readonly<Record<string, string>> = { 'areas.addBeat': 'department.not-found' };
const STALE: readonly string[] = [
  'people.changePost',
  'areas.changeBeat',
  'areas.changeDepartment',
  'reports.handOver',
  'reports.merge',
  'reports.reassign',
  'reports.decideReroutes',
  'moderation.moderate',
  'adoptionContent.moderate',
  'greenSpaceDesk.savePlot',
  'greenSpaceDesk.setPlotState',
  'activities.revise',
  'activities.move',
  'activities.moveDay',
];

test('no administrative page shows an administrator what the policy of reports forbids', async () => {
  await t.http
    .patch('/api/v1/me')
    .set(await t.as('resident'))
    .send({ nickname: '不可说的名字', phone: '13812345678' });
  const report = await submit(t, await t.as('resident'), {
    visibility: 'private',
    description: '不可说的内容',
    address: '不可说的地点',
    allowContact: true,
  });
  const forbidden = /不可说|13812345678|138\*\*\*\*5678|demo:resident/;
  for (const endpoint of ADMINISTRATIVE.filter(({ method, name }) => method === 'GET' && name in rows)) {
    const { made } = rowOf(endpoint.name);
    const text = JSON.stringify((await send(endpoint, made(OWN), 'admin')).body);
    expect(text).not.toMatch(forbidden);
    expect(text).not.toContain(report.number);
  }
  const admin = await t.as('admin');
  expect((await t.http.get(`/api/v1/reports/${report.number}`).set(admin)).status).toBe(404);
  const contact = await t.http.post(`/api/v1/reports/${report.number}/contact`).set(admin).send({ reason: '想看看' });
  expect(contact.status).toBe(404);
  expect((await t.http.get('/api/v1/desk/reports').set(admin)).status).toBe(403);
  const open = await submit(t, await t.as('resident'), { allowContact: true });
  const seen = await t.http.get(`/api/v1/reports/${open.number}`).set(admin);
  expect(seen.body.reporter ?? null).toBeNull();
  expect(JSON.stringify(seen.body)).not.toMatch(/13812345678|138\*\*\*\*5678/);
});
