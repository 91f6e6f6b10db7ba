// The one door to the API: signing in, once, when it must; errors in words; what waits for the network.

import { listNearbyReports } from '../../shared/nearby/contract';
import { readMe, updateMe } from '../../shared/people/contract';
import { readReport } from '../../shared/reports/contract';
import { type Asked, answerWith, asked, forgetEverything } from './support/device';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: jest.requireActual('./support/device').Taro }));

const load = () => {
  jest.resetModules();
  Object.assign(globalThis, { __API_BASE__: 'https://api.test' });
  const client = jest.requireActual<typeof import('../../miniprogram/api/client')>('../../miniprogram/api/client');
  const errors = jest.requireActual<typeof import('../../miniprogram/api/errors')>('../../miniprogram/api/errors');
  const wire = jest.requireActual<typeof import('../../miniprogram/api/wire')>('../../miniprogram/api/wire');
  return { ...client, ...errors, ...wire };
};

const problem = (status: number, code: string, fields?: Record<string, string>) => ({
  status,
  body: { type: 'about:blank', title: '标题', status, code, detail: '怎么办', ...(fields ? { fields } : {}) },
});
const session = { status: 200, body: { token: 'fresh', expiresAt: '2030-01-01T00:00:00.000Z', person: {} } };
const signIns = () => asked.filter((one) => one.url.endsWith('/api/v1/sessions')).length;

beforeEach(forgetEverything);

test('builds the address from path, parameters and query, leaving out what is not given', async () => {
  const { addressOf } = load();
  expect(addressOf(readReport, { params: { number: '532301-261124-7K3QPX-M' } })).toBe(
    '/api/v1/reports/532301-261124-7K3QPX-M',
  );
  expect(addressOf(readReport, { params: { number: '../x y' } })).toBe('/api/v1/reports/..%2Fx%20y');
  expect(addressOf(listNearbyReports, { query: { lng: '101.5', lat: '25', datum: 'wgs84', status: undefined } })).toBe(
    '/api/v1/nearby/reports?lng=101.5&lat=25&datum=wgs84',
  );
});

test('signs in before the first call that needs a person, and only once for many', async () => {
  const { call } = load();
  answerWith(({ url }) => (url.endsWith('/sessions') ? session : { status: 200, body: { id: 'me' } }));
  await Promise.all([call(readMe), call(readMe), call(readMe)]);
  expect(signIns()).toBe(1);
  expect(asked.filter((one) => one.authorization === 'Bearer fresh')).toHaveLength(3);
});

test('an open endpoint is read without signing in', async () => {
  const { call } = load();
  answerWith(() => ({ status: 200, body: { items: [] } }));
  await call(listNearbyReports, { query: { lng: '101.5', lat: '25', datum: 'wgs84' } });
  expect(signIns()).toBe(0);
});

test('an expired token is renewed once for all calls under way, and each is repeated', async () => {
  const { call, token } = load();
  token.set('stale');
  answerWith(({ url, authorization }) =>
    url.endsWith('/sessions')
      ? session
      : authorization === 'Bearer fresh'
        ? { status: 200, body: { id: 'me' } }
        : problem(401, 'sign-in.expired'),
  );
  const answers = await Promise.all([call(readMe), call(readMe)]);
  expect(answers).toEqual([{ id: 'me' }, { id: 'me' }]);
  expect(signIns()).toBe(1);
});

test('a second refusal is not tried again', async () => {
  const { call, ApiError, token } = load();
  token.set('stale');
  answerWith(({ url }) => (url.endsWith('/sessions') ? session : problem(401, 'sign-in.required')));
  await expect(call(readMe)).rejects.toBeInstanceOf(ApiError);
  expect(asked).toHaveLength(3);
});

test('a refusal carries code, remedy and the wrong fields', async () => {
  const { call, token, wordsFor } = load();
  token.set('good');
  answerWith(() => problem(422, 'request.invalid', { phone: '请填写 11 位手机号' }));
  const failure = await call(updateMe, { body: { phone: '123' } }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'request.invalid', status: 422, fields: { phone: '请填写 11 位手机号' } });
  expect(wordsFor(failure)).toEqual({ title: '标题', detail: '怎么办', offline: false });
});

test('no answer at all is a lost network, and an error page of a proxy a failing server', async () => {
  const { call, token, OfflineError, wordsFor } = load();
  token.set('good');
  answerWith(() => ({ status: 0 }));
  const offline = await call(readMe).catch((error: unknown) => error);
  expect(offline).toBeInstanceOf(OfflineError);
  expect(wordsFor(offline).offline).toBe(true);
  answerWith(() => ({ status: 502, body: '<html>bad gateway</html>' }));
  await expect(call(readMe)).rejects.toMatchObject({ code: 'server.failed', status: 502 });
});

test('the device keeps the token between visits', async () => {
  const first = load();
  answerWith(({ url }: Asked) => (url.endsWith('/sessions') ? session : { status: 200, body: { id: 'me' } }));
  await first.call(readMe);
  const again = load();
  jest.requireActual<typeof import('../../miniprogram/api/session')>('../../miniprogram/api/session').restoreSession();
  await again.call(readMe);
  expect(signIns()).toBe(1);
});
