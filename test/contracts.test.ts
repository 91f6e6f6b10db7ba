// One walk over every endpoint: 401 unless open, 422 on junk, problems in the declared form, documented.
import * as v from 'valibot';
import { ENDPOINTS } from '../shared/contracts';
import type { Endpoint } from '../shared/endpoint';
import { COMMON_REFUSALS, Problem, REFUSALS } from '../shared/refusals';
import { startTestApp, type TestApp } from './support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const pathOf = (endpoint: Endpoint) =>
  endpoint.path.replace(/:county/, '532301').replace(/:\w+/g, '532301-261124-000000-0');
const request = (endpoint: Endpoint, headers: Record<string, string> = {}) => {
  const agent = t.http[endpoint.method.toLowerCase() as 'get' | 'post' | 'patch'](pathOf(endpoint)).set(headers);
  return endpoint.body ? agent.send({}) : agent;
};
const isProblem = (body: unknown) => v.safeParse(Problem, body).success;
const named = ENDPOINTS.map((endpoint) => [endpoint.name, endpoint] as const);

test('names and paths are unique', () => {
  expect(new Set(ENDPOINTS.map((e) => e.name)).size).toBe(ENDPOINTS.length);
  expect(new Set(ENDPOINTS.map((e) => `${e.method} ${e.path}`)).size).toBe(ENDPOINTS.length);
});

test.each(named.filter(([, e]) => e.access === 'signed-in'))('%s: 401 without a token', async (_, endpoint) => {
  const reply = await request(endpoint);
  expect(reply.status).toBe(401);
  expect(reply.type).toBe('application/problem+json');
  expect(reply.body.code).toBe('sign-in.required');
});

test.each(named)('%s: 401 on a stale or forged token', async (_, endpoint) => {
  const reply = await request(endpoint, { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.AAAA' });
  expect(reply.status).toBe(401);
  expect(reply.body.code).toBe('sign-in.expired');
  expect(isProblem(reply.body)).toBe(true);
});

const junk: Record<string, unknown>[] = [
  {},
  { $ne: 1 },
  { code: { $ne: null }, category: ['x'], location: 'here', version: 'x', move: 'fly', number: 7, holder: {}, id: {} },
  { code: 'x'.repeat(5000), submissionId: '../../etc', description: 'x'.repeat(2000), score: 9, nickname: ' ' },
];
test.each(named.filter(([, e]) => e.body && !['notifications.markRead', 'people.updateMe'].includes(e.name)))(
  '%s: junk is refused, never a 500',
  async (_, endpoint) => {
    const auth = await t.as('resident');
    for (const body of junk) {
      const reply = await t.http[endpoint.method.toLowerCase() as 'post'](pathOf(endpoint)).set(auth).send(body);
      // a body that may be left empty is no junk: whoever has no right is refused for that
      const fits = endpoint.body && v.safeParse(endpoint.body, body).success;
      expect(fits ? [403, 404, 422] : [404, 422]).toContain(reply.status);
      expect(isProblem(reply.body)).toBe(true);
      const known = [...endpoint.refusals, ...COMMON_REFUSALS];
      expect(known).toContain(reply.body.code);
      expect(reply.body.detail).toMatch(/[\u4e00-\u9fff]/);
    }
  },
);

test.each(named.filter(([, e]) => e.query))('%s: junk in the query is refused', async (_, endpoint) => {
  const auth = await t.as('resident');
  for (const query of ['limit=abc&lng=x&lat=1', 'limit[$gt]=1&cursor=$$&lng[]=1', 'cursor=%00&limit=0&datum=mars']) {
    const reply = await t.http.get(`${pathOf(endpoint)}?${query}`).set(auth);
    // what is optional may be left out, and then the thing asked for is not there
    expect(endpoint.params ? [403, 404, 422] : [403, 422]).toContain(reply.status);
    expect(isProblem(reply.body)).toBe(true);
  }
});

test('malformed and oversized bodies, wrong methods and unknown addresses are problems too', async () => {
  const broken = await t.http.post('/api/v1/sessions').set('content-type', 'application/json').send('{"code":');
  expect([broken.status, broken.body.code]).toEqual([400, 'request.malformed']);
  const large = await t.http.post('/api/v1/sessions').send({ code: 'x'.repeat(100_000) });
  expect([large.status, large.body.code]).toEqual([413, 'request.too-large']);
  const type = await t.http.post('/api/v1/sessions').set('content-type', 'text/plain').send('code=1');
  expect([type.status, type.body.code]).toEqual([415, 'request.unsupported-type']);
  const method = await t.http.delete('/api/v1/reports');
  expect([method.status, method.body.code]).toEqual([405, 'request.wrong-method']);
  const unknown = await t.http.get('/api/v1/nothing');
  expect([unknown.status, unknown.body.code]).toEqual([404, 'request.not-found']);
});

test('the OpenAPI document names every endpoint, its refusals and its schemas', async () => {
  const { body } = await t.http.get('/api/v1/openapi.json').expect(200);
  expect(body.openapi).toBe('3.1.0');
  for (const endpoint of ENDPOINTS) {
    const operation = body.paths[endpoint.path.replace(/:(\w+)/g, '{$1}')][endpoint.method.toLowerCase()];
    expect(operation.operationId).toBe(endpoint.name);
    for (const code of endpoint.refusals)
      expect(operation.responses[REFUSALS[code].status].description).toContain(code);
    expect(Boolean(operation.requestBody)).toBe(Boolean(endpoint.body || endpoint.file));
  }
  await t.http.get('/api/docs').expect(200).expect('content-type', /html/);
  await t.http.get('/api/docs/ui/swagger-ui-bundle.js').expect(200);
});

test('alive and ready', async () => {
  await t.http.get('/healthz').expect(200, { status: 'ok' });
  await t.http.get('/readyz').expect(200, { status: 'ready' });
});
