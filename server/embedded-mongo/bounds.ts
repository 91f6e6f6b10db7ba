// What the conditions on one field say about the part of an index that has to be read.
import type { BSONRegExp } from 'bson';
import type { FieldNode, Node } from './filter';
import { encodeValue } from './keys';
import { compare } from './order';
import { literalPrefix } from './regex';
import { RANK, rank } from './values';
import { join, text } from './views';

/** Conditions on fields that must all hold; `isPartial` when the filter asks more than they say. */
export interface Conditions {
  fields: Map<string, FieldNode[]>;
  isPartial: boolean;
  /** branches of the first `$or` */
  branches?: Node[];
}

const INDEXABLE = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte', '$exists', '$regex']);

export function conditionsOf(node: Node, found: Conditions = { fields: new Map(), isPartial: false }): Conditions {
  if (node.kind === 'and') for (const part of node.of) conditionsOf(part, found);
  else if (node.kind === 'field') {
    if (!INDEXABLE.has(node.op)) found.isPartial = true;
    const list = found.fields.get(node.path);
    if (list) list.push(node);
    else found.fields.set(node.path, [node]);
  } else {
    found.isPartial = true;
    if (node.kind === 'or') found.branches ??= node.of;
  }
  return found;
}

export type Bounds =
  | { points: Buffer[]; isExact: boolean }
  | { points?: undefined; low: Buffer; high: Buffer; isExact: boolean };

const isUsable = (value: unknown): boolean => {
  const kind = rank(value);
  return !Array.isArray(value) && kind !== RANK.regex && kind !== RANK.minKey && kind !== RANK.maxKey;
};

const MOST_POINTS = 1000;
const BEYOND = Buffer.of(0xff);

function pointsOf(node: FieldNode): unknown[] | undefined {
  if (node.op === '$eq') return isUsable(node.value) ? [node.value] : undefined;
  const list = node.op === '$in' && Array.isArray(node.value) ? node.value : [];
  return list.length && list.length <= MOST_POINTS && list.every(isUsable) ? [...list].sort(compare) : undefined;
}

const invert = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));

/** A side of a range: the encoded value, and whether the side lies beyond all keys that begin with it. */
interface Edge {
  bytes: Buffer;
  isBeyond: boolean;
}

const compareEdges = (a: Edge, b: Edge): number =>
  Buffer.compare(a.bytes, b.bytes) || Number(a.isBeyond) - Number(b.isBeyond);

interface Side {
  op: string;
  value: unknown;
  /** says all that its condition says */
  isWhole: boolean;
}

/** Ranges as pairs of comparison and value; a literal beginning of a regex is a range of strings. */
function rangesOf(nodes: FieldNode[]): Side[] {
  return nodes.flatMap((node): Side[] => {
    if (node.op === '$regex') {
      const { pattern, options } = node.value as BSONRegExp;
      const beginning = literalPrefix(pattern, options);
      if (!beginning) return [];
      return [
        { op: '$gte', value: beginning, isWhole: false },
        { op: '$lt', value: `${beginning}\u{10ffff}`, isWhole: false },
      ];
    }
    const isRange = node.op.startsWith('$gt') || node.op.startsWith('$lt');
    const isNull = node.value === null || node.value === undefined || Number.isNaN(node.value);
    return isRange && !isNull && isUsable(node.value) ? [{ op: node.op, value: node.value, isWhole: true }] : [];
  });
}

/**
 * The part of one index field the conditions leave, or null when they say nothing about it. `isExact`: every key in
 * it meets all of them. In a multikey index two ranges may be met by two elements, so only one side may be used.
 */
export function boundsOf(nodes: FieldNode[], direction: number, isMultikey: boolean): Bounds | null {
  const pinned = nodes.find((node) => pointsOf(node));
  if (pinned) {
    const values = pointsOf(pinned)!;
    const points = new Map(values.map((value) => encodeValue(value, direction)).map((bytes) => [text(bytes), bytes]));
    const isExact = nodes.length === 1 && values.every((value) => value !== null && value !== undefined);
    return { points: [...points.values()].sort(Buffer.compare), isExact };
  }
  const ranges = rangesOf(nodes);
  if (!ranges.length) return null;
  const kind = rank(ranges[0]!.value);
  let low: Edge | null =
    kind === RANK.number ? { bytes: encodeValue(Number.NEGATIVE_INFINITY), isBeyond: false } : null;
  let high: Edge | null = null;
  let used = 0;
  for (const { op, value } of ranges) {
    if (rank(value) !== kind || (isMultikey && used)) continue;
    used++;
    const edge: Edge = { bytes: encodeValue(value), isBeyond: op === '$gt' || op === '$lte' };
    if (op.startsWith('$gt')) {
      if (!low || compareEdges(edge, low) > 0) low = edge;
    } else if (!high || compareEdges(edge, high) < 0) high = edge;
  }
  const isExact = used === nodes.length && ranges.every(({ isWhole }) => isWhole);
  const ascending = (edge: Edge): Buffer => (edge.isBeyond ? join(edge.bytes, BEYOND) : edge.bytes);
  const descending = (edge: Edge): Buffer => (edge.isBeyond ? invert(edge.bytes) : join(invert(edge.bytes), BEYOND));
  if (direction > 0) {
    return { low: low ? ascending(low) : Buffer.of(kind), high: high ? ascending(high) : Buffer.of(kind + 1), isExact };
  }
  return {
    low: high ? descending(high) : Buffer.of(255 - kind),
    high: low ? descending(low) : Buffer.of(256 - kind),
    isExact,
  };
}
