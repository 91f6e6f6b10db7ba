// The route told to a person: which places were asked, in which order, and why each passed the report on.
import type { AreaRef, Beat } from './snapshot';

/** By which rule a report found who answers for it. */
export type Via = 'street-contains' | 'street-near' | 'grid' | 'community' | 'zone' | 'town' | 'county' | 'dispatcher';

/** One area that was asked; `distanceM` for streets. */
export interface Asked {
  readonly area: AreaRef;
  readonly via: Via;
  readonly beat: Beat | undefined;
  readonly distanceM?: number;
}

/** One step. `text` is what a resident or a dispatcher reads; `taken` marks the area that answers. */
export interface WhyStep {
  readonly via: Via;
  readonly area: AreaRef | undefined;
  readonly taken: boolean;
  readonly text: string;
}

const KINDS: Record<Via, string> = {
  'street-contains': '街道',
  'street-near': '街道',
  grid: '网格',
  community: '社区',
  // a zone's name says what it is: 高新区, 小区
  zone: '',
  town: '乡镇（街道）',
  county: '县市',
  dispatcher: '派遣员',
};

const placeText = ({ area, via, distanceM = 0 }: Asked): string => {
  if (via === 'street-contains') return `位置在${area.name}范围内（离路中线 ${Math.round(distanceM)} 米）`;
  if (via === 'street-near') return `离${area.name} ${Math.round(distanceM)} 米，在定位误差之内`;
  return `位置属于${KINDS[via]}${area.name}`;
};

/** Steps from what was asked and what came of it. */
export function explain(asked: readonly Asked[], via: Via, area: AreaRef | undefined): WhyStep[] {
  const nearStreets = asked.some((step) => step.via === 'street-contains' || step.via === 'street-near');
  const none: WhyStep[] = nearStreets
    ? []
    : [{ via: 'street-near', area: undefined, taken: false, text: '附近没有登记的街道' }];
  const steps = asked.map((step): WhyStep => {
    const reason = !step.beat
      ? '这里没有人负责这一类问题，继续往上找'
      : step.beat.categories === '*'
        ? '这里有人负责各类问题'
        : '这里有人专门负责这一类问题';
    return { via: step.via, area: step.area, taken: step.beat !== undefined, text: `${placeText(step)}，${reason}` };
  });
  if (via !== 'dispatcher') return [...none, ...steps];
  const text = area ? `没有对应的责任人，由${area.name}的派遣员来分派` : '没有对应的责任人，由派遣员来分派';
  return [...none, ...steps, { via, area, taken: true, text }];
}
