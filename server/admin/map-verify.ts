// `npm run map:verify [-- --repair]`: are the counters of the map and of the street cards what the reports say? Puts them right.

import { disconnectDatabase } from '../core/database';
import { verifyMap } from '../nearby';
import { openDatabase } from './open';

const main = async (): Promise<void> => {
  const repair = process.argv.includes('--repair');
  await openDatabase();
  const found = await verifyMap(repair, new Date(), (reports) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${reports} 件`);
  });
  const wrong = found.points + found.tallies + found.months;
  console.log(
    `\n核对 ${found.reports} 件上报：点位不符 ${found.points}，地图计数不符 ${found.tallies}，街道月度不符 ${found.months}`,
  );
  if (wrong > 0) console.log(repair ? '已改正。' : '加上 --repair 可以改正。');
  if (wrong > 0 && !repair) process.exitCode = 1;
};

main()
  .then(() => disconnectDatabase())
  .then(
    () => process.exit(process.exitCode ?? 0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
