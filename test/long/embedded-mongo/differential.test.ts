// Both engines live, 100,000 questions (FUZZ_CASES): REFERENCE_MONGODB_URI names the other one.
// RECORD_ANSWERS=1 writes the first 5,000 answers of the reference for the short test.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { answers, caseOf } from '../../server/embedded-mongo/fuzz/cases';
import { cleanUp, connect, freshDatabase } from '../../server/embedded-mongo/support';

const REFERENCE = process.env.REFERENCE_MONGODB_URI;
const CASES = Number(process.env.FUZZ_CASES ?? 100_000);
const STRETCH = 5000;
const RECORDED = join(__dirname, '..', '..', 'server', 'embedded-mongo', 'recorded', 'answers.json.gz');

afterAll(cleanUp);

test(
  `answers ${CASES} random questions like the reference`,
  async () => {
    if (!REFERENCE) throw new Error('REFERENCE_MONGODB_URI is not set');
    const { db } = await freshDatabase();
    const reference = (await connect(REFERENCE)).db('ycgz_differential');
    const different: string[] = [];
    for (let from = 0; from < CASES; from += STRETCH) {
      const to = Math.min(from + STRETCH, CASES);
      const [ours, theirs] = await Promise.all([
        answers(db.collection('fuzz'), from, to, (from / STRETCH) % 2 === 0),
        answers(reference.collection('fuzz'), from, to, false),
      ]);
      if (from === 0 && process.env.RECORD_ANSWERS)
        writeFileSync(RECORDED, gzipSync(JSON.stringify(theirs), { level: 9 }));
      for (const [i, answer] of ours.entries()) {
        if (answer !== theirs[i])
          different.push(`#${from + i} ${caseOf(from + i).text}\n  gave ${answer}\n  not  ${theirs[i]}`);
      }
    }
    await reference.dropDatabase();
    expect({ count: different.length, first: different.slice(0, 5) }).toEqual({ count: 0, first: [] });
  },
  60 * 60_000,
);
