import { startTestApp, type TestApp } from '../support/app';
import { race } from '../support/race';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

test('1,000 racing for 50 places, then 20 cancellations', () => race(t, 1000, 50, 20), 1_800_000);
