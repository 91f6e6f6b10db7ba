// `npm run admin:invite -- <name> [area]`: prints the one-use code of the first administrator, who invites
// everybody else from the mini-program.

import { ConfigError, readConfig } from '../core/config';
import { connectDatabase, databaseUri, disconnectDatabase } from '../core/database';
import { loadKeys } from '../core/keys';
import { createLog } from '../core/log';
import { refreshSnapshots } from '../core/snapshot';
import { invitePost, PREFECTURE, providePostKeys } from '../people';

const main = async () => {
  const [holder] = process.argv.slice(2);
  if (!holder) throw new ConfigError('Say whose post it is: npm run admin:invite -- 张三');
  const config = readConfig(process.env);
  const keys = await loadKeys(config);
  providePostKeys(keys.fields);
  await connectDatabase(await databaseUri(config), createLog({ logLevel: 'error' }));
  await refreshSnapshots();
  const { code, expiresAt } = await invitePost(
    keys.fields,
    {
      role: 'admin',
      area: PREFECTURE,
      department: null,
      county: PREFECTURE,
      boundName: '楚雄彝族自治州',
      holder,
      publicName: false,
    },
    { actor: null, now: new Date() },
  );
  console.log(`邀请码 ${code}（${expiresAt.toISOString()} 前有效，只能用一次）\n在小程序“我的 → 认领职务”里填写。`);
  await disconnectDatabase();
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  },
);
