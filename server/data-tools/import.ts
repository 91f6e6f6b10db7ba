// `npm run data:import -- <folder> <mongodb://… or data folder>`
import { printProgress, runCommand } from './progress';
import { importData } from './transfer';

runCommand(async () => {
  const [folder, to] = process.argv.slice(2);
  if (!folder || !to) throw new Error('用法：npm run data:import -- <导出目录> <数据库地址或数据目录>');
  const collections = await importData(folder, to, printProgress);
  const documents = collections.reduce((sum, one) => sum + one.documents, 0);
  console.log(`已导入 ${collections.length} 个集合，共 ${documents} 条记录，数量和校验值与导出时一致。`);
});
