// Kept while it is made and afterwards, so many and no more, and never a failure.
import { recently } from '../../../server/core/recently';

const counting = (most: number) => {
  const made: string[] = [];
  const ask = recently(
    most,
    (word: string) => word,
    async (word: string) => {
      made.push(word);
      if (word === 'bad') throw new Error('bad');
      return word.toUpperCase();
    },
  );
  return { made, ask };
};

test('those who ask at once and later get the same', async () => {
  const { made, ask } = counting(2);
  expect(ask('a')).toBe(ask('a'));
  expect([await ask('a'), await ask('b'), await ask('a')]).toEqual(['A', 'B', 'A']);
  expect(made).toEqual(['a', 'b']);
});

test('the oldest is forgotten', async () => {
  const { made, ask } = counting(2);
  for (const word of ['a', 'b', 'c', 'b', 'a']) await ask(word);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

test('a failure is told to all who waited, and tried again', async () => {
  const { made, ask } = counting(2);
  const both = await Promise.allSettled([ask('bad'), ask('bad')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(ask('bad')).rejects.toThrow('bad');
  expect(made).toEqual(['bad', 'bad']);
});
