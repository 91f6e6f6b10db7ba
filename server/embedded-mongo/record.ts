// Notes the distinct shapes of the commands a client sends, so that a test can hold them against the table of the
// supported surface. Shapes have no values: `{find: 'string', filter: {state: 'string'}}`.
import { appendFileSync } from 'node:fs';
import { type Document, isDocument, RANK, rank } from './values';

export type Recorder = (command: Document) => void;

const TYPE_NAMES = Object.fromEntries(Object.entries(RANK).map(([name, value]) => [value, name]));
/** who asks and where, not what */
const LEFT_OUT = new Set(['lsid', '$clusterTime', 'client', '$db', '$readPreference', 'txnNumber', 'comment']);

export function shapeOf(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return 'document';
  if (Array.isArray(value)) {
    const shapes = new Map(value.map((element) => [JSON.stringify(shapeOf(element)), shapeOf(element)]));
    return [...shapes.values()];
  }
  if (!isDocument(value)) return TYPE_NAMES[rank(value)];
  const fields = Object.entries(value).filter(([field]) => !LEFT_OUT.has(field));
  return Object.fromEntries(fields.map(([field, inner]) => [field, shapeOf(inner)]));
}

export function recorderTo(file: string): Recorder {
  const seen = new Set<string>();
  return (command) => {
    const line = JSON.stringify(shapeOf(command));
    if (seen.has(line)) return;
    seen.add(line);
    appendFileSync(file, `${line}\n`);
  };
}
