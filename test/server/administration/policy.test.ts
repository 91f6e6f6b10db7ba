// Who may do what, generated: every administrative endpoint × every role × an object of the own and of a foreign county. Requests name a
// version nobody has, so that what is allowed ends in 409 or later and changes nothing.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Posts } from '../../../server/people';
import { ENDPOINTS as ALL } from '../../../shared/contracts';
import type { Endpoint } from '../../../shared/endpoint';
import { startTestApp, type TestApp } from '../../support/app';
import { submit } from '../../support/builders';
import { requestsTo } from '../../support/requests';

// many requests each; on a machine that is busy they take their time
jest.setTimeout(120_000);

let t: TestApp;
const chief: Record<string, string> = {};
beforeAll(async () => {
  t = await startTestApp();
  const { body } = await t.http
    .post('/api/v1/posts/invitations')
    .set(await t.as('admin'))
    .send({ role: 'admin', area: '532301', holder: '县管' });
  await t.http
    .post('/api/v1/posts/claim')
    .set(await t.as('county-admin'))
    .send({ code: body.code });
  for (const county of ['532301', '532302'])
    chief[county] = String((await Posts.findOne({ county, role: 'dispatcher' }).lean())?._id);
});
afterAll(() => t.stop());

const PEOPLE = [
  'resident',
  'chief',
  'deputy',
  'grid',
  'handler',
  'head',
  'inspector',
  'vice-general',
  'general',
  'dispatcher',
  'county-admin',
  'admin',
] as const;
type Person = (typeof PEOPLE)[number];

/** who may: administrators of the object's county, of the prefecture alone, any administrator, dispatchers, all staff, everybody */
type Scope =
  | 'county'
  | 'prefecture'
  | 'any-admin'
  | 'dispatcher'
  | 'staff'
  | 'staff-desk'
  | 'county-or-holder'
  | 'open';
const mayBe: Record<Scope, (person: Person, own: boolean) => boolean> = {
  county: (person, own) => person === 'admin' || (person === 'county-admin' && own),
  // the post asked about is the dispatcher's
  'county-or-holder': (person, own) => mayBe.county(person, own) || (person === 'dispatcher' && own),
  prefecture: (person) => person === 'admin',
  'any-admin': (person) => person === 'admin' || person === 'county-admin',
  dispatcher: (person) => person === 'dispatcher',
  staff: (person) => person !== 'resident',
  // who administers has no desk
  'staff-desk': (person) => !['resident', 'county-admin', 'admin'].includes(person),
  open: () => true,
};

interface Made {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
}
type Row = [scope: Scope, made: (county: string) => Made];
const NOBODYS = 999_999;
const version = NOBODYS;
const beat = (county: string) => (county === '532301' ? 'b-zone-gaoxin' : 'b-532302');
const office = (county: string) => `${county}-chengguan`;
const limits = { amount: 1, kind: 'work_hour' };
const clocks = {
  acceptance: limits,
  emergencyAcceptance: limits,
  rating: limits,
  verification: limits,
  callback: limits,
  rungs: { remind: 0.5, overdue: 1, step: 0.5 },
  extensionMaxDays: 30,
  suspensionMaxDays: 30,
  secondWeightMinutes: 1,
};
const category = {
  name: '名称',
  group: '垃圾',
  icon: 'cat-litter',
  keywords: [],
  standard: [],
  department: '某局',
  cooperating: [],
  missionTask: '八',
  conditions: [{ id: 'c1', name: '一般', limit: limits }],
  flags: [],
};
const ofPost = (body?: object) => (county: string) => ({ params: { id: chief[county] ?? '' }, ...(body && { body }) });
const inQuery = (county: string) => ({ query: { county } });
const nothing = () => ({});

/** Everybody may read them: what is asked for is public, only a wider question needs a post. */
const OPEN_TO_ALL: Readonly<Record<string, true>> = { 'areas.listResponsibilities': true };

const TABLE: Record<string, Row> = {
  'people.setLeave': ['county-or-holder', ofPost({ version, leave: null })],
  'adoptionAgreements.read': ['prefecture', nothing],
  'adoptionAgreements.draft': ['prefecture', () => ({ body: { version, draft: null } })],
  'adoptionAgreements.publish': ['prefecture', () => ({ body: { version, note: '说明' } })],
  'adoptionContent.list': ['dispatcher', nothing],
  'moderation.listQueue': ['dispatcher', nothing],
  'moderation.listLimits': ['dispatcher', nothing],
  'reports.listSimilarGroups': ['dispatcher', nothing],
  'reports.reassign': [
    'dispatcher',
    () => ({ body: { batchId: randomUUID(), reports: [{ number: 'x', version }], assignee: 'area:x', text: '说明' } }),
  ],
  'reports.listDesk': ['staff-desk', nothing],
  'reports.readDeskFilters': ['staff-desk', nothing],

  'people.listPosts': ['any-admin', inQuery],
  'people.changePost': ['county', ofPost({ version })],
  'people.endPost': ['county', ofPost({ version })],
  'people.reinvite': ['county', ofPost({ version })],
  // a role that does not fit its place is refused after the question who asks
  'people.invitePost': ['county', (area) => ({ body: { role: 'grid_officer', area, holder: '某人' } })],
  'reports.readHandOverChoices': ['county', ofPost()],
  'reports.handOver': ['county', ofPost({ batchId: 'policy-batch', version, successor: { holder: '某人' } })],
  'reports.readHandOver': ['any-admin', () => ({ params: { id: 'no-such-batch' } })],
  'areas.listCounties': ['any-admin', nothing],
  'areas.listAdminDepartments': ['county', inQuery],
  'areas.addDepartment': ['county', (county) => ({ body: { id: randomUUID(), county, name: office(county) } })],
  'areas.changeDepartment': ['county', (county) => ({ params: { id: office(county) }, body: { version } })],
  'areas.closeDepartment': ['county', (county) => ({ params: { id: office(county) }, body: { version } })],
  'areas.listBeats': ['county', inQuery],
  'areas.addBeat': [
    'county',
    (area) => ({ body: { id: randomUUID(), area, categories: ['bikes'], department: 'no-such-office' } }),
  ],
  'areas.changeBeat': [
    'county',
    (county) => ({ params: { id: beat(county) }, body: { version, categories: [], department: office(county) } }),
  ],
  'areas.removeBeat': ['county', (county) => ({ params: { id: beat(county) }, body: { version } })],
  'areas.listResponsibilities': ['open', inQuery],
  'areas.setResponsibility': [
    'county',
    (county) => ({ params: { county, category: 'bikes' }, body: { version, lead: null, cooperating: [] } }),
  ],
  'administration.listAudit': ['any-admin', nothing],
  'administration.exportAudit': ['any-admin', nothing],
  'administration.listSettings': ['prefecture', nothing],
  'administration.changeSettings': [
    'prefecture',
    () => ({ params: { name: 'nothing' }, body: { version, value: null } }),
  ],
  'administration.listChecks': ['any-admin', nothing],
  'reports.listHolidays': ['any-admin', nothing],
  'reports.importHolidays': ['prefecture', () => ({ body: { year: 2030, holidays: [], workdays: [], version } })],
  'reports.readTemplates': ['prefecture', nothing],
  'reports.saveTemplates': ['prefecture', () => ({ body: { version, items: [] } })],
  'reports.readCatalogueDraft': ['prefecture', nothing],
  'reports.draftCategory': ['prefecture', () => ({ params: { id: 'bikes' }, body: { version, category } })],
  'reports.draftClocks': ['prefecture', () => ({ body: { version, clocks } })],
  'reports.discardDraft': ['prefecture', () => ({ body: { version } })],
  'reports.publishCatalogue': ['prefecture', () => ({ body: { version, note: '说明' } })],
  'reports.withdrawScheduled': ['prefecture', () => ({ params: { id: '99' } })],
  'reports.listCatalogueVersions': ['prefecture', nothing],
  'reports.dryRun': [
    'staff',
    () => ({ query: { lng: '101.5461', lat: '25.0409', datum: 'gcj02', category: 'bikes' } }),
  ],
  'reports.listReroutes': ['dispatcher', nothing],
  'reports.decideReroutes': [
    'dispatcher',
    () => ({
      body: { batchId: randomUUID(), decision: 'keep', reports: [{ number: 'x', version, proposed: 'area:x' }] },
    }),
  ],
  'notifications.listFailed': ['any-admin', nothing],
  'notifications.retry': ['any-admin', () => ({ params: { kind: 'report', id: 'none' } })],
};

/** Administrative is what may be refused for want of a post, and whatever lies below administration: found in the contracts. */
const ADMINISTRATIVE = ALL.filter(
  ({ path, refusals }) => refusals.includes('post.not-held') || path.startsWith('/api/v1/administration/'),
);
/** With a row of the policy table: walked role by role, in the own and in a foreign county. */
const ENDPOINTS = ALL.filter(({ name }) => name in TABLE);

test('every row of the table is an endpoint, and all of administration has one', () => {
  const below = ADMINISTRATIVE.filter(({ path }) =>
    /^\/api\/v1\/(administration|catalogue|deliveries|posts)\//.test(path),
  );
  const names = new Set(ALL.map(({ name }) => name));
  expect(Object.keys(TABLE).filter((name) => !names.has(name))).toEqual([]);
  expect(below.map(({ name }) => name).filter((name) => !(name in TABLE))).toEqual([]);
});

// a new endpoint is walked without being told: whatever is asked of it as its contract says, nobody without a post gets anything
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
        if (person === 'resident' && OPEN_TO_ALL[endpoint.name] !== true)
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
/** What says that it is none of their business: forbidden, or as if it were not there. */
const FOREIGN = ['post.not-held', 'post.not-found', 'department.not-found', 'beat.not-found', 'area.not-found'];

test.each(ENDPOINTS.map((endpoint) => [endpoint.name, endpoint] as const))('%s', async (name, endpoint) => {
  const [scope, made] = TABLE[name] ?? ['open', nothing];
  for (const [county, own] of [
    ['532301', true],
    ['532302', false],
  ] as const)
    for (const person of PEOPLE) {
      const before = await Posts.countDocuments();
      const reply = await send(endpoint, made(county), person);
      const may = mayBe[scope](person, own);
      const seen = { name, person, county, status: reply.status, code: reply.body.code as string | undefined };
      if (may) {
        expect({ ...seen, refused: seen.code === 'post.not-held' || reply.status === 401 }).toEqual({
          ...seen,
          refused: false,
        });
        expect(reply.status).toBeLessThan(500);
        // what is there is found: a version nobody has ends in 409
        if (['people.changePost', 'areas.changeBeat', 'areas.changeDepartment', 'reports.handOver'].includes(name))
          expect(seen).toEqual({ ...seen, code: 'administration.stale' });
      } else {
        expect({ ...seen, foreign: FOREIGN.includes(seen.code ?? '') }).toEqual({ ...seen, foreign: true });
        expect([403, 404, 422]).toContain(reply.status);
        expect(await Posts.countDocuments()).toBe(before);
      }
    }
});

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
  for (const endpoint of ENDPOINTS.filter(({ method }) => method === 'GET')) {
    const [, made] = TABLE[endpoint.name] ?? ['open', nothing];
    const text = JSON.stringify((await send(endpoint, made('532301'), 'admin')).body);
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
