// Requests made from the contracts themselves: shaped as declared, then spoilt here and there.
import { toJsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import type { GenericSchema } from 'valibot';
import type { Endpoint } from '../../shared/endpoint';

interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  maxLength?: number;
  pattern?: string;
}

/** Values that have broken other people's software. */
const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    -1,
    0,
    1e308,
    '1e999',
    true,
    [],
    {},
    { $ne: null },
    { $gt: '' },
    ['$where'],
    '__proto__',
    'constructor',
    '../../etc/passwd',
    'a\r\nset-cookie: x=1',
    '\u0000',
    '\ud800',
    '𠮷'.repeat(50),
    'x'.repeat(3000),
    `${'a'.repeat(60)}!`,
    '<script>alert(1)</script>',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

const ofSchema = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(ofSchema));
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {});
      const required = entries.map(([name]) => name).filter((name) => schema.required?.includes(name));
      return fc.record(Object.fromEntries(entries.map(([name, s]) => [name, spoilt(ofSchema(s))])), {
        requiredKeys: required,
      });
    }
    case 'array':
      return fc.array(schema.items ? ofSchema(schema.items) : nasty, { maxLength: 4 });
    case 'number':
    case 'integer':
      return fc.oneof(fc.integer({ min: -5, max: 200 }), fc.double({ min: 24, max: 103, noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.oneof(
        fc.uuid(),
        fc.constantFrom('street-light', 'dead-animal', 'gcj02', '532301', '1'),
        fc.string({ maxLength: 30 }),
      );
  }
};
const spoilt = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: nasty });

const schemaOf = (schema: GenericSchema): Schema =>
  toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' }) as Schema;

export interface MadeRequest {
  endpoint: Endpoint;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

/** Requests to any of the endpoints. `numbers` are reports that exist. */
export const requestsTo = (endpoints: readonly Endpoint[], numbers: readonly string[]): fc.Arbitrary<MadeRequest> =>
  fc.constantFrom(...endpoints).chain((endpoint) =>
    fc.record({
      endpoint: fc.constant(endpoint),
      path: fc
        .oneof(fc.constantFrom(...numbers), fc.constantFrom('532301', 'x', '%00', '..%2f..', '{}'))
        .map((value) => endpoint.path.replace(/:\w+/g, value)),
      query: (endpoint.query ? ofSchema(schemaOf(endpoint.query)) : fc.constant({})).map((query) =>
        Object.fromEntries(
          Object.entries(query as object).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
          ]),
        ),
      ),
      body: endpoint.body ? spoilt(ofSchema(schemaOf(endpoint.body))) : fc.constant(undefined),
    }),
  );
