// Two server processes on one database live through a simulated stretch of time; what happens by itself happens exactly once.
import { randomUUID } from 'node:crypto';
import type { ReportRecord } from '../../server/reports';
import { DEMO_PLACE } from './builders';
import { api } from './process';
import { withTwoProcesses } from './two-processes';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-24T02:00:00Z');
const NEVER_YEAR = 9999;

export interface Month {
  reports: ReportRecord[];
  messages: { entry: string; person: string; kind: string }[];
}

/** Lives through `days` in steps of `stepHours`; one of the processes is stopped and started again on the way. */
export const liveThrough = (days: number, stepHours: number): Promise<Month> =>
  withTwoProcesses(START, async (both) => {
    const { connection, setClock, url } = both;
    const reports = connection.collection<ReportRecord>('reports');
    const left = (now: Date) =>
      reports.countDocuments({ $or: [{ nextAt: { $lte: now } }, { pending: { $exists: true } }] });
    const [resident, chief, dispatcher] = [
      await both.token('resident'),
      await both.token('chief'),
      await both.token('dispatcher'),
    ];

    const submit = async (i: number) => {
      const { body } = await api(url(i), 'POST', '/api/v1/reports', resident, {
        submissionId: randomUUID(),
        category: 'dead-animal',
        description: `第 ${i} 件`,
        location: DEMO_PLACE,
      });
      return String(body.number);
    };
    const move = async (i: number, number: string, who: string, name: string, input: object = {}) => {
      const { body } = await api(url(i), 'GET', `/api/v1/reports/${number}`, who);
      const sent = { moveId: randomUUID(), version: Number(body.version), move: name, input };
      const reply = await api(url(i + 1), 'POST', `/api/v1/reports/${number}/moves`, who, sent);
      if (reply.status !== 200) throw new Error(`${name}: ${reply.status} ${JSON.stringify(reply.body)}`);
    };

    const steps = Math.ceil((days * 24) / stepHours);
    for (let i = 0; i < steps; i++) {
      setClock(START + i * stepHours * HOUR);
      if (i < steps / 2) {
        // one is left alone, one is only accepted, one is resolved and never rated, one is suspended
        const number = await submit(i);
        if (i % 4 > 0) await move(i, number, chief, 'accept');
        if (i % 4 === 2) await move(i, number, chief, 'resolve', { text: '好了' });
        if (i % 4 === 3) {
          const date = new Date(both.now().getTime() + 2 * 24 * HOUR).toISOString().slice(0, 10);
          await move(i, number, chief, 'request-suspension', { text: '雨', reason: 'season', date });
          await move(i, number, dispatcher, 'grant-suspension', { text: '', date });
        }
      }
      await both.settled(left);
      if (i === Math.floor(steps / 2)) await both.restartOne();
    }
    const messages = await connection.collection('messages').find().toArray();
    return {
      reports: await reports.find({ description: /^第/ }).toArray(),
      messages: messages.map((m) => ({ entry: String(m.entry), person: String(m.person), kind: String(m.kind) })),
    };
  });

/** @returns what happened by itself, per move; @throws when anything happened twice or not at all */
export const checkMonth = ({ reports, messages }: Month, now: Date): Record<string, number> => {
  const counts: Record<string, number> = {};
  const keys = messages.map((m) => `${m.entry} ${m.person} ${m.kind}`);
  if (new Set(keys).size !== keys.length) throw new Error('a message was written twice');
  for (const report of reports) {
    const own = report.history.filter((entry) => entry.person === null);
    const ids = own.map((entry) => entry.moveId);
    const say = `${report.number}: ${report.history.map((e) => e.move).join(' ')}`;
    if (new Set(ids).size !== ids.length) throw new Error(`a step was made twice — ${say}`);
    if (report.version !== report.history.length) throw new Error(`history and version differ — ${say}`);
    if (report.nextAt <= now && report.nextAt.getUTCFullYear() !== NEVER_YEAR)
      throw new Error(`something is left undone — ${say}`);
    for (const entry of own) {
      counts[entry.move] = (counts[entry.move] ?? 0) + 1;
      const kinds: Record<string, string> = { remind: 'reminded', overdue: 'overdue', escalate: 'escalated' };
      const told = messages.filter((m) => m.entry === String(entry._id) && m.kind === kinds[entry.move]);
      if (told.length !== entry.told.length) throw new Error(`${told.length} of ${entry.told.length} told — ${say}`);
    }
  }
  return counts;
};
