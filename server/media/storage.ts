// Where bytes lie. One small interface; the disk now, an S3-compatible store would be a second one.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

export interface Storage {
  /** durable when it resolves */
  put(name: string, bytes: Buffer): Promise<void>;
  /** null when there is no such file */
  get(name: string): Promise<Readable | null>;
  remove(name: string): Promise<void>;
}

/** `.sealed` is encrypted and reached by no link. */
const NAME = /^[A-Za-z0-9_-]{22}((\.thumb)?\.jpg|\.sealed)$/;

/** Files under `folder`, spread over subfolders by the first two characters. */
export const diskStorage = (folder: string): Storage => {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new Error('not the name of a photo');
    return join(folder, name.slice(0, 2), name);
  };
  return {
    put: async (name, bytes) => {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // written aside and renamed: a crash leaves no half picture under the real name
      const file = await open(`${path}.part`, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.part`, path);
    },
    get: (name) =>
      new Promise((resolve, reject) => {
        const stream = createReadStream(pathOf(name));
        stream.once('open', () => resolve(stream));
        stream.once('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ENOENT' ? resolve(null) : reject(error),
        );
      }),
    remove: (name) => rm(pathOf(name), { force: true }),
  };
};
