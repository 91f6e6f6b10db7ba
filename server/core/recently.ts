// What was made lately is kept, for those who ask while it is being made and afterwards; never more of it than so many.

/**
 * @param most how many are kept; the oldest goes first
 * @param keyOf everything the outcome depends on
 * @returns `make`, but the same promise for the same key; a failed one is made again
 */
export const recently = <A, T>(
  most: number,
  keyOf: (asked: A) => string,
  make: (asked: A) => Promise<T>,
): ((asked: A) => Promise<T>) => {
  const kept = new Map<string, Promise<T>>();
  return (asked) => {
    const key = keyOf(asked);
    const known = kept.get(key);
    if (known) return known;
    const made = make(asked);
    const [oldest] = kept.keys();
    if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
    kept.set(key, made);
    made.catch(() => {
      if (kept.get(key) === made) kept.delete(key);
    });
    return made;
  };
};
