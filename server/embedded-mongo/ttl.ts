// Housekeeping that MongoDB does in the background: documents past their time, forgotten sessions and cursors.

import type { Collection, Index } from './catalog';
import { decode } from './decoding';
import { putDocument } from './documents';
import { find } from './reader';
import type { DatabaseServer } from './server';
import type { Document } from './values';

/** documents deleted in one commit */
const AT_ONCE = 200;

/** Deletes what a TTL index says has expired; resolves to the number of documents. */
async function expire(server: DatabaseServer, collection: Collection, index: Index, now: number): Promise<number> {
  const field = index.fields[0]!;
  const filter: Document = {
    // a document without a date never expires, and neither does one the index leaves out
    $and: [
      { [field]: { $lte: new Date(now - index.spec.expireAfterSeconds! * 1000) } },
      index.spec.partialFilterExpression ?? {},
    ],
  };
  const query = { filter, limit: AT_ONCE };
  const { store } = server;
  let total = 0;
  for (;;) {
    const [any] = [...find(store.view, collection, { filter, limit: 1 })].filter((found) => found !== null);
    if (!any || collection.isDropped) return total;
    total += await store.write((target) => {
      const found = [...find(target, collection, query)].filter((entry) => entry !== null);
      for (const { raw, doc } of found) putDocument(target, collection, doc ?? decode(raw), null);
      return found.length;
    });
  }
}

export async function sweep(server: DatabaseServer, now = Date.now()): Promise<void> {
  server.cursors.closeIdle();
  for (const collection of [...server.store.catalog.collections.values()]) {
    for (const index of collection.indexes) {
      if (index.spec.expireAfterSeconds !== undefined) await expire(server, collection, index, now);
    }
  }
  await server.sessions.forget();
}
