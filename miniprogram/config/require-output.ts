import { statSync } from 'node:fs';

/**
 * Makes the build fail when it wrote nothing. Taro reports some configuration errors and still exits with 0,
 * which would let an old folder pass for a new build.
 *
 * @param file the file that every successful build writes anew
 */
export function requireOutput(file: string) {
  // File systems keep whole seconds or finer; one second of grace costs nothing.
  const startedAt = Date.now() - 1000;
  process.on('exit', () => {
    const written = statSync(file, { throwIfNoEntry: false });
    if (!written || written.mtimeMs < startedAt) {
      console.error(`The build wrote no ${file}`);
      process.exitCode = 1;
    }
  });
}
