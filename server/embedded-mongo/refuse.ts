// What stands in a command but not in the table of the supported surface is refused, never ignored.
import { fail } from './errors';
import { SURFACE } from './surface';
import type { Document } from './values';

/** @throws CommandError 40415 for a field of a statement that is not supported */
export function refuseUnknown(where: string, statement: Document, kind: string): void {
  for (const field of Object.keys(statement)) {
    if (SURFACE.statements[kind]!.includes(field)) continue;
    if (field === 'collation' && isSimple(statement[field])) continue;
    fail(40415, `BSON field '${where}.${field}' is an unknown field.`);
  }
}

const isSimple = (collation: unknown): boolean => (collation as Document | null)?.locale === 'simple';

/** @throws CommandError 59 for a command, 40415 for a field that is not supported */
export function refuseUnsupported(name: string, command: Document): void {
  const fields = Object.hasOwn(SURFACE.commands, name)
    ? SURFACE.commands[name]!
    : fail(59, `no such command: '${name}'`);
  if (fields.includes('*')) return;
  for (const field of Object.keys(command)) {
    if (field === name || fields.includes(field) || SURFACE.anyCommand.includes(field)) continue;
    if (field === 'collation' && isSimple(command[field])) continue;
    fail(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
}
