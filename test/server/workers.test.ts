// A server that is told to stop ends the piece of work under way, not the whole queue behind it; the next one takes up the rest.
import pino from 'pino';
import { announcePending, Reports } from '../../server/reports';
import { startWorkers } from '../../server/workers';
import { startTestApp, type TestApp } from '../support/app';
import { submission } from '../support/builders';

let t: TestApp;
beforeEach(async () => {
  t = await startTestApp();
});
afterEach(() => t.stop());

test('stopped in the middle of a queue, the rest stays in it and is told once', async () => {
  const auth = await t.as('resident');
  for (let i = 0; i < 6; i++) await t.http.post('/api/v1/reports').set(auth).send(submission()).expect(201);
  const waiting = () => Reports.countDocuments({ pending: { $exists: true } });
  const before = await waiting();
  expect(before).toBeGreaterThanOrEqual(6);

  const told: string[] = [];
  let heard = () => {};
  const second = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const react = async ({ report }: { report: { number: string } }) => {
    told.push(report.number);
    if (told.length === 2) heard();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const stop = startWorkers(
    [{ name: 'announce-test', everyMs: 10, run: (isStopping) => announcePending([react], isStopping) }],
    pino({ level: 'silent' }),
  );
  await second;
  await stop();
  expect(told.length).toBeLessThan(before);
  expect(await waiting()).toBe(before - new Set(told).size);

  await announcePending([react]);
  expect(await waiting()).toBe(0);
  expect(told).toHaveLength(new Set(told).size);
});
