// What a draft of the adoption agreement changes, line by line, so that whoever publishes reads exactly that.

export interface LineChange {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}
/** Lines a text may have; bounds the comparison, which takes both lengths multiplied. */
export const MAX_LINES = 400;

export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** The longest common run of lines stays; what is only before is removed, what is only after is added. Empty lines do not count. */
export const compareLines = (before: string, after: string): LineChange[] => {
  const [a, b] = [linesOf(before), linesOf(after)];
  // longest[i][j]: of the lines from i and from j on
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = longest[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [old, fresh] = [a[i], b[j]];
    if (old !== undefined && old === fresh) {
      changes.push({ kind: 'same', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'removed', text: old });
      i += 1;
    } else {
      changes.push({ kind: 'added', text: fresh ?? '' });
      j += 1;
    }
  }
  return changes;
};
