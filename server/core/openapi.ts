// OpenAPI 3.1, generated from the contracts, so that documentation cannot drift from what is served.
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import type { Endpoint } from '../../shared/endpoint';
import { COMMON_REFUSALS, Problem, REFUSALS, type RefusalCode } from '../../shared/refusals';

type Json = Record<string, unknown>;

const schemaOf = (schema: GenericSchema, typeMode: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode });
  return rest as Json;
};

const parameters = (place: 'path' | 'query', schema: GenericSchema | undefined): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, s]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: s,
  }));
};

const refusalsByStatus = (codes: readonly RefusalCode[]): Json => {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of codes) byStatus.set(REFUSALS[code].status, [...(byStatus.get(REFUSALS[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\` ${REFUSALS[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
};

const operation = (e: Endpoint): Json => {
  const codes = [
    ...new Set([
      ...e.refusals,
      ...COMMON_REFUSALS,
      ...(e.access === 'signed-in' ? (['sign-in.required'] as const) : []),
      'sign-in.expired' as const,
    ]),
  ];
  const request = e.file
    ? {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: [e.file],
            properties: { [e.file]: { type: 'string', format: 'binary' } },
          },
        },
      }
    : e.body && { 'application/json': { schema: schemaOf(e.body, 'input') } };
  return {
    operationId: e.name,
    tags: [e.name.split('.')[0]],
    summary: e.summary,
    parameters: [...parameters('path', e.params), ...parameters('query', e.query)],
    ...(request && { requestBody: { required: true, content: request } }),
    security: e.access === 'signed-in' ? [{ bearer: [] }] : [{}, { bearer: [] }],
    responses: {
      [e.status ?? 200]: {
        description: 'OK',
        content: { 'application/json': { schema: schemaOf(e.reply, 'output') } },
      },
      ...refusalsByStatus(codes),
    },
  };
};

/** The document of `/api/v1/openapi.json`. */
export const openApi = (endpoints: readonly Endpoint[], version: string): Json => {
  const paths: Record<string, Json> = {};
  for (const e of endpoints) {
    const path = e.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: operation(e) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '彝城共治 API', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  };
};
