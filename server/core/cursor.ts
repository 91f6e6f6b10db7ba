// Cursor pagination: the cursor is the sort key of the last item, so that pages neither skip nor repeat
// when something new comes in between.
import { EJSON } from 'bson';
import { Refusal } from './refusal';

/** Sort values of the last item → opaque text. */
export const toCursor = (values: readonly unknown[]): string =>
  Buffer.from(EJSON.stringify(values, { relaxed: false })).toString('base64url');

/** @throws Refusal request.invalid when the text is not a cursor of `length` values. */
export const fromCursor = (cursor: string, types: readonly ((value: unknown) => boolean)[]): unknown[] => {
  const refuse = () => new Refusal('request.invalid', { fields: { cursor: '翻页标记无效，请从第一页看起' } });
  let values: unknown;
  try {
    values = EJSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'), { relaxed: false });
  } catch {
    throw refuse();
  }
  if (
    !Array.isArray(values) ||
    values.length !== types.length ||
    !types.every((fits, i) => fits((values as unknown[])[i]))
  )
    throw refuse();
  return values;
};

/**
 * Filter for what comes after the cursor, for a sort by two fields (the second one unique):
 * `after('submittedAt', -1, '_id', -1, [date, id])`.
 */
export const after = (
  first: string,
  firstDirection: 1 | -1,
  second: string,
  secondDirection: 1 | -1,
  [a, b]: unknown[],
) => {
  const beyond = (direction: 1 | -1) => (direction === 1 ? '$gt' : '$lt');
  return {
    $or: [{ [first]: { [beyond(firstDirection)]: a } }, { [first]: a, [second]: { [beyond(secondDirection)]: b } }],
  };
};
