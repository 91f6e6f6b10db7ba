// Aggregation expressions, compiled once into functions of the document and its variables.
import { fail } from './errors';
import { OPERATORS } from './expression-operators';
import { SURFACE } from './surface';
import { type Document, fieldOf, isDocument } from './values';

/** Value for a document; `undefined` is a missing one. */
export type Expression = (doc: Document) => unknown;

/** Value of a field path in expressions: an array on the way yields the array of its elements' values. */
function walk(value: unknown, parts: string[], depth: number): unknown {
  if (depth === parts.length) return value;
  if (Array.isArray(value)) {
    return value.map((element) => walk(element, parts, depth)).filter((found) => found !== undefined);
  }
  return isDocument(value) ? walk(fieldOf(value, parts[depth]!), parts, depth + 1) : undefined;
}

function compilePath(path: string): Expression {
  const parts = path.split('.');
  if (parts.some((part) => !part)) fail(40353, "FieldPath must not end with a '.'.");
  if (parts.length === 1) return (doc) => fieldOf(doc, path);
  return (doc) => walk(doc, parts, 0);
}

function compileVariable(text: string): Expression {
  const [name, ...parts] = text.split('.');
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return (doc) => walk(doc, parts, 0);
    case 'REMOVE':
      return () => undefined;
    case 'NOW': {
      const now = new Date();
      return () => now;
    }
    default:
      return fail(17276, `Use of undefined variable: ${name}`);
  }
}

/** @throws CommandError 168 for an operator outside the supported surface */
export function compileExpression(expression: unknown): Expression {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    if (expression.startsWith('$$')) return compileVariable(expression.slice(2));
    return expression.length > 1
      ? compilePath(expression.slice(1))
      : fail(16872, "'$' by itself is not a valid FieldPath");
  }
  if (Array.isArray(expression)) {
    const elements = expression.map(compileExpression);
    return (doc) => elements.map((element) => element(doc) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const keys = Object.keys(expression);
  const op = keys.find((key) => key.startsWith('$'));
  if (!op) return compileObject(expression);
  if (keys.length !== 1) {
    fail(15983, 'an expression specification must contain exactly one field, the name of the expression');
  }
  const build = SURFACE.expressions.includes(op) ? OPERATORS[op] : undefined;
  if (!build) return fail(168, `Unrecognized expression '${op}'`);
  return build(expression[op], compileExpression);
}

function compileObject(fields: Document): Expression {
  const parts = Object.entries(fields).map(([name, inner]) => {
    if (name.includes('.')) fail(16412, "FieldPath field names may not contain '.'.");
    return [name, compileExpression(inner)] as const;
  });
  return (doc) => {
    const result: Document = {};
    for (const [name, evaluate] of parts) {
      const value = evaluate(doc);
      if (value !== undefined) result[name] = value;
    }
    return result;
  };
}
