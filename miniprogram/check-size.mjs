// Sizes of the WeChat packages against the bars (WeChat's own limits: 2 MB, 2 MB, 30 MB).
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'weapp');
const MB = 1024 * 1024;
const BARS = { main: MB, subpackage: MB / 2, all: 3 * MB };

const bytes = (path) => {
  const stat = statSync(path);
  return stat.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytes(join(path, name)), 0)
    : path.endsWith('.map')
      ? 0
      : stat.size;
};
const { subPackages = [], subpackages = subPackages } = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8'));
const all = bytes(dist);
const parts = subpackages.map(({ root }) => ({ name: root, size: bytes(join(dist, root)) }));
const rows = [
  { name: 'main package', size: all - parts.reduce((sum, part) => sum + part.size, 0), bar: BARS.main },
  ...parts.map((part) => ({ ...part, bar: BARS.subpackage })),
  { name: 'all', size: all, bar: BARS.all },
];
for (const { name, size, bar } of rows)
  console.log(
    `${size <= bar ? 'ok  ' : 'OVER'} ${name.padEnd(16)} ${(size / 1024).toFixed(0).padStart(5)} KB of ${(bar / 1024).toFixed(0)} KB`,
  );
if (rows.some(({ size, bar }) => size > bar)) process.exit(1);
