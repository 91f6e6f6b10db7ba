import type { CategoryView } from '../../../shared/reports/category';

// Residents say 路灯不亮, not 部件-01-37. A category is offered when its everyday words are found in theirs, or nearly so:
// pairs of neighbouring characters stand in for words, because Chinese has no spaces to cut at.

const pairs = (text: string) => {
  const clean = text.replace(/[\s，。、！？,.!?]/g, '');
  return new Set(Array.from({ length: Math.max(0, clean.length - 1) }, (_, i) => clean.slice(i, i + 2)));
};

/** A keyword found whole scores above this, pairs in common below it. */
const SURE = 10;

function score(words: string, said: ReadonlySet<string>, category: CategoryView): number {
  let best = 0;
  for (const keyword of [category.name, ...category.name.split(/[、，]/), ...category.keywords]) {
    if (keyword.length < 2) continue;
    // Longer words found whole say more than short ones.
    if (words.includes(keyword)) best = Math.max(best, SURE + keyword.length);
    const own = pairs(keyword);
    const shared = [...own].filter((pair) => said.has(pair)).length;
    if (shared > 0) best = Math.max(best, (shared / own.size) * 6 + shared);
  }
  return best;
}

/** At most `count` categories that fit the words, best first; none when nothing fits. */
export function suggestCategories(words: string, categories: readonly CategoryView[], count = 3): CategoryView[] {
  const said = pairs(words);
  return categories
    .map((category, order) => ({ category, order, score: score(words, said, category) }))
    .filter((one) => one.score >= 2)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, count)
    .map((one) => one.category);
}

/** The one category whose own words the person has used in full: sure enough to be chosen until they choose another. */
export function obviousCategory(words: string, categories: readonly CategoryView[]): CategoryView | undefined {
  const said = pairs(words);
  const sure = categories
    .map((category) => ({ category, score: score(words, said, category) }))
    .filter((one) => one.score > SURE)
    .sort((a, b) => b.score - a.score);
  const [first, second] = sure;
  return first && first.score > (second?.score ?? 0) ? first.category : undefined;
}

/** The sheet's search: an empty box lists everything in the order of the catalogue. */
export function searchCategories(words: string, categories: readonly CategoryView[]): readonly CategoryView[] {
  const typed = words.trim();
  if (!typed) return categories;
  const containing = categories.filter((one) =>
    [one.name, one.group, ...one.keywords].some((text) => text.includes(typed)),
  );
  const near = suggestCategories(typed, categories, 8).filter((one) => !containing.includes(one));
  return [...containing, ...near];
}
