import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { People } from '../../../server/people';
import { startTestApp, type TestApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const signIn = (code: string) => t.http.post('/api/v1/sessions').send({ code });

test('a demo person signs in with posts and areas', async () => {
  const { body } = await signIn('demo:chief').expect(200);
  expect(body.person.posts[0]).toMatchObject({
    role: 'chief',
    areaCode: expect.any(String),
    areaName: expect.any(String),
  });
  expect(new Date(body.expiresAt).getTime()).toBeGreaterThan(Date.now());
});

test('any other demo name is a new resident, the same one each time, also when two come at once', async () => {
  const code = `demo:new-${randomUUID().slice(0, 8)}`;
  const replies = await Promise.all(Array.from({ length: 8 }, () => signIn(code).expect(200)));
  expect(new Set(replies.map((r) => r.body.person.id)).size).toBe(1);
  expect(replies[0]?.body.person.posts).toEqual([]);
  expect(await People.countDocuments({ openid: code })).toBe(1);
});

test.each(['demo:', 'demo:../x', 'demo:A B', 'anything', `demo:${'x'.repeat(60)}`])(
  '%s is no login code',
  async (code) => {
    const reply = await signIn(code);
    expect([reply.status, reply.body.code]).toEqual([401, 'sign-in.code-refused']);
  },
);

test('tokens with another algorithm, key, audience or age are refused', async () => {
  const { body } = await signIn('demo:resident');
  const subject = body.person.id;
  const header = (token: string) => ({ authorization: `Bearer ${token}` });
  const jwt = (key: Uint8Array, audience: string, expires: string) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(key);
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ sub: subject })).toString('base64url')}.x`;
  const tokens = [
    none,
    await jwt(new Uint8Array(32), 'yicheng-gongzhi', '1h'),
    await jwt(t.deps.keys.token, 'elsewhere', '1h'),
    await jwt(t.deps.keys.token, 'yicheng-gongzhi', '-1s'),
    body.token.slice(0, -2),
  ];
  for (const token of tokens) await t.http.get('/api/v1/me').set(header(token)).expect(401);
  await t.http.get('/api/v1/me').set(header(body.token)).expect(200);
});

test('signing out everywhere makes older tokens stale', async () => {
  const { body } = await signIn(`demo:leaver-${randomUUID().slice(0, 6)}`);
  await People.updateOne({ _id: body.person.id }, { $set: { sessionsFrom: new Date(Date.now() + 5000) } });
  // a token seen good is trusted for two seconds; this one is new
  const reply = await t.http.get('/api/v1/me').set({ authorization: `Bearer ${body.token}` });
  expect([reply.status, reply.body.code]).toEqual([401, 'sign-in.expired']);
});

test('me: nickname and phone, which is stored sealed and shown masked', async () => {
  const auth = await t.as(`phone-${randomUUID().slice(0, 6)}`);
  const { body } = await t.http
    .patch('/api/v1/me')
    .set(auth)
    .send({ nickname: '小彝', phone: '13800138000' })
    .expect(200);
  expect(body).toMatchObject({
    nickname: '小彝',
    phone: '138****8000',
    can: { workDesk: false, dispatch: false, administer: false },
  });
  const stored = await People.findById(body.id).lean();
  expect(stored?.phone).not.toContain('13800138000');
  const cleared = await t.http.patch('/api/v1/me').set(auth).send({ phone: null }).expect(200);
  expect(cleared.body.phone).toBeNull();
});

test.each([{ phone: '12345' }, { phone: '23800138000' }, { nickname: ' ' }, { nickname: '名'.repeat(21) }])(
  'me: %j is refused and names the field',
  async (change) => {
    const reply = await t.http
      .patch('/api/v1/me')
      .set(await t.as('resident'))
      .send(change);
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body.fields)).toEqual(Object.keys(change));
  },
);

describe('sign-in on a wide screen', () => {
  const start = async () => (await t.http.post('/api/v1/sessions/browser').expect(201)).body;
  const poll = (id: string) => t.http.get(`/api/v1/sessions/browser/${id}`);
  const approve = async (id: string, number: string, who = 'dispatcher') =>
    t.http
      .post(`/api/v1/sessions/browser/${id}/approval`)
      .set(await t.as(who))
      .send({ number });

  test('pending, approved with the right number, handed out once', async () => {
    const { id, number, qr } = await start();
    expect(qr).toMatch(/^data:image\/svg\+xml/);
    expect((await poll(id).expect(200)).body.status).toBe('pending');
    expect((await approve(id, number === '42' ? '43' : '42')).body.code).toBe('browser-sign-in.wrong-number');
    expect((await approve(id, number)).status).toBe(200);
    const { body } = await poll(id).expect(200);
    expect(body).toMatchObject({ status: 'approved', session: { person: { posts: [{ role: 'dispatcher' }] } } });
    await t.http
      .get('/api/v1/me')
      .set({ authorization: `Bearer ${body.session.token}` })
      .expect(200);
    expect((await poll(id)).body.code).toBe('browser-sign-in.already-used');
    expect((await approve(id, number)).body.code).toBe('browser-sign-in.already-used');
  });

  test('what the QR code carries approves but never yields the token', async () => {
    const { id, number } = await start();
    const { createHash } = await import('node:crypto');
    const scanned = createHash('sha256').update(id).digest('base64url').slice(0, 22);
    expect((await poll(scanned)).body.code).toBe('browser-sign-in.unknown');
    expect((await approve(scanned, number)).status).toBe(200);
    expect((await poll(scanned)).body.code).toBe('browser-sign-in.unknown');
    expect((await poll(id)).body.status).toBe('approved');
  });

  test('of two approvals one counts, of two polls one gets the token', async () => {
    const { id, number } = await start();
    const approvals = await Promise.all([approve(id, number, 'resident'), approve(id, number, 'chief')]);
    expect(approvals.map((r) => r.status).sort()).toEqual([200, 409]);
    const polls = await Promise.all([poll(id), poll(id), poll(id)]);
    expect(polls.filter((r) => r.status === 200)).toHaveLength(1);
  });

  test('an unknown request is 404', async () => {
    expect((await poll('nothing')).status).toBe(404);
  });
});

describe('WeChat', () => {
  let wechat: Server;
  let answer: (code: string | null) => unknown = () => ({});
  let w: TestApp['http'];
  beforeAll(async () => {
    wechat = createServer((request, response) => {
      const code = new URL(request.url ?? '', 'http://x').searchParams.get('js_code');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(code)));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => wechat.once('listening', resolve));
    const api = `http://127.0.0.1:${(wechat.address() as AddressInfo).port}`;
    const { default: supertest } = await import('supertest');
    const { createApp } = await import('../../../server/app');
    const config = { ...t.deps.config, demo: false, wechat: { appid: 'wx1', secret: 's', api } };
    w = supertest(createApp({ deps: { ...t.deps, config }, storage: t.storage, demoPeople: [], h5: null }).callback());
  });
  afterAll(() => wechat.close());

  test('a code becomes a session; the openid and session_key stay here', async () => {
    answer = (code) => ({ openid: `o-${code}`, session_key: 'secret' });
    const reply = await w.post('/api/v1/sessions').send({ code: '0a1B' }).expect(200);
    expect(JSON.stringify(reply.body)).not.toMatch(/o-0a1B|secret/);
  });

  test.each([
    [40029, 401, 'sign-in.code-refused'],
    [40226, 401, 'sign-in.code-refused'],
    [-1, 503, 'sign-in.unavailable'],
    [45011, 503, 'sign-in.unavailable'],
  ])('WeChat error %i', async (errcode, status, code) => {
    answer = () => ({ errcode });
    const reply = await w.post('/api/v1/sessions').send({ code: 'x' });
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });

  test('demo codes are refused beside WeChat', async () => {
    const reply = await w.post('/api/v1/sessions').send({ code: 'demo:admin' });
    expect(reply.body.code).toBe('sign-in.code-refused');
  });
});
