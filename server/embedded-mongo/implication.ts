// Whether a query can be answered from a partial index: every document it finds must be in there.
import { type Conditions, conditionsOf } from './bounds';
import { compileNode, type FieldNode, parseFilter } from './filter';
import { compare } from './order';
import { type Document, rank } from './values';

/** True when the condition is met by no missing field and no null. */
export function needsValue({ op, value }: FieldNode): boolean {
  if (op === '$exists') return value === true;
  if (op === '$in') return Array.isArray(value) && value.every((item) => item !== null);
  return op === '$regex' || (value !== null && value !== undefined);
}

/** True when every document the query can find is in the partial index. */
export function isImplied(partial: Document, conditions: Conditions): boolean {
  const wanted = conditionsOf(parseFilter(partial));
  if (wanted.branches) return false;
  return [...wanted.fields].every(([path, nodes]) => {
    const asked = conditions.fields.get(path) ?? [];
    return nodes.every((node) => asked.some((condition) => implies(condition, node)));
  });
}

function implies(asked: FieldNode, wanted: FieldNode): boolean {
  if (wanted.op === '$exists') return asked.op === '$exists' ? asked.value === wanted.value : needsValue(asked);
  const values = asked.op === '$eq' ? [asked.value] : asked.op === '$in' ? (asked.value as unknown[]) : null;
  if (values) {
    const test = compileNode({ ...wanted, path: 'value', steps: [{ name: 'value', index: -1 }] });
    return values.length > 0 && values.every((value) => !Array.isArray(value) && test({ value }));
  }
  if (asked.op !== wanted.op || rank(asked.value) !== rank(wanted.value)) return false;
  const order = compare(asked.value, wanted.value);
  if (wanted.op === '$type') return order === 0;
  if (wanted.op.startsWith('$gt')) return order >= 0;
  return wanted.op.startsWith('$lt') ? order <= 0 : false;
}
