// Who is told of what happens to an adoption, and in which words.
import { ADOPTION_MOVE_NAMES, type AdoptionMoveName, adoptionMoveRow } from '../../shared/green-spaces/moves';
import { type AdoptionEntry, type AdoptionRecord, carersAround, carersOf } from '../green-spaces';
import { holdersAt } from '../people';
import type { ReportRecord } from '../reports';
import { writeMessages } from './deliver';
import type { Draft } from './kinds';

interface Telling {
  adoption: AdoptionRecord;
  entry: AdoptionEntry;
  now: Date;
}
type Kind = (telling: Telling) => Draft;

const others = ({ entry }: Telling, people: readonly string[]) => people.filter((id) => id !== String(entry.person));
const withReason = ({ entry }: Telling) => entry.text;

const toAdopter =
  (kind: Draft['kind'], title: (t: Telling) => string): Kind =>
  (t) => ({ kind, to: others(t, [String(t.adoption.adopter)]), title: title(t), text: withReason(t) });
const toCarers =
  (kind: Draft['kind'], title: (t: Telling) => string): Kind =>
  (t) => ({ kind, to: others(t, carersOf(t.adoption)), title: title(t), text: withReason(t) });
/** The department's people, and the dispatchers where it has none. */
const toUnit =
  (kind: Draft['kind'], title: (t: Telling) => string): Kind =>
  (t) => {
    const { unit, county } = t.adoption;
    const staff = holdersAt(`department:${unit}`, ['head', 'handler'], t.now);
    const people = staff.length > 0 ? staff : holdersAt(`area:${county}`, ['dispatcher'], t.now);
    return { kind, to: others(t, people), title: title(t), text: withReason(t) };
  };

const named = ({ adoption }: Telling) => `“${adoption.plotName}”`;
const isRow = (move: AdoptionEntry['move']): move is AdoptionMoveName =>
  (ADOPTION_MOVE_NAMES as readonly string[]).includes(move);
const step = (t: Telling) => {
  const { move } = t.entry;
  return isRow(move) ? adoptionMoveRow(move).title : '';
};
const said = (t: Telling) => `${named(t)}：${step(t)}`;

const decided = toAdopter('adoption-decided', said);
const ended = toCarers('adoption-ended', said);
const freed = toUnit('plot-freed', (t) => `绿地重新开放：${t.adoption.plotName}（${step(t)}）`);

const KINDS: Record<AdoptionEntry['move'], readonly Kind[]> = {
  apply: [
    (t) =>
      t.entry.to === 'waiting'
        ? {
            kind: 'adoption-decided',
            to: [String(t.adoption.adopter)],
            title: `${named(t)}已有人认养，您已进入候补`,
            text: '',
          }
        : toUnit('adoption-applied', () => `新的认养申请：${t.adoption.plotName}`)(t),
  ],
  approve: [decided],
  reject: [decided],
  cancel: [toUnit('adoption-noticed', (t) => `申请人撤回：${t.adoption.plotName}`)],
  'pass-over': [decided],
  promote: [decided, toUnit('adoption-applied', (t) => `候补递补，请审核：${t.adoption.plotName}`)],
  start: [toCarers('adoption-started', (t) => `您开始认养${named(t)}，证书已生成`)],
  'remind-due': [toCarers('care-due', (t) => `${named(t)}该养护了`)],
  'remind-neglect': [toCarers('care-neglected', said)],
  lapse: [ended, freed],
  'fall-due': [toAdopter('adoption-renewal', said)],
  'remind-renewal': [toAdopter('adoption-renewal', said)],
  expire: [ended, freed],
  renew: [toUnit('adoption-noticed', (t) => `认养人已续期：${t.adoption.plotName}`)],
  'give-notice': [toUnit('adoption-noticed', (t) => `认养人提出交还：${t.adoption.plotName}`)],
  'take-back-notice': [toUnit('adoption-noticed', (t) => `认养人决定继续：${t.adoption.plotName}`)],
  release: [ended, freed],
  'hand-over': [],
  withdraw: [ended],
  appeal: [toUnit('adoption-appealed', (t) => `认养人申诉：${t.adoption.plotName}`)],
  uphold: [decided],
  restore: [decided],
  reconsider: [decided],
  'content-hide': [toAdopter('content-changed', (t) => `${named(t)}的部分内容不再公开`)],
  'content-restore': [toAdopter('content-changed', (t) => `${named(t)}的内容已恢复公开`)],
  join: [toAdopter('adoption-family', (t) => `家人加入了${named(t)}的认养`)],
  leave: [toAdopter('adoption-family', (t) => `有家人退出了${named(t)}的认养`)],
};

/** Messages an entry of an adoption calls for. */
const adoptionDrafts = (telling: Telling): Draft[] =>
  KINDS[telling.entry.move].map((kind) => kind(telling)).filter((draft) => draft.to.length > 0);

/** Writes the messages of one entry of an adoption. */
export const deliverAdoptionMessages =
  (now: () => Date) =>
  (adoption: AdoptionRecord, entry: AdoptionEntry): Promise<void> =>
    writeMessages(
      entry,
      { kind: 'adoption', id: String(adoption._id) },
      adoptionDrafts({ adoption, entry, now: now() }),
    );

/** A report within an adopted plot tells its adopters, unless they reported it themselves. */
export const tellCarers = async ({
  report,
  entry,
}: {
  report: ReportRecord;
  entry: ReportRecord['history'][number];
}): Promise<void> => {
  if (entry.move !== 'submit') return;
  const concerned = await carersAround(report);
  const drafts = concerned.map(
    ({ plotName, people }): Draft => ({
      kind: 'plot-reported',
      to: people.filter((id) => id !== String(report.reporter)),
      title: `有人上报了“${plotName}”的问题`,
      // the words may still be hidden or redacted: they are read on the report itself
      text: '',
    }),
  );
  await writeMessages(entry, { kind: 'report', id: report.number }, drafts);
};
