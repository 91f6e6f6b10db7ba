// The embedded database against the recorded answers of a reference engine, question by question.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ClientSession, Collection } from 'mongodb';
import { answers, caseOf } from './fuzz/cases';
import { REFERENCE_DIFFERS } from './fuzz/differences';
import type { Doc } from './fuzz/documents';
import { cleanUp, freshDatabase } from './support';

const recorded = JSON.parse(
  gunzipSync(readFileSync(join(__dirname, 'recorded', 'answers.json.gz'))).toString(),
) as string[];

let collection: Collection<Doc>;
let session: ClientSession;

beforeAll(async () => {
  const { client, db } = await freshDatabase();
  collection = db.collection('fuzz');
  session = client.startSession();
});
afterAll(async () => {
  await session.endSession();
  await cleanUp();
});

function differences(from: number, given: string[]): string[] {
  return given.flatMap((answer, i) =>
    answer === recorded[from + i]
      ? []
      : [`#${from + i} ${caseOf(from + i).text}\n  gave ${answer}\n  not  ${recorded[from + i]}`],
  );
}

test('has 5,000 answers to compare with', () => {
  expect(recorded).toHaveLength(5000);
});

test.each([0, 1000, 2000, 3000, 4000])(
  'answers cases %i and the next thousand like the reference',
  async (from) => {
    const withIndexes = from % 2000 === 0;
    // the first thousand as durable writes, the others in transactions that are aborted: that is quicker
    const within = from < 1000 ? undefined : session;
    const given = await answers(collection, from, from + 1000, withIndexes, within);
    expect(differences(from, given).slice(0, 3)).toEqual([]);
  },
  60_000,
);

test.each(REFERENCE_DIFFERS)('where the reference is left out, the manual says why: $what', ({ manual }) => {
  expect(manual).not.toBe('');
});
