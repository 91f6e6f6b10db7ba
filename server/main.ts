// The server's process: read the configuration, start, stop cleanly on a signal.
import { join } from 'node:path';
import { ConfigError, readConfig } from './core/config';
import { startServer } from './start';

const STOP_MS = 10_000;

const main = async () => {
  const config = readConfig(process.env);
  const { url, demoPeople, stop } = await startServer(config, join(__dirname, '..', 'h5'));

  console.log(`彝城共治 ${url}  (API ${url}/api/docs)`);
  if (config.demo) {
    console.log('演示数据。可以切换的演示人物：');
    for (const { code, label, duty } of demoPeople) console.log(`  ${code.padEnd(20)} ${label} ${duty}`);
  }

  let stopping = false;
  const onSignal = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
};

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? `配置有误 (configuration):\n${error.message}` : error);
  process.exit(1);
});
