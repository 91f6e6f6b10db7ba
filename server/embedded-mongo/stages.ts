// The stages of an aggregation, each a function from a stream of documents to a stream of documents.
import { fail } from './errors';
import { assign } from './field-tree';
import { compileFilter } from './filter';
import { group } from './group';
import { valueAt } from './paths';
import { addFields, compileProjection, unsetFields } from './projection';
import { parseSort, Sorter, TopEntries } from './sort';
import { SURFACE } from './surface';
import { type Document, isDocument, isNumber } from './values';

/** `null` is an opportunity to pause and passes through every stage. */
export type Stream = Iterable<Document | null>;
type Stage = (input: Stream) => Stream;

function* map(input: Stream, shape: (doc: Document) => Document): Stream {
  for (const doc of input) yield doc && shape(doc);
}

function* match(input: Stream, filter: Document): Stream {
  const test = compileFilter(filter);
  for (const doc of input) if (!doc || test(doc)) yield doc;
}

function* sort(input: Stream, spec: Document, limit: number): Stream {
  const top = new TopEntries<Document>(new Sorter(parseSort(spec)), limit);
  for (const doc of input) {
    if (doc) top.add(doc, doc, 0);
    else yield null;
  }
  yield* top.finish();
}

function* skip(input: Stream, count: number): Stream {
  let seen = 0;
  for (const doc of input) if (!doc || seen++ >= count) yield doc;
}

function* limit(input: Stream, count: number): Stream {
  let seen = 0;
  for (const doc of input) {
    yield doc;
    if (doc && ++seen >= count) return;
  }
}

function* countAll(input: Stream, field: string): Stream {
  let total = 0;
  for (const doc of input) {
    if (doc) total++;
    else yield null;
  }
  if (total) yield { [field]: total };
}

function unwind(spec: unknown): Stage {
  const options =
    typeof spec === 'string'
      ? { path: spec }
      : isDocument(spec)
        ? spec
        : fail(15981, 'expected either a string or an object as specification for $unwind stage');
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options as Document;
  if (typeof path !== 'string') return fail(28808, 'expected a string as the path for $unwind stage');
  if (!path.startsWith('$')) fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const unknown = Object.keys(options).find(
    (key) => !['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(key),
  );
  if (unknown) fail(28811, `unrecognized option to $unwind stage: ${unknown}`);
  const parts = path.slice(1).split('.');
  const indexParts = typeof includeArrayIndex === 'string' ? includeArrayIndex.split('.') : null;
  const place = (doc: Document, value: unknown, index: number | null): Document => {
    const out = assign(doc, parts, 0, value) as Document;
    return indexParts ? (assign(out, indexParts, 0, index) as Document) : out;
  };
  return function* (input) {
    for (const doc of input) {
      if (!doc) {
        yield null;
        continue;
      }
      const value = valueAt(doc, path.slice(1));
      if (Array.isArray(value) && value.length) for (const [i, item] of value.entries()) yield place(doc, item, i);
      else if (value === undefined || value === null || Array.isArray(value)) {
        if (preserveNullAndEmptyArrays === true)
          yield Array.isArray(value)
            ? place(doc, undefined, null)
            : indexParts
              ? (assign(doc, indexParts, 0, null) as Document)
              : doc;
      } else yield indexParts ? (assign(doc, indexParts, 0, null) as Document) : doc;
    }
  };
}

/** Each branch sees all documents; the result is one document of lists. */
function facet(spec: unknown): Stage {
  if (!isDocument(spec)) return fail(40169, 'the $facet specification must be a non-empty object');
  const branches = Object.entries(spec).map(([name, stages]) => {
    if (!Array.isArray(stages)) return fail(40170, `arguments to $facet must be arrays, ${name} is not`);
    return [name, stages as Document[]] as const;
  });
  return function* (input) {
    const docs: Document[] = [];
    for (const doc of input) {
      if (doc) docs.push(doc);
      else yield null;
    }
    const result: Document = {};
    for (const [name, stages] of branches) result[name] = [...runStages(docs, stages)].filter((doc) => doc !== null);
    yield result;
  };
}

function whole(value: unknown, name: string, code: number, least: number): number {
  const number = Number(value);
  if (!isNumber(value) || !Number.isInteger(number) || number < least)
    fail(code, `invalid argument to ${name} stage: ${String(value)}`);
  return number;
}

function object(value: unknown, code: number, name: string): Document {
  return isDocument(value) ? value : fail(code, `the ${name} specification must be an object`);
}

function compileStage(stage: Document, next: Document | undefined): Stage {
  const [name, ...more] = Object.keys(stage);
  if (!name || more.length) return fail(40323, 'A pipeline stage specification object must contain exactly one field.');
  const spec = stage[name];
  if (!SURFACE.stages.includes(name)) return fail(40324, `Unrecognized pipeline stage name: '${name}'`);
  switch (name) {
    case '$match': {
      const filter = object(spec, 15959, '$match');
      return (input) => match(input, filter);
    }
    case '$group':
      return group(object(spec, 15947, '$group'));
    case '$sort': {
      const order = object(spec, 15973, '$sort');
      if (!Object.keys(order).length) fail(15976, '$sort stage must have at least one sort key');
      const most = next && isNumber(next.$limit) ? Number(next.$limit) : Number.POSITIVE_INFINITY;
      return (input) => sort(input, order, most);
    }
    case '$skip': {
      const number = whole(spec, '$skip', 5107200, 0);
      return (input) => skip(input, number);
    }
    case '$limit': {
      const number = whole(spec, '$limit', 5107201, 0);
      if (!number) fail(15958, 'the limit must be positive');
      return (input) => limit(input, number);
    }
    case '$project': {
      const fields = object(spec, 15969, '$project');
      if (!Object.keys(fields).length)
        fail(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
      const shape = compileProjection(fields);
      return (input) => map(input, shape);
    }
    case '$addFields':
    case '$set': {
      const shape = addFields(object(spec, 40272, name));
      return (input) => map(input, shape);
    }
    case '$unset': {
      const shape = unsetFields(spec);
      return (input) => map(input, shape);
    }
    case '$unwind':
      return unwind(spec);
    case '$count': {
      if (typeof spec !== 'string' || !spec) return fail(40156, 'the count field must be a non-empty string');
      return (input) => countAll(input, spec);
    }
    default:
      return facet(spec);
  }
}

/** @throws CommandError 40324 for a stage outside the supported surface */
export function runStages(input: Stream, stages: Document[]): Stream {
  const compiled = stages.map((stage, i) => compileStage(stage, stages[i + 1]));
  return compiled.reduce((stream, stage) => stage(stream), input);
}
