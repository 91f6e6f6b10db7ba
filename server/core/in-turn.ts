// What everybody wants at once is done one after the other. The database decides who wins, here as between processes; but
// transactions of one process that change the same document would only conflict, be repeated and conflict again.

const last = new Map<string, Promise<unknown>>();

/** Runs `work` when everything asked for earlier under the same key has ended, well or badly. Not to be nested under one key. */
export const inTurn = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
  const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
  last.set(key, turn);
  try {
    return await turn;
  } finally {
    if (last.get(key) === turn) last.delete(key);
  }
};
