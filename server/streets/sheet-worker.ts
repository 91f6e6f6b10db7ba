// A thread of its own for setting Chinese type: a sheet for a town takes seconds of pure computing, in which the server answers others.
import { parentPort } from 'node:worker_threads';
import { cardPng, sheetPdf } from './print';
import type { PrintJob, PrintReply } from './sheet-pool';

/** What crossed between threads is bytes, no longer a Buffer. */
const withBuffers = (job: PrintJob): PrintJob => ({
  ...job,
  cards: job.cards.map((card) => ({
    ...card,
    code: 'picture' in card.code ? { picture: Buffer.from(card.code.picture) } : card.code,
  })),
});

const print = async (job: PrintJob): Promise<Buffer> => {
  const [card] = job.cards;
  if (job.kind === 'sheet') return sheetPdf(job.title, job.layout, job.cards, job.at);
  if (!card) throw new Error('no card to draw');
  return cardPng(card);
};

parentPort?.on('message', (job: PrintJob) => {
  const answer = (reply: PrintReply) => parentPort?.postMessage(reply);
  print(withBuffers(job)).then(
    (bytes) => answer({ id: job.id, bytes }),
    (error: unknown) => answer({ id: job.id, problem: error instanceof Error ? error.message : String(error) }),
  );
});
