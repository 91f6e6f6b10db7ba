// What an act changed, as lines people can read: every value that differs between before and after, by its path. Pure, so that the page
// and the export say the same.
export interface Difference {
  /** conditions.0.limit.amount; empty for the whole */
  path: string;
  before: string | null;
  after: string | null;
}

const MOST = 60;
const LONGEST = 200;
const isBranch = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Date);
const said = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  const text = value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};
const child = (value: unknown, key: string): unknown =>
  // own ones only: what was stored may be called toString
  isBranch(value) && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;

/** At most sixty lines, in the order of the keys. */
export const differences = (before: unknown, after: unknown): Difference[] => {
  const found: Difference[] = [];
  const walk = (a: unknown, b: unknown, path: string): void => {
    if (found.length >= MOST) return;
    if (isBranch(a) || isBranch(b)) {
      const keys = [...new Set([...Object.keys(isBranch(a) ? a : {}), ...Object.keys(isBranch(b) ? b : {})])];
      for (const key of keys) walk(child(a, key), child(b, key), path ? `${path}.${key}` : key);
      return;
    }
    const [was, is] = [said(a), said(b)];
    if (was !== is) found.push({ path, before: was, after: is });
  };
  walk(before, after, '');
  return found;
};
