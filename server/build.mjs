// Bundles the server's entry points to dist/server/*.cjs: one file each starts faster and needs no
// TypeScript at run time; packages stay outside, so a lean install (`npm ci --omit=dev`) can run them.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** output name → source file */
const entries = {
  main: 'server/main.ts',
  'admin-invite': 'server/admin/invite.ts',
  'areas-import': 'server/admin/areas-import.ts',
  'areas-export': 'server/admin/areas-export.ts',
  'map-verify': 'server/admin/map-verify.ts',
  'data-export': 'server/data-tools/export.ts',
  'data-import': 'server/data-tools/import.ts',
  'street-sheets': 'server/streets/sheet-worker.ts',
  'embedded-mongo': 'server/embedded-mongo/main.ts',
  'embedded-mongo-scan': 'server/embedded-mongo/scan-worker.ts',
};

await build({
  absWorkingDir: root,
  entryPoints: Object.entries(entries)
    .filter(([, file]) => existsSync(join(root, file)))
    .map(([out, file]) => ({ in: file, out })),
  outdir: 'dist/server',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});
