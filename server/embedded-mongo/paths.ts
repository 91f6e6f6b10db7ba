// Dotted paths as queries read them: through embedded documents and through the elements of arrays.
import { type Document, fieldOf, isDocument } from './values';

/** One step of a path, split once when the query is compiled. */
export interface Step {
  name: string;
  /** position when the step may also address an array element, else -1 */
  index: number;
}

export const stepsOf = (path: string): Step[] =>
  path.split('.').map((name) => ({ name, index: /^\d+$/.test(name) ? Number(name) : -1 }));

/** `isElement`: the value is an element of the array the path ends at, not the array itself. */
export type ValueTest = (value: unknown, isElement: boolean) => boolean;

/**
 * True when any value the path leads to passes; a missing value is tested as `undefined`.
 * An array at the end is tested whole and element by element.
 */
export function anyValue(holder: unknown, steps: Step[], depth: number, test: ValueTest): boolean {
  if (depth === steps.length) {
    if (test(holder, false)) return true;
    return Array.isArray(holder) && holder.some((element) => test(element, true));
  }
  const step = steps[depth]!;
  if (Array.isArray(holder)) {
    if (step.index >= 0 && step.index < holder.length && anyValue(holder[step.index], steps, depth + 1, test))
      return true;
    return holder.some((element) => isDocument(element) && anyValue(element, steps, depth, test));
  }
  if (!isDocument(holder) || !Object.hasOwn(holder, step.name)) return test(undefined, false);
  return anyValue(holder[step.name], steps, depth + 1, test);
}

/** The one value at a path that runs through documents only; arrays are not entered. */
export function valueAt(doc: Document, path: string): unknown {
  let value: unknown = doc;
  for (const part of path.split('.')) value = isDocument(value) ? fieldOf(value, part) : undefined;
  return value;
}
