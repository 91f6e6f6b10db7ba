// A read as plain data, so that it can run in the main thread or be handed to the scan worker.

import type { Collection } from './catalog';
import { decode } from './decoding';
import { textKey } from './keys';
import { anyValue, stepsOf } from './paths';
import { aggregate, count, type Explained, find, findRaw, type Query } from './reader';
import { type Document, encode } from './values';
import type { View } from './views';

export type Job =
  | { kind: 'find'; namespace: string; query: Query & { projection?: Document } }
  | { kind: 'aggregate'; namespace: string; pipeline: Document[]; hint?: unknown }
  | { kind: 'count'; namespace: string; query: Query }
  | { kind: 'distinct'; namespace: string; query: Query; key: string };

/** Results as BSON; `null` is an opportunity to pause. A count or distinct is one document. */
export function* runJob(
  view: View,
  collection: Collection | undefined,
  job: Job,
  stats?: Explained,
): Iterable<Buffer | null> {
  switch (job.kind) {
    case 'find':
      yield* findRaw(view, collection, job.query, stats);
      return;
    case 'aggregate':
      for (const doc of aggregate(view, collection, job.pipeline, job.hint, stats)) yield doc && encode(doc);
      return;
    case 'count':
      for (const n of count(view, collection, job.query, stats)) yield n === null ? null : encode({ n });
      return;
    case 'distinct': {
      const values = new Map<string, unknown>();
      const steps = stepsOf(job.key);
      for (const found of find(view, collection, job.query, stats)) {
        if (!found) {
          yield null;
          continue;
        }
        anyValue(found.doc ?? decode(found.raw), steps, 0, (value, isElement) => {
          if (value === undefined || (Array.isArray(value) && !isElement)) return false;
          const key = textKey(value);
          if (!values.has(key)) values.set(key, value);
          return false;
        });
      }
      yield encode({ values: [...values.values()] });
    }
  }
}
