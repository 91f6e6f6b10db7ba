// The database under a command: the same configuration as the server's.
import { readConfig } from '../core/config';
import { connectDatabase, databaseUri } from '../core/database';
import { loadKeys } from '../core/keys';
import { createLog } from '../core/log';
import { refreshSnapshots } from '../core/snapshot';
import { providePostKeys } from '../people';

export const openDatabase = async (): Promise<void> => {
  const config = readConfig(process.env);
  providePostKeys((await loadKeys(config)).fields);
  await connectDatabase(await databaseUri(config), createLog({ logLevel: 'error' }));
  await refreshSnapshots();
};

/** `--name value` and `--name`, and what stands without. */
export const argumentsOf = (argv: readonly string[], flags: readonly string[]) => {
  const options = new Map<string, string>();
  const plain: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const one = argv[i] ?? '';
    if (!one.startsWith('--')) plain.push(one);
    else if (flags.includes(one.slice(2))) options.set(one.slice(2), 'yes');
    else options.set(one.slice(2), argv[++i] ?? '');
  }
  return { options, plain };
};
