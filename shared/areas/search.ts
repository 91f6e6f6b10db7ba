// Finding a place by what people call it, in the portal's own areas: 北浦, 北浦路, 楚雄市鹿城镇北浦路12号, 中大街口.

export const PLACE_KINDS = ['street', 'zone', 'community', 'town', 'county'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export interface Named {
  readonly kind: PlaceKind;
  readonly name: string;
  /** where a street begins and ends */
  readonly ends?: readonly string[];
}

/** As many as a list shows without scrolling far. */
export const MOST_PLACES = 12;
/** A name this short inside a longer text is chance, not an address. */
const SHORTEST_IN_TEXT = 2;

const plain = (text: string) => text.replace(/[\s·,，。.、-]/g, '').toLowerCase();
/** 北浦社区 is called 北浦 */
const bare = (name: string) => name.replace(/(社区|居委会|村委会|街道|镇|乡|县|市)$/, '');

/** The smaller the better; undefined when it is not meant. */
const rankOf = (words: string, { name, ends = [] }: Named): number | undefined => {
  const own = plain(name);
  const short = plain(bare(name));
  if (own === words || short === words) return 0;
  if (own.startsWith(words)) return 1;
  if (own.includes(words)) return 2;
  if (ends.some((end) => plain(end).includes(words))) return 3;
  // a whole address: the longest name in it says most
  if (own.length >= SHORTEST_IN_TEXT && words.includes(own)) return 4 + 1 / own.length;
  return undefined;
};

/** Places meant by some words, the likeliest first; of equally likely ones the smaller kind, then in the order they came. */
export const findPlaces = <T extends Named>(text: string, places: readonly T[]): T[] => {
  const words = plain(text);
  if (!words) return [];
  return (
    places
      .flatMap((place, i) => {
        const rank = rankOf(words, place);
        return rank === undefined ? [] : [{ place, rank, kind: PLACE_KINDS.indexOf(place.kind), i }];
      })
      // in an address the smallest place is meant, however long the names above it are
      .sort((a, b) => Math.floor(a.rank) - Math.floor(b.rank) || a.kind - b.kind || a.rank - b.rank || a.i - b.i)
      .slice(0, MOST_PLACES)
      .map(({ place }) => place)
  );
};
