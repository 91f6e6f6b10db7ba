import { allCategories } from '../reports';

/** Ids of the categories asked for by one or by group; undefined when all are. */
export const categoriesIn = ({
  category,
  group,
}: {
  category?: string | undefined;
  group?: string | undefined;
}): ReadonlySet<string> | undefined => {
  if (category !== undefined) return new Set([category]);
  if (group === undefined) return undefined;
  return new Set(
    allCategories()
      .filter((one) => one.group === group)
      .map(({ id }) => id),
  );
};
