// A reply carries what its contract declares and nothing else. The contract is read once and becomes a function that drops every
// undeclared field; it does not judge values, which the compiler and the tests (they parse every reply in full) have done, and
// costs a tenth of a full parse. What it meets where the contract has no object is parsed in full.
import * as v from 'valibot';

type Trim = (value: unknown) => unknown;
type Schema = v.GenericSchema & {
  readonly entries?: Record<string, v.GenericSchema>;
  readonly item?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
  readonly pipe?: readonly { readonly kind: string }[];
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const object = (entries: Record<string, v.GenericSchema>): Trim => {
  const trims = new Map(Object.entries(entries).map(([name, schema]) => [name, trimFor(schema)]));
  return (value) => {
    if (!isObject(value)) return value;
    // copied only when there is something to leave out: presenters give what is declared
    let copy: Record<string, unknown> | undefined;
    for (const name in value) {
      const was = value[name];
      const trim = trims.get(name);
      const now = trim ? trim(was) : undefined;
      if (now === was) continue;
      copy ??= { ...value };
      if (trim) copy[name] = now;
      else delete copy[name];
    }
    return copy ?? value;
  };
};

const array =
  (trim: Trim): Trim =>
  (value) => {
    if (!Array.isArray(value)) return value;
    const trimmed = value.map(trim);
    return trimmed.some((item, i) => item !== value[i]) ? trimmed : value;
  };

const LEAVES: readonly string[] = ['string', 'number', 'boolean', 'picklist', 'literal', 'null'];

/** The function that leaves out what `schema` does not declare. */
export const trimFor = (schema: v.GenericSchema): Trim => {
  const { type, entries, item, wrapped, pipe } = schema as Schema;
  const parse: Trim = (value) => v.parse(schema, value);
  // a pipe may change the value, but for one that only checks it
  if (pipe?.some((step, i) => i > 0 && step.kind !== 'validation')) return parse;
  if (LEAVES.includes(type)) return (value) => (isObject(value) ? parse(value) : value);
  if (type === 'object' && entries) return object(entries);
  if (type === 'array' && item) return array(trimFor(item));
  if (type === 'nullable' && wrapped) {
    const trim = trimFor(wrapped);
    return (value) => (value === null ? null : trim(value));
  }
  if (type === 'optional' && wrapped && !('default' in schema && schema.default !== undefined)) {
    const trim = trimFor(wrapped);
    return (value) => (value === undefined ? undefined : trim(value));
  }
  return parse;
};
