// `npm run bench:submit`: bundles test/bench/<name>.ts with the server's own build settings and runs it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const [name = '', ...rest] = process.argv.slice(2);
if (!existsSync(join(here, `${name}.ts`))) {
  console.error(`no benchmark "${name}"`);
  process.exit(1);
}
spawnSync(process.execPath, [join(root, 'server', 'build.mjs')], { stdio: 'inherit' });
const outfile = join(root, 'dist', 'bench', `${name}.cjs`);
await build({
  entryPoints: [join(here, `${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...rest], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
