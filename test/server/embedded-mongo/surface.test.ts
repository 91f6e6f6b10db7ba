// The commands the portal's own tests send (recorded with EMBEDDED_RECORD=<file>, which also names a fresh recording to
// check) stay within the table of what the embedded database supports.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SURFACE } from '../../../server/embedded-mongo/surface';

type Shape = string | Shape[] | { [field: string]: Shape };

const fresh = process.env.EMBEDDED_RECORD;
const text = fresh
  ? readFileSync(fresh, 'utf8')
  : gunzipSync(readFileSync(join(__dirname, 'recorded', 'commands.jsonl.gz'))).toString();
const recorded = text
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { [field: string]: Shape });

const OPERATORS = new Set([
  ...SURFACE.queryOperators,
  ...SURFACE.logicalOperators,
  ...SURFACE.updateOperators,
  ...SURFACE.pushModifiers,
  ...SURFACE.stages,
  ...SURFACE.accumulators,
  ...SURFACE.expressions,
]);

function operatorsIn(shape: Shape): string[] {
  if (typeof shape === 'string') return [];
  if (Array.isArray(shape)) return shape.flatMap(operatorsIn);
  const own = Object.keys(shape).filter((field) => field.startsWith('$') && !SURFACE.anyCommand.includes(field));
  return [...own, ...Object.values(shape).flatMap(operatorsIn)];
}

test('something was recorded', () => {
  expect(recorded.length).toBeGreaterThan(50);
});

test('every command and every field of one is in the table', () => {
  const unknown = recorded.flatMap((command) => {
    const [name, ...fields] = Object.keys(command);
    const known = SURFACE.commands[name!];
    if (!known) return [name];
    if (known.includes('*')) return [];
    return fields
      .filter((field) => !known.includes(field) && !SURFACE.anyCommand.includes(field))
      .map((field) => `${name}.${field}`);
  });
  expect([...new Set(unknown)]).toEqual([]);
});

test('every operator is in the table', () => {
  const unknown = recorded.flatMap(operatorsIn).filter((operator) => !OPERATORS.has(operator));
  expect([...new Set(unknown)]).toEqual([]);
});
