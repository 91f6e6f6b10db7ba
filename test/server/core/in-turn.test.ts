import { inTurn } from '../../../server/core/in-turn';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('one after the other under one key, side by side under several', async () => {
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  const order: string[] = [];
  const work = (key: string, i: number) => async () => {
    running.set(key, (running.get(key) ?? 0) + 1);
    most.set(key, Math.max(most.get(key) ?? 0, running.get(key) ?? 0));
    most.set('all', Math.max(most.get('all') ?? 0, (running.get('a') ?? 0) + (running.get('b') ?? 0)));
    await later(i % 3);
    order.push(`${key}${i}`);
    running.set(key, (running.get(key) ?? 0) - 1);
    return i;
  };
  const given = await Promise.all(
    ['a', 'b'].flatMap((key) => Array.from({ length: 10 }, (_, i) => inTurn(key, work(key, i)))),
  );
  expect(given).toEqual([...Array(10).keys(), ...Array(10).keys()]);
  expect([most.get('a'), most.get('b'), most.get('all')]).toEqual([1, 1, 2]);
  for (const key of ['a', 'b'])
    expect(order.filter((done) => done.startsWith(key))).toEqual(Array.from({ length: 10 }, (_, i) => `${key}${i}`));
});

test('what fails fails for itself alone', async () => {
  const bad = inTurn('c', async () => {
    throw new Error('no');
  });
  const good = inTurn('c', async () => 'yes');
  await expect(bad).rejects.toThrow('no');
  await expect(good).resolves.toBe('yes');
});
