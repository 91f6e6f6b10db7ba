// Once per run: the server is bundled and a real database started, the embedded one unless
// REFERENCE_MONGODB_URI names another. Every test file uses a database of its own on it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

export default async (): Promise<void> => {
  execFileSync(process.execPath, [join(root, 'server', 'build.mjs')], { stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'ycgz-test-'));
  process.env.TEST_FOLDER = folder;
  if (process.env.REFERENCE_MONGODB_URI) {
    process.env.TEST_MONGODB_URI = process.env.REFERENCE_MONGODB_URI;
    return;
  }
  const { startEmbeddedDatabase } = await import('../../server/embedded-mongo');
  const { uri, pid } = await startEmbeddedDatabase({
    dataDir: folder,
    // a file that talks to databases of its own must not let this one fall asleep
    idleExitMs: 1_800_000,
    program: join(root, 'dist', 'server', 'embedded-mongo.cjs'),
  });
  process.env.TEST_MONGODB_URI = uri;
  process.env.TEST_DATABASE_PID = String(pid);
};
