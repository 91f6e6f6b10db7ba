// `npm run data:export -- <mongodb://… or data folder> <folder>`
import { printProgress, runCommand } from './progress';
import { exportData } from './transfer';

runCommand(async () => {
  const [from, folder] = process.argv.slice(2);
  if (!from || !folder) throw new Error('用法：npm run data:export -- <数据库地址或数据目录> <导出目录>');
  const collections = await exportData(from, folder, printProgress);
  const documents = collections.reduce((sum, one) => sum + one.documents, 0);
  console.log(`已导出 ${collections.length} 个集合，共 ${documents} 条记录，校验值在 ${folder}/manifest.json。`);
});
