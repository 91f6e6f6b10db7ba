// Adoptions through two years with two server processes: every reminder, lapse, renewal and expiry exactly once, whichever process is
// there to do it.
import { randomUUID } from 'node:crypto';
import type { AdoptionRecord } from '../../server/green-spaces';
import { PLOT_PLACE, plotFields } from '../support/plots';
import { api } from '../support/process';
import { withTwoProcesses } from '../support/two-processes';

const DAY = 86_400_000;
const START = Date.parse('2026-11-24T02:00:00Z');
const DAYS = 760;

test('two processes, two years of adoptions: everything by itself exactly once', async () => {
  const { adoptions, messages, codes } = await withTwoProcesses(START, async (both) => {
    const stored = both.connection.collection<AdoptionRecord>('adoptions');
    const plots = both.connection.collection('plots');
    let asked = 0;
    const ask = async (method: string, path: string, who: string, body?: object) => {
      asked += 1;
      const reply = await api(both.url(asked), method, path, who, body);
      if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply.body as Record<string, unknown>;
    };
    const dispatcher = await both.token('dispatcher');
    const addPlot = (code: string) =>
      ask('PUT', `/api/v1/desk/plots/${code}`, dispatcher, { revision: 0, fields: plotFields({ automatic: true }) });
    const apply = async (who: string, code: string, mode: string) =>
      String(
        (
          await ask('POST', `/api/v1/plots/${code}/applications`, who, {
            submissionId: randomUUID(),
            subject: 'person',
            mode,
            plaque: '两年之家',
            contact: { name: '李大山', phone: '13987651234' },
            agreement: 1,
          })
        ).id,
      );
    const move = async (who: string, id: string, name: string, input: object = {}) => {
      const { version } = await ask('GET', `/api/v1/adoptions/${id}`, who);
      await ask('POST', `/api/v1/adoptions/${id}/moves`, who, { moveId: randomUUID(), version, move: name, ...input });
    };
    const [carer, heir, payer, leaver] = [
      await both.token('two-1'),
      await both.token('two-2'),
      await both.token('two-3'),
      await both.token('two-4'),
    ];
    const codes = ['TY-1', 'TY-2', 'TY-3'] as const;
    for (const code of codes) await addPlot(code);
    const first = await apply(carer, 'TY-1', 'labour');
    await apply(heir, 'TY-1', 'labour');
    await apply(payer, 'TY-2', 'funding');
    const left = await apply(leaver, 'TY-3', 'funding');
    for (let day = 0; day <= DAYS; day++) {
      both.setClock(START + day * DAY);
      // care every twelfth day of the first year and a half, then never again
      if (day % 12 === 11 && day < 550)
        await ask('POST', `/api/v1/adoptions/${first}/care`, carer, {
          logId: randomUUID(),
          tasks: ['water'],
          minutes: 30,
          location: PLOT_PLACE,
        });
      if (day === 340) await move(carer, first, 'renew', { years: 1 });
      if (day === 100) await move(leaver, left, 'give-notice', { text: '要搬家了' });
      await both.settled(
        async (now) =>
          (await stored.countDocuments({ $or: [{ nextAt: { $lte: now } }, { pending: { $exists: true } }] })) +
          (await plots.countDocuments({ lineAt: { $lte: now } })),
      );
      if (day === 380) await both.restartOne();
    }
    return {
      codes,
      adoptions: await stored
        .find({ plot: { $in: [...codes] } })
        .sort({ _id: 1 })
        .toArray(),
      messages: await both.connection.collection('messages').find({ 'link.kind': 'adoption' }).toArray(),
      plots: await plots.find({ _id: { $in: [...codes] } as never }).toArray(),
    };
  });

  const lived = adoptions.map(({ plot, history }) => ({
    plot,
    moves: history.map(({ move, at }) => `${move} ${Math.round((at.getTime() - START) / DAY)}`),
  }));
  const without = (moves: string[]) => moves.filter((m) => !m.startsWith('remind-due'));
  expect(codes.map((code) => lived.filter(({ plot }) => plot === code).map(({ moves }) => without(moves)))).toEqual([
    [
      [
        'apply 0',
        'approve 0',
        'start 0',
        'fall-due 335',
        'renew 340',
        'remind-neglect 569',
        'remind-neglect 584',
        'lapse 599',
      ],
      // the heir never cared: reminded twice, lapsed
      ['apply 0', 'approve 599', 'start 599', 'remind-neglect 629', 'remind-neglect 644', 'lapse 659'],
    ],
    [['apply 0', 'approve 0', 'start 0', 'fall-due 335', 'remind-renewal 365', 'expire 379']],
    [['apply 0', 'approve 0', 'start 0', 'give-notice 100', 'release 130']],
  ]);
  for (const { history, version } of adoptions) {
    const ids = history.map(({ moveId, move }) => `${move} ${moveId}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(version).toBeGreaterThanOrEqual(history.length);
  }
  const due = lived[0]?.moves.filter((m) => m.startsWith('remind-due')) ?? [];
  expect([due.length, new Set(due).size]).toEqual([46, 46]);
  const keys = messages.map((m) => `${m.entry} ${m.person} ${m.kind}`);
  expect(new Set(keys).size).toBe(keys.length);
  const [first] = adoptions;
  const told = (kind: string) =>
    messages.filter(
      (m) => m.kind === kind && m.link.id === String(first?._id) && String(m.person) === String(first?.adopter),
    );
  expect(['care-neglected', 'care-due'].map((kind) => told(kind).length)).toEqual([2, 46]);
}, 3_600_000);
