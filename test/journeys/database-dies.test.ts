// The database process is killed under a running server: requests say so, nothing is lost, and service returns.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { DEMO_PLACE } from '../support/builders';
import { api, databaseOf, freshFolder, startProcess } from '../support/process';

test('service returns by itself, with everything that was acknowledged', async () => {
  const folder = freshFolder();
  const { url, end } = await startProcess({ DATA_DIR: folder, DEMO: 'on', RATE_LIMIT: 'off' });
  try {
    const { body: session } = await api(url, 'POST', '/api/v1/sessions', undefined, { code: 'demo:resident' });
    const submission = {
      submissionId: randomUUID(),
      category: 'dead-animal',
      description: '死猫',
      location: DEMO_PLACE,
    };
    const submit = () => api(url, 'POST', '/api/v1/reports', String(session.token), submission);
    const { body: report } = await submit();

    const pid = databaseOf(folder);
    expect(pid).toBeDefined();
    process.kill(pid ?? 0, 'SIGKILL');

    let reply = await submit();
    for (let i = 0; i < 60 && reply.status !== 200; i++) {
      expect([503, 200]).toContain(reply.status);
      await wait(250);
      reply = await submit();
    }
    expect(reply.body).toMatchObject({ number: report.number });
  } finally {
    await end();
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
