// Star levels by credited hours. The steps are data: 100/300/600/1000/1500 [default] (domain.md §6).

const NAMES = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

export interface Stars {
  /** 0 before the first step */
  readonly stars: number;
  readonly of: number;
  /** 一星志愿者; 志愿者 before the first */
  readonly name: string;
  /** hours still missing for the next star; null at the top */
  readonly missing: number | null;
  /** share of the way from the last step to the next, 0 to 1 */
  readonly share: number;
}

/** Stars for so many hours; `steps` in ascending order. */
export function starsFor(hours: number, steps: readonly number[]): Stars {
  const stars = steps.filter((step) => hours >= step).length;
  const [last = 0, next] = [steps[stars - 1], steps[stars]];
  return {
    stars,
    of: steps.length,
    name: stars === 0 ? '志愿者' : `${NAMES[stars - 1] ?? stars}星志愿者`,
    missing: next === undefined ? null : next - hours,
    share: next === undefined ? 1 : (hours - last) / (next - last),
  };
}
