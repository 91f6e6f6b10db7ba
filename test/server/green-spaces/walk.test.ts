// A random walk by random people over plots and adoptions on the real API; after every step the counts must be those of the states.
import fc from 'fast-check';
import { type AdoptionRecord, Adoptions, Plots } from '../../../server/green-spaces';
import { Adopters } from '../../../server/green-spaces/adoption-model';
import {
  ADOPTION_MOVE_NAMES,
  ADOPTION_PERSON_MOVES,
  adoptionMoveRow,
  adoptionStateAfter,
} from '../../../shared/green-spaces/moves';
import { COUNTED_STATES, HOLDING_STATES } from '../../../shared/green-spaces/states';
import { startTestApp, type TestApp } from '../../support/app';
import { addPlot, apply, care, moveAdoption } from '../../support/plots';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const STEPS = Number(process.env.WALK_STEPS ?? 300);
const SEED = Number(process.env.WALK_SEED ?? 20191101);
const PEOPLE = ['walker-1', 'walker-2', 'walker-3', 'walker-4', 'walker-5', 'dispatcher'] as const;
const pick = fc.record({
  person: fc.constantFrom(...PEOPLE),
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constant('apply') },
    { weight: 6, arbitrary: fc.constant('move') },
    { weight: 2, arbitrary: fc.constant('care') },
  ),
  plot: fc.nat(3),
  choice: fc.nat(1000),
  forbidden: fc.integer({ min: 1, max: 6 }).map((n) => n === 1),
  days: fc.oneof({ weight: 14, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(12) }, fc.nat(70)),
});

/** What is true at any time of every plot, person and adoption. */
const check = async (now: Date) => {
  const [plots, people, rows] = await Promise.all([
    Plots.find().lean(),
    Adopters.find().lean(),
    Adoptions.find().lean<AdoptionRecord[]>(),
  ]);
  const count = (own: readonly AdoptionRecord[], states: readonly string[]) =>
    own.filter((a) => states.includes(a.state)).length;
  for (const plot of plots) {
    const own = rows.filter((a) => a.plot === plot._id);
    expect([plot.taken, plot.applications, plot.waiting]).toEqual([
      count(own, HOLDING_STATES),
      count(own, ['applied']),
      count(own, ['waiting']),
    ]);
    expect(plot.taken).toBeLessThanOrEqual(plot.capacity);
    expect(plot.free).toBe(plot.state === 'open' && plot.taken < plot.capacity);
  }
  for (const person of people) {
    const held = count(
      rows.filter((a) => a.adopter.equals(person._id)),
      COUNTED_STATES,
    );
    expect([person.held, held <= 3]).toEqual([held, true]);
  }
  for (const { version, history, state, open, nextAt, facts, care: figures } of rows) {
    expect(version).toBeGreaterThanOrEqual(history.length);
    expect(history.at(-1)?.to).toBe(state);
    expect(open).toBe(state === 'waiting' || COUNTED_STATES.includes(state));
    expect(nextAt > now).toBe(true);
    expect(facts.neglectReminders).toBeLessThanOrEqual(2);
    expect(figures.atPlace).toBeLessThanOrEqual(figures.visits);
    history.forEach((entry, i) => {
      if (i > 0) expect(entry.from).toBe(history[i - 1]?.to);
      const row = ADOPTION_MOVE_NAMES.find((name) => name === entry.move);
      if (!row || entry.from === null) return;
      expect(adoptionMoveRow(row).from).toContain(entry.from);
      expect(adoptionStateAfter(row, entry.from)).toBe(entry.to);
    });
  }
};

test(`${STEPS} random steps keep every promise of the table`, async () => {
  const codes = [
    await addPlot(t),
    await addPlot(t, { automatic: true }),
    await addPlot(t, { capacity: 2 }),
    await addPlot(t, { automatic: true, capacity: 3, neglectDays: 10 }),
  ];
  const tokens = new Map(await Promise.all(PEOPLE.map(async (name) => [name, await t.as(name)] as const)));
  const owners = new Map(
    await Promise.all(
      [...tokens.values()].map(
        async (auth) => [String((await t.http.get('/api/v1/me').set(auth)).body.id), auth] as const,
      ),
    ),
  );
  const made = new Map<string, number>();
  const add = (name: string) => made.set(name, (made.get(name) ?? 0) + 1);
  let now = t.deps.now();
  for (const p of fc.sample(pick, { numRuns: STEPS, seed: SEED })) {
    now = new Date(now.getTime() + p.days * 86_400_000);
    t.setTime(now.toISOString());
    if (p.days > 0) await t.tick();
    const actor = tokens.get(p.person) ?? { authorization: '' };
    const code = codes[p.plot] ?? '';
    if (p.act === 'apply') {
      const reply = await apply(t, actor, code);
      expect([201, 409]).toContain(reply.status);
      if (reply.status === 201) add('apply');
    } else {
      const rows = await Adoptions.find({ plot: code }).sort({ _id: -1 }).limit(8).lean<AdoptionRecord[]>();
      const target = rows[p.choice % Math.max(1, rows.length)];
      if (!target) continue;
      // two steps of three by whoever it is about
      const auth =
        p.choice % 3 > 0 && p.person !== 'dispatcher' ? (owners.get(String(target.adopter)) ?? actor) : actor;
      const seen = await t.http.get(`/api/v1/adoptions/${target._id}`).set(auth);
      if (seen.status === 404) continue;
      if (p.act === 'care') {
        const reply = await care(t, auth, String(target._id));
        expect(reply.status).toBe(seen.body.can.logCare ? 201 : reply.status);
        if (reply.status === 201) add('care');
      } else {
        const can = ADOPTION_PERSON_MOVES.filter((name) => seen.body.can[name]);
        const choices =
          p.forbidden || can.length === 0 ? ADOPTION_PERSON_MOVES.filter((name) => !can.includes(name)) : can;
        const name = choices[p.choice % choices.length];
        if (!name) continue;
        const { reasons } = adoptionMoveRow(name);
        const input = { text: '走一步', years: 1, ...(reasons && { reason: Object.keys(reasons)[0] }) };
        const reply = await moveAdoption(t, auth, seen.body, name, input);
        expect([name, can.includes(name) ? [200, 409] : [403, 409]]).toEqual([
          name,
          expect.arrayContaining([reply.status]),
        ]);
        if (reply.status === 200) add(name);
      }
    }
    await t.tick();
    await check(now);
  }
  for (const { history } of await Adoptions.find().lean<AdoptionRecord[]>())
    for (const { move, person } of history) if (person === null) add(move);
  if (process.env.WALK_STEPS) console.info(Object.fromEntries(made));
  for (const name of ['apply', 'approve', 'start', 'care', 'lapse', 'give-notice', 'withdraw', 'appeal'])
    expect([name, (made.get(name) ?? 0) > 0]).toEqual([name, true]);
}, 300_000);
