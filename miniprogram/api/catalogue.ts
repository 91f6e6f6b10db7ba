import { readBaseMap } from '../../shared/areas/contract';
import type { Reply } from '../../shared/endpoint';
import type { CategoryView } from '../../shared/reports/category';
import { listCategories } from '../../shared/reports/contract';
import { load, save } from '../platform/storage';
import { call } from './client';

const KEY = 'catalogue';
let categories: Promise<readonly CategoryView[]> | undefined;

/** The catalogue, asked once a visit. Without a network the one of the last visit does: a report can still be written. */
export function readCatalogue(): Promise<readonly CategoryView[]> {
  categories ??= call(listCategories).then(
    ({ items }) => {
      save(KEY, items);
      return items;
    },
    (error: unknown) => {
      categories = undefined;
      const kept = load<CategoryView[]>(KEY);
      if (kept?.length) return kept;
      throw error;
    },
  );
  return categories;
}

export type BaseMap = Reply<typeof readBaseMap>;
let ground: Promise<BaseMap> | undefined;

/** Streets and divisions for the map; they change with the seasons, not within a visit. */
export function readGround(): Promise<BaseMap> {
  ground ??= call(readBaseMap).catch((error: unknown) => {
    ground = undefined;
    throw error;
  });
  return ground;
}
