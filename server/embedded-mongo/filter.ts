// A query filter, parsed once into a tree that both the matcher and the planner read.
import type { BSONRegExp } from 'bson';
import { fail } from './errors';
import { compileExpression } from './expressions';
import { elementTest, type FieldOperator, fieldTest } from './filter-operators';
import { anyValue, type Step, stepsOf } from './paths';
import { SURFACE } from './surface';
import { type Document, isDocument, isTrue, RANK, rank } from './values';

export type Node =
  | { kind: 'and' | 'or' | 'nor'; of: Node[] }
  | { kind: 'not'; of: Node }
  | FieldNode
  | { kind: 'expr'; test: Predicate };

export interface FieldNode {
  kind: 'field';
  path: string;
  op: FieldOperator;
  value: unknown;
  steps: Step[];
}

export type Predicate = (doc: Document) => boolean;

const NEGATED: Record<string, FieldOperator> = { $ne: '$eq', $nin: '$in' };

const isOperators = (value: unknown): value is Document =>
  isDocument(value) && (Object.keys(value)[0]?.startsWith('$') ?? false);

/** @throws CommandError 2 for an operator outside the supported surface or a wrong argument */
export function parseFilter(filter: Document): Node {
  const nodes: Node[] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith('$')) nodes.push(...parseField(key, value));
    else if (key === '$and' || key === '$or' || key === '$nor') {
      nodes.push({ kind: key.slice(1) as 'and' | 'or' | 'nor', of: parseBranches(key, value) });
    } else if (key === '$expr') {
      const evaluate = compileExpression(value);
      nodes.push({ kind: 'expr', test: (doc) => isTrue(evaluate(doc)) });
    } else if (key !== '$comment') fail(2, `unknown top level operator: ${key}`);
  }
  return nodes.length === 1 ? nodes[0]! : { kind: 'and', of: nodes };
}

function parseBranches(key: string, value: unknown): Node[] {
  if (!Array.isArray(value)) return fail(2, `${key} argument must be an array`);
  if (!value.length) return fail(2, `${key} argument must be a non-empty array`);
  return value.map((branch) => {
    if (!isDocument(branch)) return fail(2, `${key} argument's entries must be objects`);
    return parseFilter(branch);
  });
}

function parseField(path: string, value: unknown): Node[] {
  const steps = stepsOf(path);
  const field = (op: FieldOperator, operand: unknown): Node => ({ kind: 'field', path, op, value: operand, steps });
  if (!isOperators(value)) return [rank(value) === RANK.regex ? field('$regex', value) : field('$eq', value)];
  const nodes: Node[] = [];
  for (const [op, operand] of Object.entries(value)) {
    if (op === '$options' && '$regex' in value) continue;
    if (!SURFACE.queryOperators.includes(op)) fail(2, `unknown operator: ${op}`);
    if (op === '$not') nodes.push({ kind: 'not', of: { kind: 'and', of: parseNot(path, operand) } });
    else if (NEGATED[op]) {
      if (op === '$ne' && rank(operand) === RANK.regex) fail(2, "Can't have regex as arg to $ne.");
      nodes.push({ kind: 'not', of: field(NEGATED[op], operand) });
    } else nodes.push(field(op as FieldOperator, op === '$regex' ? regexOf(operand, value.$options) : operand));
  }
  return nodes;
}

function parseNot(path: string, operand: unknown): Node[] {
  if (rank(operand) === RANK.regex) return parseField(path, operand);
  if (!isDocument(operand)) return fail(2, '$not needs a regex or a document');
  if (!Object.keys(operand).length) return fail(2, '$not cannot be empty');
  if (!isOperators(operand)) return fail(2, `unknown operator: ${Object.keys(operand)[0]}`);
  return parseField(path, operand);
}

function regexOf(operand: unknown, options: unknown): Pick<BSONRegExp, '_bsontype' | 'pattern' | 'options'> {
  if (options !== undefined && typeof options !== 'string') fail(2, '$options has to be a string');
  if (typeof operand === 'string') return { _bsontype: 'BSONRegExp', pattern: operand, options: options ?? '' };
  if (rank(operand) !== RANK.regex) return fail(2, '$regex has to be a string');
  const regex = operand as BSONRegExp;
  return { _bsontype: 'BSONRegExp', pattern: regex.pattern, options: options ?? regex.options };
}

export function compileNode(node: Node): Predicate {
  switch (node.kind) {
    case 'and': {
      const tests = node.of.map(compileNode);
      return (doc) => tests.every((test) => test(doc));
    }
    case 'or': {
      const tests = node.of.map(compileNode);
      return (doc) => tests.some((test) => test(doc));
    }
    case 'nor': {
      const tests = node.of.map(compileNode);
      return (doc) => !tests.some((test) => test(doc));
    }
    case 'not': {
      const test = compileNode(node.of);
      return (doc) => !test(doc);
    }
    case 'expr':
      return node.test;
    case 'field': {
      const whole = fieldTest(node.op, node.value, node.steps, compileElement);
      if (whole) return whole;
      const test = elementTest(node.op, node.value, compileElement);
      return (doc) => anyValue(doc, node.steps, 0, test);
    }
  }
}

export const compileFilter = (filter: Document): Predicate => compileNode(parseFilter(filter));

/**
 * Test for one array element: `{$gte: 1, $lt: 5}` looks at the element itself, `{state: 'open'}` at an embedded document.
 * Shared by `$elemMatch`, `$pull`, the positional `$` and array filters.
 */
export function compileElement(criteria: Document): (element: unknown) => boolean {
  const first = Object.keys(criteria)[0];
  if (first?.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(first)) {
    const test = compileFilter({ element: criteria });
    return (element) => test({ element });
  }
  const test = compileFilter(criteria);
  return (element) => {
    if (isDocument(element)) return test(element);
    return Array.isArray(element) && test(Object.fromEntries(element.entries()));
  };
}
