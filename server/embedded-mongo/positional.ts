// Which array element the positional `$` means: the first that meets the query's conditions on that array.
import { compileElement, compileFilter } from './filter';
import { valueAt } from './paths';
import { type Document, isDocument } from './values';

type ElementTest = (element: unknown) => boolean;

function conditionsOn(array: string, filter: Document, tests: ElementTest[]): void {
  for (const [key, condition] of Object.entries(filter)) {
    if ((key === '$and' || key === '$or') && Array.isArray(condition)) {
      for (const branch of condition) if (isDocument(branch)) conditionsOn(array, branch, tests);
    } else if (key === array) {
      if (isDocument(condition) && isDocument(condition.$elemMatch)) tests.push(compileElement(condition.$elemMatch));
      else {
        const test = compileFilter({ element: condition });
        tests.push((element) => test({ element }));
      }
    } else if (key.startsWith(`${array}.`)) {
      const test = compileFilter({ [key.slice(array.length + 1)]: condition });
      tests.push((element) => isDocument(element) && test(element));
    }
  }
}

/** Index of the element, -1 when the filter says nothing about the array or no element meets it. */
export function positionOf(doc: Document, array: string, filter: Document): number {
  const tests: ElementTest[] = [];
  conditionsOn(array, filter, tests);
  const value = valueAt(doc, array);
  if (!tests.length || !Array.isArray(value)) return -1;
  return value.findIndex((element) => tests.every((test) => test(element)));
}
