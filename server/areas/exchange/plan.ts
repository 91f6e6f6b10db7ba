// What an import would do, and how far the one who works it out has come.
import { setImmediate as breathe } from 'node:timers/promises';
import type { ImportKind } from '../../../shared/areas/exchange-contract';
import type { Datum, Shape } from '../../../shared/geo';
import type { Fault, StoredRow } from './kinds';

/** Told what is being done and how much of it, from 0 to 1. */
export type Progress = (step: string, share: number) => void;

export interface ImportSource {
  kind: ImportKind;
  datum: Datum;
  bytes: Buffer;
  /** the file is the whole set: what it lacks is retired */
  complete: boolean;
}

/** What an import would do. */
export interface Plan {
  version: number;
  added: StoredRow[];
  changed: { before: StoredRow; after: StoredRow; fields: string[] }[];
  retired: { row: StoredRow; successor: string | null }[];
  unchanged: number;
  rows: number;
  errors: Fault[];
  warnings: Fault[];
}

const BREATHE_MS = 40;
/** Gives the process back to others every so often, and tells how far it is. */
export const pacer = (progress: Progress) => {
  let last = Date.now();
  return async (step: string, share: number) => {
    if (Date.now() - last < BREATHE_MS) return;
    progress(step, share);
    await breathe();
    last = Date.now();
  };
};
export type Pace = ReturnType<typeof pacer>;

/** Every row a plan touches, as it was and as it becomes: one that moves to another county concerns both. */
export const touchedRows = ({ added, changed, retired }: Plan): StoredRow[] => [
  ...added,
  ...changed.flatMap(({ before, after }) => [before, after]),
  ...retired.map(({ row }) => row),
];

export const shapeOf = (row: StoredRow): Shape | null => ('shape' in row ? row.shape : null);
