// Weighs the WeChat build against its bars. WeChat itself refuses 2 MB a package; our own limits leave room to grow and
// keep the first opening quick on a slow network. `npm run build:weapp` first.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const MB = 1024 * 1024;
const BARS = { main: 1.0 * MB, subpackage: 0.5 * MB, all: 3 * MB };

const root = join(dirname(fileURLToPath(import.meta.url)), '../dist/weapp');

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );

const { subPackages = [] } = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8'));
const weights = new Map([['main', 0], ...subPackages.map((sub) => [sub.root, 0])]);
for (const file of files(root)) {
  const path = relative(root, file).split(sep).join('/');
  const owner = subPackages.find((sub) => path.startsWith(`${sub.root}/`))?.root ?? 'main';
  weights.set(owner, weights.get(owner) + statSync(file).size);
}

const rows = [...weights].map(([name, bytes]) => ({ name, bytes, bar: name === 'main' ? BARS.main : BARS.subpackage }));
rows.push({ name: 'all', bytes: rows.reduce((sum, row) => sum + row.bytes, 0), bar: BARS.all });

for (const { name, bytes, bar } of rows) {
  const verdict = bytes > bar ? 'TOO HEAVY' : 'ok';
  console.log(
    `${name.padEnd(10)} ${(bytes / 1024).toFixed(0).padStart(6)} KB of ${(bar / 1024).toFixed(0)} KB  ${verdict}`,
  );
}
if (rows.some(({ bytes, bar }) => bytes > bar)) process.exitCode = 1;
