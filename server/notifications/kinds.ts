// One object per kind of message: who is told of an entry, and in which words. An entry nobody is told of
// returns nothing.
import { stateLabel } from '../../shared/reports/states';
import { partyLabel, rolesOf } from '../areas';
import { holdersAt } from '../people';
import type { Announcement } from '../reports';
import { catalogue } from '../reports';

export interface Draft {
  kind: string;
  /** ids of the people told */
  to: readonly string[];
  title: string;
  text: string;
}
type Kind = (announcement: Announcement, words: Words) => Draft | undefined;
interface Words {
  /** 路灯不亮（鹿城南路） */
  subject: string;
  now: Date;
}

/** The reporter, unless they did it themselves. */
const reporter = ({ report, entry }: Announcement): string[] =>
  String(entry.person) === String(report.reporter) ? [] : [String(report.reporter)];

const answering = ({ report, entry }: Announcement, now: Date): string[] => {
  const party = entry.party ?? report.party;
  return holdersAt(party.kind === 'dispatcher' ? `area:${party.key.slice(11)}` : party.key, rolesOf(party), now);
};

const toReporter =
  (kind: string, title: (a: Announcement, w: Words) => string): Kind =>
  (a, w) => ({ kind, to: reporter(a), title: title(a, w), text: a.entry.text });

const assigned: Kind = (a, w) => ({
  kind: 'assigned',
  to: answering(a, w.now).filter((id) => id !== String(a.entry.person)),
  title: `新的上报：${w.subject}`,
  text: a.entry.text || a.report.description,
});

const KINDS: Record<string, readonly Kind[]> = {
  submit: [assigned],
  accept: [toReporter('accepted', (a, w) => `${a.entry.label}已受理${w.subject}`)],
  reply: [toReporter('replied', (a, w) => `${a.entry.label}回复了${w.subject}`)],
  resolve: [toReporter('resolved', (_, w) => `${w.subject}已处理，请您评价`)],
  transfer: [
    assigned,
    toReporter('transferred', (a, w) => `${w.subject}已转给${a.entry.party ? partyLabel(a.entry.party, w.now) : ''}`),
  ],
  assign: [
    assigned,
    toReporter('transferred', (a, w) => `${w.subject}已派给${a.entry.party ? partyLabel(a.entry.party, w.now) : ''}`),
  ],
  return: [assigned, toReporter('returned', (_, w) => `${w.subject}正在重新派遣`)],
  reject: [toReporter('rejected', (_, w) => `${w.subject}：${stateLabel('rejected')}`)],
  withdraw: [
    (a, w) => ({ kind: 'withdrawn', to: answering(a, w.now), title: `上报人撤回了${w.subject}`, text: a.entry.text }),
  ],
  rate: [(a, w) => ({ kind: 'rated', to: answering(a, w.now), title: `${w.subject}收到评价`, text: a.entry.text })],
};

/** Messages an entry calls for. */
export const draftsFor = (announcement: Announcement, now: Date): Draft[] => {
  const { report, entry } = announcement;
  const name = catalogue.current().byId.get(report.category)?.name ?? '上报';
  const subject = report.street ? `“${name}”（${report.street.name}）` : `“${name}”`;
  return (KINDS[entry.move] ?? [])
    .flatMap((kind) => kind(announcement, { subject, now }) ?? [])
    .filter((draft) => draft.to.length > 0);
};
