// Messages about limits on reporting: to whom it concerns, and to the dispatchers who may decide the appeal.
import { dateText } from '../../shared/words';
import type { LimitEntry, LimitRecord } from '../moderation';
import { holdersAt, PREFECTURE } from '../people';
import { writeMessages } from './deliver';
import type { Draft } from './kinds';

/** Dispatchers of the county who rejected none of the reports; those of the prefecture where there is no other. */
const deciders = ({ county, deciders: involved }: LimitRecord, now: Date): string[] => {
  const others = (area: string) =>
    holdersAt(`area:${area}`, ['dispatcher'], now).filter((id) => !involved.some((one) => String(one) === id));
  const near = others(county);
  return near.length > 0 ? near : others(PREFECTURE);
};

const draftFor = (limit: LimitRecord, entry: LimitEntry, now: Date): Draft => {
  const person = [String(limit.person)];
  switch (entry.act) {
    case 'limited':
      return {
        kind: 'limited',
        to: person,
        title: `上报次数暂时受限，到${dateText(limit.until)}`,
        text: `有 ${limit.reports.length} 件上报被认定为不实或不当，这段时间每天最多上报 ${limit.perDay} 件。可以申诉一次。`,
      };
    case 'appealed':
      return { kind: 'limit-appealed', to: deciders(limit, now), title: '有人对上报限制申诉', text: entry.text };
    default:
      return {
        kind: 'limited',
        to: person,
        title: limit.lifted ? '申诉通过，上报限制已解除' : '申诉没有通过，上报限制维持',
        text: entry.text,
      };
  }
};

export const deliverLimitMessages =
  (now: () => Date) =>
  (limit: LimitRecord, entry: LimitEntry): Promise<void> =>
    writeMessages(entry, { kind: 'limit', id: String(limit._id) }, [draftFor(limit, entry, now())]);
