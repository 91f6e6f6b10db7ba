// Random valid and invalid requests generated from the contracts: no 5xx, every refusal in the declared form.
import fc from 'fast-check';
import * as v from 'valibot';
import { ENDPOINTS } from '../../shared/contracts';
import { COMMON_REFUSALS, Problem } from '../../shared/refusals';
import { startTestApp, type TestApp } from '../support/app';
import { submit } from '../support/builders';
import { requestsTo } from '../support/requests';

const RUNS = Number(process.env.FUZZ_REQUESTS ?? 2000);
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

/** every endpoint may say these: who asks comes before what is asked */
const ALWAYS = [...COMMON_REFUSALS, 'sign-in.required', 'sign-in.expired', 'request.not-found'];

test(`${RUNS} requests by people of every kind`, async () => {
  const people = await Promise.all(
    ['resident', 'neighbour', 'chief', 'dispatcher', 'handler', 'admin'].map((who) => t.as(who)),
  );
  const numbers: string[] = [];
  for (let i = 0; i < 12; i++) numbers.push((await submit(t, people[i % 2] ?? { authorization: '' })).number);

  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(
      requestsTo(ENDPOINTS, numbers),
      fc.constantFrom(...people, {}),
      async ({ endpoint, path, query, body }, auth) => {
        const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
        const request = t.http[method](path).query(query).set(auth);
        // a bare string or number is no JSON document for the client library: send it as text
        const reply = await (body === undefined
          ? request
          : request.set('content-type', 'application/json').send(JSON.stringify(body)));
        seen.set(reply.status, (seen.get(reply.status) ?? 0) + 1);
        if (reply.status < 300) return;
        expect({ status: reply.status, path, query, body }).toMatchObject({ status: expect.any(Number) });
        expect(reply.status).toBeLessThan(500);
        expect(v.safeParse(Problem, reply.body).success).toBe(true);
        expect([...endpoint.refusals, ...ALWAYS]).toContain(reply.body.code);
      },
    ),
    { numRuns: RUNS, seed: Number(process.env.FUZZ_SEED ?? 20261124), endOnFailure: true },
  );
  // it reached both sides: things that worked and things that were refused
  expect(seen.get(200) ?? 0).toBeGreaterThan(RUNS / 50);
  expect(seen.get(422) ?? 0).toBeGreaterThan(RUNS / 50);
}, 600_000);
