// `npm start`: install what is missing, build what is missing or older than its sources, start the server.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const newest = (path) => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
};
const stale = (output, sources) => {
  const file = join(root, output);
  return !existsSync(file) || statSync(file).mtimeMs < Math.max(...sources.map((source) => newest(join(root, source))));
};
const build = (script, what) => {
  console.log(`Building ${what} …`);
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`Building ${what} failed; run \`npm run ${script}\` to see why.`);
    process.exit(status ?? 1);
  }
};

// a lean production install has the built files and no tools to build them with
const canBuild = existsSync(join(root, 'node_modules', 'esbuild'));
if (canBuild && stale('dist/server/main.cjs', ['server', 'shared', 'package-lock.json']))
  build('build:server', 'the server');
if (canBuild && stale('dist/h5/index.html', ['miniprogram', 'shared', 'package-lock.json']))
  build('build:h5', 'the browser version (about a minute the first time)');

const server = spawn(process.execPath, [join(root, 'dist/server/main.cjs')], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
