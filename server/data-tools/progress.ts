import type { Progress } from './transfer';

/** One line per collection, rewritten while it grows. */
export const printProgress: Progress = (collection, documents, isDone) => {
  process.stderr.write(`\r${collection}：${documents} 条${isDone ? '，已完成\n' : '…'}`);
};

/** Runs a command and says in one line why it failed. */
export function runCommand(run: () => Promise<void>): void {
  run().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(`\n${error instanceof Error ? error.message : String(error)}`);
      process.exit(1);
    },
  );
}
