// The keys one document has in an index, element by element where a path runs through an array.
import { fail } from './errors';
import { type Document, fieldOf, isDocument } from './values';

const isIndex = (part: string): boolean => /^\d+$/.test(part);

/**
 * Calls `emit` with the values of the given paths for every key the document has: one, or one per element where a
 * path runs through an array (`isMulti`). An empty array at the end of a path counts as `emptyArray`, by default missing.
 * @throws CommandError 171 when two paths run through different arrays
 */
export function expandKeys(
  doc: Document,
  paths: string[][],
  emit: (values: unknown[], isMulti: boolean) => void,
  emptyArray?: unknown,
): void {
  const walk = (values: unknown[], rests: string[][], opened: Set<unknown> | null): void => {
    let array: unknown[] | undefined;
    for (let i = 0; i < values.length; i++) {
      let value = values[i];
      let rest = rests[i]!;
      while (rest.length && typeof value === 'object' && value !== null) {
        const part = rest[0]!;
        if (Array.isArray(value)) {
          const element: unknown = isIndex(part) ? value[Number(part)] : undefined;
          if (element === undefined || isDocument(value[0])) break;
          value = element;
        } else value = isDocument(value) ? fieldOf(value, part) : undefined;
        rest = rest.slice(1);
      }
      if (rest.length && !Array.isArray(value)) {
        value = undefined;
        rest = [];
      }
      values[i] = value;
      rests[i] = rest;
      if (!Array.isArray(value) || opened?.has(value)) continue;
      if (array && array !== value) fail(171, 'cannot index parallel arrays');
      array = value;
    }
    if (!array) {
      emit(
        values.map((value, i) => (rests[i]!.length ? undefined : value)),
        opened !== null,
      );
      return;
    }
    const spread = array;
    const elements = spread.length
      ? spread
      : [rests.some((rest, i) => rest.length && values[i] === spread) ? undefined : emptyArray];
    for (const element of elements) {
      const nowOpen = new Set(opened);
      if (Array.isArray(element)) nowOpen.add(element);
      walk(
        values.map((value) => (value === spread ? element : value)),
        rests.map((rest, i) => (values[i] === spread && !spread.length ? [] : rest)),
        nowOpen,
      );
    }
  };
  walk(
    paths.map(() => doc),
    paths.slice(),
    null,
  );
}
