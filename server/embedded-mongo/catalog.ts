// Collections and indexes: what is recorded of them and what is derived from the record.
import { decode } from './decoding';
import { compileFilter, type Predicate } from './filter';
import { type Document, encode } from './values';
import { join, type Overlay, prefix, type View } from './views';

/** An index as it is recorded and listed, with what the planner needs at hand. */
export interface Index {
  spec: IndexSpec;
  id: number;
  /** fields in which some document has several values (or values too long to keep whole); they prove less about order and bounds */
  multikey: Set<string>;
  /** the part of `multikey` that is on disk; a transaction that set the rest may yet be aborted */
  savedMultikey: Set<string>;
  isId: boolean;
  /** false until the commit that filled it is on disk: writers keep it, readers do not see its entries yet */
  isReady: boolean;
  low: Buffer;
  high: Buffer;
  fields: string[];
  paths: string[][];
  directions: number[];
  accepts?: Predicate;
}

export interface IndexSpec {
  v: 2;
  key: Document;
  name: string;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Document;
  /** seconds after the date in the field at which a document is deleted */
  expireAfterSeconds?: number;
}

export interface Collection {
  namespace: string;
  id: number;
  indexes: Index[];
  idIndex: Index;
  low: Buffer;
  high: Buffer;
  /** grows with every change of the definition; transactions that began before it are void */
  version: number;
  isDropped: boolean;
}

const CATALOG = prefix(0);
const NEXT_ID = join(CATALOG, Buffer.from('\0next'));
/** ids below are the store's own prefixes */
const FIRST_ID = 16;

export function hydrateIndex(spec: IndexSpec, id: number, multikey: string[] = [], isId = false): Index {
  const fields = Object.keys(spec.key);
  return {
    spec,
    id,
    multikey: new Set(multikey),
    savedMultikey: new Set(multikey),
    isId,
    isReady: true,
    low: prefix(id),
    high: prefix(id + 1),
    fields,
    paths: fields.map((field) => field.split('.')),
    directions: Object.values(spec.key).map((direction) => (Number(direction) < 0 ? -1 : 1)),
    accepts: spec.partialFilterExpression && compileFilter(spec.partialFilterExpression),
  };
}

interface IndexRecord {
  spec: IndexSpec;
  id: number;
  multikey: string[];
}

function hydrate(namespace: string, id: number, records: IndexRecord[]): Collection {
  return {
    namespace,
    id,
    indexes: records.map((record) => hydrateIndex(record.spec, record.id, record.multikey)),
    idIndex: hydrateIndex({ v: 2, key: { _id: 1 }, name: '_id_', unique: true }, id, [], true),
    low: prefix(id),
    high: prefix(id + 1),
    version: 0,
    isDropped: false,
  };
}

const recordKey = (namespace: string): Buffer => join(CATALOG, Buffer.from(namespace));

function parseRecord(raw: Buffer): Collection {
  const { namespace, id, indexes } = decode(raw) as unknown as {
    namespace: string;
    id: number;
    indexes: IndexRecord[];
  };
  return hydrate(namespace, id, indexes);
}

/** One collection as a view has it, for readers outside the main thread. */
export function readCollection(view: View, namespace: string): Collection | undefined {
  const raw = view.get(recordKey(namespace));
  return raw && parseRecord(raw);
}

const isSame = (a: Collection, b: Collection): boolean =>
  a.id === b.id && a.indexes.map(({ id }) => id).join() === b.indexes.map(({ id }) => id).join();

export class Catalog {
  readonly collections = new Map<string, Collection>();
  private nextId = FIRST_ID;
  private versions = 0;

  constructor(private readonly committed: View) {
    this.load();
  }

  /**
   * Back to what is on disk, after a write that changed definitions failed. Collections that are as they were stay the
   * same objects, because other commands hold them.
   */
  load(): void {
    const before = new Map(this.collections);
    this.collections.clear();
    for (const [key, raw] of this.committed.range(CATALOG, prefix(1))) {
      if (key[4] === 0) continue;
      const collection = parseRecord(raw);
      const known = before.get(collection.namespace);
      if (known && isSame(known, collection)) {
        for (const [i, { spec, savedMultikey }] of collection.indexes.entries())
          Object.assign(known.indexes[i]!, { spec, savedMultikey });
        before.delete(known.namespace);
        this.collections.set(known.namespace, known);
      } else {
        collection.version = ++this.versions;
        this.collections.set(collection.namespace, collection);
      }
    }
    for (const gone of before.values()) this.voided(gone);
    this.nextId = this.committed.get(NEXT_ID)?.readUInt32BE() ?? FIRST_ID;
  }

  private voided(collection: Collection): void {
    collection.isDropped = true;
    this.changed(collection);
  }

  /** Number of the latest change of any definition. */
  get version(): number {
    return this.versions;
  }

  get(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  inDatabase(database: string): Collection[] {
    return [...this.collections.values()].filter(({ namespace }) => namespace.startsWith(`${database}.`));
  }

  takeId(): number {
    const id = this.nextId;
    this.nextId += 2;
    return id;
  }

  create(overlay: Overlay, namespace: string): Collection {
    const collection = hydrate(namespace, this.takeId(), []);
    this.collections.set(namespace, collection);
    collection.version = this.versions; // a new collection voids nothing
    this.save(overlay, collection);
    return collection;
  }

  /** Must be the last thing a write does, because it counts as saved from here on. */
  save(overlay: Overlay, collection: Collection): void {
    const { namespace, id } = collection;
    const indexes = collection.indexes.map(({ spec, id: index, multikey }) => ({
      spec,
      id: index,
      multikey: [...multikey],
    }));
    overlay.put(recordKey(namespace), encode({ namespace, id, indexes }));
    overlay.put(NEXT_ID, prefix(this.nextId));
    for (const index of collection.indexes) index.savedMultikey = new Set(index.multikey);
  }

  changed(collection: Collection): void {
    collection.version = ++this.versions;
  }

  drop(overlay: Overlay, collection: Collection): void {
    for (const { low, high } of [collection.idIndex, ...collection.indexes]) {
      for (const [key] of [...overlay.range(low, high)]) overlay.delete(key);
    }
    overlay.delete(recordKey(collection.namespace));
    this.collections.delete(collection.namespace);
    this.voided(collection);
  }
}
