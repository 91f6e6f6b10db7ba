// Server and database are killed at any moment under mixed load: whatever was acknowledged is there, and whatever is sent again is
// there once. Reports and ratings, adoptions and care, sign-ups and check-ins.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { draft } from '../support/activities';
import { DEMO_PLACE } from '../support/builders';
import { application, PLOT_PLACE, plotFields } from '../support/plots';
import { api, clockIn, databaseOf, freshFolder, type ServerProcess, startProcess } from '../support/process';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
/** Signed up and checked in at the same instant: shortly before the shift. */
const SHIFT = { from: '2026-11-24T10:15:00+08:00', to: '2026-11-24T12:00:00+08:00' };

const folder = freshFolder();
const databaseAddress = process.env.REFERENCE_MONGODB_URI;
const environment: Record<string, string> = {
  ...clockIn(folder),
  DATA_DIR: folder,
  DEMO: 'on',
  RATE_LIMIT: 'off',
  ...(databaseAddress && { MONGODB_URI: databaseAddress.replace(/\/[^/?]*(\?|$)/, `/killed_${Date.now()}$1`) }),
};
let server: ServerProcess | undefined;
afterAll(async () => {
  await server?.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = async () => {
  server = await startProcess(environment);
  return server.url;
};
const signIn = async (url: string, name: string) =>
  String((await api(url, 'POST', '/api/v1/sessions', undefined, { code: `demo:${name}` })).body.token);

/** Something somebody sends, by an id of their own; sent again it is the same thing. */
interface Sent {
  token: string;
  path: string;
  body: Record<string, unknown>;
  acknowledged: boolean;
}
const sent: Sent[] = [];

/** @returns the answer when there was a good one */
const send = async (url: string, thing: Sent) => {
  const reply = await api(url, 'POST', thing.path, thing.token, thing.body).catch(() => null);
  if (!reply || reply.status >= 300) return null;
  thing.acknowledged = true;
  return reply.body as Record<string, unknown>;
};
const sendNew = (url: string, token: string, path: string, body: Record<string, unknown>) => {
  const thing = { token, path, body, acknowledged: false };
  sent.push(thing);
  return send(url, thing);
};

interface Person {
  token: string;
  /** what they sent that was acknowledged */
  adoption?: string;
  cares: number;
  signUp?: string;
  present: boolean;
}
const people: Person[] = [];
const reports: { number: string; rated: boolean }[] = [];

const reportAndRate = async (url: string, token: string, chief: string) => {
  const report = await sendNew(url, token, '/api/v1/reports', {
    submissionId: randomUUID(),
    category: 'dead-animal',
    description: '死猫',
    location: DEMO_PLACE,
  });
  if (!report) return;
  const known = { number: String(report.number), rated: false };
  reports.push(known);
  const move = (version: number, name: string, input: object) =>
    sendNew(url, chief, `/api/v1/reports/${known.number}/moves`, { moveId: randomUUID(), version, move: name, input });
  if (!(await move(1, 'accept', {})) || !(await move(2, 'resolve', { text: '已清理' }))) return;
  const rated = await sendNew(url, token, `/api/v1/reports/${known.number}/rating`, {
    submissionId: randomUUID(),
    score: 5,
  });
  known.rated = rated !== null;
};

const adoptAndCare = async (url: string, person: Person, plot: string) => {
  const adoption = await sendNew(url, person.token, `/api/v1/plots/${plot}/applications`, application());
  if (!adoption) return;
  person.adoption = String(adoption.id);
  for (let i = 0; i < 2; i++) {
    const logged = await sendNew(url, person.token, `/api/v1/adoptions/${person.adoption}/care`, {
      logId: randomUUID(),
      tasks: ['water'],
      minutes: 30,
      location: PLOT_PLACE,
    });
    if (logged) person.cares++;
  }
};

const signUpAndCome = async (url: string, person: Person, activity: string, code: string) => {
  const shift = activity.slice(activity.indexOf(' ') + 1);
  const signedUp = await sendNew(url, person.token, `/api/v1/activities/${activity.split(' ')[0]}/sign-ups`, {
    signUpId: randomUUID(),
    shift,
    acknowledged: true,
  });
  const [row] = (signedUp?.signUps ?? []) as { id: string; state: string }[];
  if (!row) return;
  person.signUp = row.id;
  const came = await sendNew(url, person.token, '/api/v1/attendances', {
    moveId: randomUUID(),
    code,
    direction: 'in',
    location: DEMO_PLACE,
  });
  person.present = came !== null;
};

/** A plot that decides by itself, and an activity about to begin, for one round. */
const prepare = async (url: string, round: number) => {
  const dispatcher = await signIn(url, 'dispatcher');
  const plot = `KILL-${round}`;
  const saved = await api(url, 'PUT', `/api/v1/desk/plots/${plot}`, dispatcher, {
    revision: 0,
    fields: plotFields({ name: `第 ${round} 轮的花坛`, capacity: 50, automatic: true }),
  });
  expect([saved.status, saved.body]).toEqual([200, expect.anything()]);
  const made = await api(url, 'POST', '/api/v1/activities', dispatcher, {
    ...draft({ audience: 'everyone', title: `第 ${round} 轮净街` }),
    shifts: [{ id: `killed-shift-${round}`, name: '净街', ...SHIFT, capacity: 200 }],
  });
  const activity = (made.body as { activity?: { id: string; version: number } }).activity;
  expect([made.status, activity]).toEqual([201, expect.anything()]);
  const published = await api(url, 'POST', `/api/v1/activities/${activity?.id}/moves`, dispatcher, {
    moveId: randomUUID(),
    version: activity?.version,
    move: 'publish',
    input: {},
  });
  const [shift] = (published.body as { shifts?: { id: string }[] }).shifts ?? [];
  const codes = await api(url, 'GET', `/api/v1/shifts/${shift?.id}/codes`, dispatcher);
  const [first] = (codes.body as { codes?: { code: string }[] }).codes ?? [];
  return { plot, activity: `${activity?.id} ${shift?.id}`, code: first?.code ?? '' };
};

const itemsOf = async (url: string, token: string, path: string) =>
  ((await api(url, 'GET', path, token)).body as { items?: { id: string; state: string }[] }).items ?? [];

test('killed at any moment: what was acknowledged is there, and nothing is there twice', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const url = await start();
    const { plot, activity, code } = await prepare(url, round);
    const chief = await signIn(url, 'chief');
    let isRunning = true;
    let serial = 0;
    const newcomer = async (): Promise<Person> => {
      const person = { token: await signIn(url, `killed-${round}-${serial++}`), cares: 0, present: false };
      people.push(person);
      return person;
    };
    const lane = (work: () => Promise<void>) =>
      (async () => {
        while (isRunning) await work().catch(() => {});
      })();
    const lanes = [
      lane(async () => reportAndRate(url, (await newcomer()).token, chief)),
      lane(async () => reportAndRate(url, (await newcomer()).token, chief)),
      lane(async () => adoptAndCare(url, await newcomer(), plot)),
      lane(async () => signUpAndCome(url, await newcomer(), activity, code)),
    ];
    await new Promise((resolve) => setTimeout(resolve, 600 + (round % 20) * 150));
    // the server alone; the database, and after it has come back the server; both
    const database = databaseAddress || round % 3 === 0 ? undefined : databaseOf(folder);
    if (database) process.kill(database, 'SIGKILL');
    if (database && round % 3 === 1) await new Promise((resolve) => setTimeout(resolve, 2500));
    isRunning = false;
    await server?.end('SIGKILL');
    await Promise.all(lanes);
  }

  const url = await start();
  const acknowledged = sent.filter((thing) => thing.acknowledged).length;
  expect(reports.length).toBeGreaterThan(ROUNDS);
  for (const { number, rated } of reports) {
    const { status, body } = await api(url, 'GET', `/api/v1/reports/${number}`);
    expect([number, status, rated && body.status]).toEqual([number, 200, rated && 'closed']);
  }
  // everything is sent again, as a device without an answer would
  for (const thing of sent) await api(url, 'POST', thing.path, thing.token, thing.body);

  for (const { token, adoption, cares, signUp, present } of people) {
    const mine = await itemsOf(url, token, '/api/v1/me/adoptions');
    expect(mine.length).toBeLessThanOrEqual(1);
    if (adoption) {
      expect(mine.map(({ id }) => id)).toEqual([adoption]);
      const logs = await itemsOf(url, token, `/api/v1/adoptions/${adoption}/care`);
      expect(logs.length).toBeGreaterThanOrEqual(cares);
      expect(logs.length).toBeLessThanOrEqual(2);
    }
    const places = await itemsOf(url, token, '/api/v1/me/sign-ups');
    expect(places.length).toBeLessThanOrEqual(1);
    if (signUp) expect(places.map(({ id }) => id)).toEqual([signUp]);
    if (present) expect(places.map(({ state }) => state)).toEqual(['present']);
  }
  const counted = { rounds: ROUNDS, acknowledged, sent: sent.length, reports: reports.length };
  if (ROUNDS > 3)
    console.info({
      ...counted,
      rated: reports.filter(({ rated }) => rated).length,
      adoptions: people.filter(({ adoption }) => adoption).length,
      cares: people.reduce((sum, { cares }) => sum + cares, 0),
      signUps: people.filter(({ signUp }) => signUp).length,
      checkIns: people.filter(({ present }) => present).length,
    });
  await server?.end();
}, 3_600_000);
