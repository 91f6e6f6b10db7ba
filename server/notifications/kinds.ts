// One object per kind of message: who is told of an entry, and in which words. An entry nobody is told of
// returns nothing.
import type { MessageKind } from '../../shared/notifications/kinds';
import { needsVerification } from '../../shared/reports/category';
import { moveRow } from '../../shared/reports/moves';
import { BAD_SCORE } from '../../shared/reports/rating';
import { stateLabel } from '../../shared/reports/states';
import { dateText } from '../../shared/words';
import { partyLabel, peopleOf } from '../areas';
import { holdersAt } from '../people';
import {
  type Announcement,
  callersOf,
  catalogue,
  glassesFor,
  holdersOf,
  type Step,
  supervisorsOf,
  verifiersOf,
} from '../reports';

export interface Draft {
  kind: MessageKind;
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
  /** residents who follow or second it */
  followers: readonly string[];
}

/** The reporter, unless they did it themselves. */
const reporter = ({ report, entry }: Announcement): string[] =>
  String(entry.person) === String(report.reporter) ? [] : [String(report.reporter)];

const answering = ({ report, entry }: Announcement, now: Date): string[] => peopleOf(entry.party ?? report.party, now);

const toReporter =
  (kind: MessageKind, title: (a: Announcement, w: Words) => string): Kind =>
  (a, w) => ({ kind, to: reporter(a), title: title(a, w), text: isSealed(a) ? '' : a.entry.text });
/** Words of such a step are for the staff concerned. */
const isSealed = ({ entry: { move } }: Announcement) => move !== 'submit' && move !== 'rate' && moveRow(move).sealed;

const assigned: Kind = (a, w) => ({
  kind: 'assigned',
  to: answering(a, w.now).filter((id) => id !== String(a.entry.person)),
  title: `新的上报：${w.subject}`,
  text: a.entry.text || a.report.description,
});

const told = ({ entry }: Announcement) => entry.told.map(String);
const others = ({ entry }: Announcement, people: readonly string[]) =>
  people.filter((id) => id !== String(entry.person));

/** To whoever has it now. */
const toHolder =
  (kind: MessageKind, title: (a: Announcement, w: Words) => string): Kind =>
  (a, w) => ({ kind, to: others(a, holdersOf(a.report, w.now)), title: title(a, w), text: a.entry.text });

const dispatchers = ({ report }: Announcement, now: Date) => holdersAt(`area:${report.county}`, ['dispatcher'], now);

/** To the dispatchers of the county, who decide. */
const toDispatcher =
  (kind: MessageKind, title: (a: Announcement, w: Words) => string): Kind =>
  (a, w) => ({ kind, to: others(a, dispatchers(a, w.now)), title: title(a, w), text: a.entry.text });

/** To the people of the rung it climbed to. */
const toRung =
  (kind: MessageKind, title: (a: Announcement, w: Words) => string): Kind =>
  (a, w) => ({ kind, to: told(a), title: title(a, w), text: a.entry.text });

/** To residents who follow or second it; the reporter hears of it already. */
const toFollowers =
  (title: (a: Announcement, w: Words) => string): Kind =>
  (a, w) => ({
    kind: 'followed',
    to: a.report.public ? others(a, w.followers).filter((id) => id !== String(a.report.reporter)) : [],
    title: title(a, w),
    // words that wait for a moderator, or were hidden, reach nobody by this way either
    text: glassesFor(a.report, false).entry(a.entry._id, a.entry.text),
  });

// messages are written a moment after the entry, when the report may be further on: what counts is the entry
const isChecked = ({ report }: Announcement) =>
  needsVerification(catalogue.current().byId.get(report.category)?.flags ?? []);
const checks: Kind = (a, w) =>
  isChecked(a)
    ? { kind: 'to-verify', to: verifiersOf(a.report, w.now), title: `请核查：${w.subject}`, text: a.entry.text }
    : undefined;
const isBad = ({ report, entry }: Announcement) =>
  [report.rating, ...report.earlierRatings].some(
    (rating) => rating?.submissionId === entry.moveId && rating.score <= BAD_SCORE,
  );
const calls: Kind = (a, w) =>
  isBad(a)
    ? { kind: 'call-back', to: callersOf(a.report, w.now), title: `请回访：${w.subject}评价不满意`, text: a.entry.text }
    : undefined;
/** How often a step was made up to this entry, itself included. */
const times = ({ report, entry }: Announcement, move: Step) =>
  report.history.filter((e) => e.move === move && e.at <= entry.at).length;
const handlers: Kind = (a, w) => ({
  kind: 'rework',
  to: others(a, peopleOf(a.report.party, w.now)),
  title: `${w.subject}要返工`,
  text: a.entry.text,
});
/** An extension is decided by the dispatcher first and by the general chief the second time (domain.md §4). */
const extensionAsked: Kind = (a, w) => ({
  kind: 'extension-asked',
  to:
    times(a, 'grant-extension') === 0
      ? dispatchers(a, w.now)
      : holdersAt(`area:${a.report.county}`, ['general_chief'], w.now),
  title: `申请延期：${w.subject}`,
  text: a.entry.text,
});
/** Back on the desk of whoever had it before it was merged. */
const assignedAgain: Kind = (a, w) => ({
  kind: 'assigned',
  to: others(a, peopleOf(a.report.party, w.now)),
  title: `从并案中拆开：${w.subject}`,
  text: a.entry.text,
});
const resolvedTitle = (a: Announcement, w: Words) =>
  isChecked(a) ? `${w.subject}已处理，正在核查` : `${w.subject}已处理，请您评价`;

const KINDS: Record<Step, readonly Kind[]> = {
  submit: [assigned],
  accept: [
    toReporter('accepted', (a, w) => `${a.entry.label}已受理${w.subject}`),
    toFollowers((_, w) => `您关注的${w.subject}已受理`),
  ],
  reply: [
    toReporter('replied', (a, w) => `${a.entry.label}回复了${w.subject}`),
    toFollowers((_, w) => `您关注的${w.subject}有新回复`),
  ],
  resolve: [toReporter('resolved', resolvedTitle), toFollowers((_, w) => `您关注的${w.subject}已处理`), checks],
  transfer: [
    assigned,
    toReporter('transferred', (a, w) => `${w.subject}已转给${a.entry.party ? partyLabel(a.entry.party, w.now) : ''}`),
    toFollowers((_, w) => `您关注的${w.subject}已转办`),
  ],
  assign: [
    assigned,
    toReporter('transferred', (a, w) => `${w.subject}已派给${a.entry.party ? partyLabel(a.entry.party, w.now) : ''}`),
  ],
  return: [assigned, toReporter('returned', (_, w) => `${w.subject}正在重新派遣`)],
  reject: [
    toReporter('rejected', (_, w) => `${w.subject}：${stateLabel('rejected')}`),
    toFollowers((_, w) => `您关注的${w.subject}不予受理`),
  ],
  withdraw: [
    (a, w) => ({ kind: 'withdrawn', to: answering(a, w.now), title: `上报人撤回了${w.subject}`, text: a.entry.text }),
  ],
  rate: [
    (a, w) => ({ kind: 'rated', to: answering(a, w.now), title: `${w.subject}收到评价`, text: a.entry.text }),
    calls,
    toFollowers((_, w) => `您关注的${w.subject}已结案`),
  ],
  urge: [toHolder('urged', (a, w) => `上报人催办（第 ${times(a, 'urge')} 次）：${w.subject}`)],
  supplement: [toHolder('supplemented', (_, w) => `上报人补充了${w.subject}`)],
  appeal: [toDispatcher('appealed', (_, w) => `上报人申诉：${w.subject}`)],
  uphold: [toReporter('appeal-decided', (_, w) => `${w.subject}的申诉没有通过`)],
  reopen: [toReporter('appeal-decided', (_, w) => `${w.subject}的申诉通过，重新受理`)],
  'verify-pass': [toReporter('resolved', (_, w) => `${w.subject}核查通过，请您评价`)],
  'verify-fail': [handlers, toReporter('reworked', (_, w) => `${w.subject}核查不通过，正在返工`)],
  'not-fixed': [handlers, toFollowers((_, w) => `您关注的${w.subject}正在返工`)],
  'request-reopen': [toDispatcher('reopen-asked', (_, w) => `上报人申请再次返工：${w.subject}`)],
  'grant-reopen': [handlers, toReporter('reopen-decided', (_, w) => `${w.subject}同意返工`)],
  'refuse-reopen': [toReporter('reopen-decided', (_, w) => `${w.subject}的返工申请没有通过`)],
  'request-extension': [extensionAsked],
  'grant-extension': [
    toHolder('request-decided', (_, w) => `同意延期：${w.subject}`),
    toReporter('extended', (a, w) => `${w.subject}延期到${dateText(a.report.resolveBy)}`),
  ],
  'refuse-extension': [toHolder('request-decided', (_, w) => `未同意延期：${w.subject}`)],
  'request-suspension': [toDispatcher('suspension-asked', (_, w) => `申请挂账：${w.subject}`)],
  'grant-suspension': [
    toHolder('request-decided', (_, w) => `同意挂账：${w.subject}`),
    toReporter('suspended', (a, w) => `${w.subject}暂时挂账，${untilText(a)}恢复办理`),
    toFollowers((_, w) => `您关注的${w.subject}暂时挂账`),
  ],
  'refuse-suspension': [toHolder('request-decided', (_, w) => `未同意挂账：${w.subject}`)],
  resume: [
    toHolder('resumed', (_, w) => `恢复办理：${w.subject}`),
    toReporter('resumed', (_, w) => `${w.subject}恢复办理`),
  ],
  'set-condition': [toReporter('deadline-changed', (_, w) => `${w.subject}核定了情形和时限`)],
  note: [],
  'call-back': [toReporter('called-back', (_, w) => `${w.subject}已回访`)],
  'call-back-reopen': [handlers, toReporter('reworked', (_, w) => `${w.subject}回访后返工`)],
  remind: [toRung('reminded', (_, w) => `时限过半：${w.subject}`)],
  overdue: [toRung('overdue', (_, w) => `已超期：${w.subject}`)],
  escalate: [toRung('escalated', (_, w) => `下级超期未办，报到您这里：${w.subject}`)],
  'auto-close': [
    toReporter('closed', (_, w) => `${w.subject}到期未评价，已自动结案`),
    toFollowers((_, w) => `您关注的${w.subject}已结案`),
  ],
  // whoever comes newly to the place finds the cases on the desk; only who gets them from elsewhere is told of each
  'hand-over': [
    (a, w) => (a.entry.party ? assigned(a, w) : undefined),
    toRung('cooperate', (_, w) => `接手协办：${w.subject}`),
  ],
  'joint-add': [
    (a, w) => ({
      kind: 'cooperate',
      to: others(a, answering(a, w.now)),
      title: `请协办：${w.subject}`,
      text: a.entry.text,
    }),
    toReporter('others-join', (a, w) => `${a.entry.party?.name ?? '别的部门'}也参与办理${w.subject}`),
  ],
  'joint-answer': [
    toHolder('joint-answered', (a, w) =>
      a.report.facts.jointOpen === 0
        ? `协办部门都已反馈，可以办结：${w.subject}`
        : `${a.entry.party?.name ?? '协办部门'}已反馈：${w.subject}`,
    ),
    toReporter('replied', (a, w) => `${a.entry.party?.name ?? '协办部门'}办好了${w.subject}中的一部分`),
  ],
  'joint-release': [
    (a, w) => ({
      kind: 'joint-released',
      to: others(a, answering(a, w.now)),
      title: `不用再协办：${w.subject}`,
      text: a.entry.text,
    }),
    toReporter('others-join', (a, w) => `${a.entry.party?.name ?? '协办部门'}不再参与办理${w.subject}`),
  ],
  'joint-remind': [toRung('reminded', (_, w) => `协办时限过半：${w.subject}`)],
  'joint-overdue': [toRung('overdue', (a, w) => `${a.entry.party?.name ?? '协办部门'}协办超期：${w.subject}`)],
  'joint-escalate': [
    toRung('escalated', (a, w) => `${a.entry.party?.name ?? '协办部门'}协办超期，报到您这里：${w.subject}`),
  ],
  supervise: [
    toHolder('supervised', (a, w) => `${a.entry.label}督办：${w.subject}`),
    toReporter('replied', (a, w) => `${a.entry.label}督办${w.subject}`),
  ],
  'answer-supervision': [
    (a, w) => ({
      kind: 'supervision-answered',
      to: others(a, supervisorsOf(a.report, w.now)),
      title: `督办已答复：${w.subject}`,
      text: a.entry.text,
    }),
    toReporter('replied', (_, w) => `${w.subject}的督办已答复`),
  ],
  'supervision-overdue': [toRung('overdue', (_, w) => `督办到期未答复：${w.subject}`)],
  refer: [toReporter('referred', (_, w) => `${w.subject}已依法移送有关机关，不再公开`)],
  'refer-receipt': [toReporter('referred', (_, w) => `${w.subject}的移送材料已被接收`)],
  'refer-result': [toReporter('referred', (_, w) => `${w.subject}的移送案件有结果`)],
  merge: [
    toReporter('merged', (_, w) => `您上报的${w.subject}和另一件是同一问题，已并案，进展照常告诉您`),
    toFollowers((_, w) => `您关注的${w.subject}已并入同一问题的另一件`),
  ],
  split: [toReporter('merged', (_, w) => `您上报的${w.subject}已单独办理`), assignedAgain],
  absorb: [],
  part: [],
  'content-pass': [],
  'content-hide': [toReporter('content-changed', (_, w) => `${w.subject}的部分内容不再公开`)],
  'content-redact': [toReporter('content-changed', (_, w) => `${w.subject}的部分文字已涂黑`)],
  'content-blur': [toReporter('content-changed', (_, w) => `${w.subject}的照片局部已模糊`)],
  'content-restore': [toReporter('content-changed', (_, w) => `${w.subject}的内容已恢复公开`)],
  recompute: [toReporter('deadline-changed', (_, w) => `${w.subject}的时限按节假日安排重新计算`)],
};
const untilText = ({ report }: Announcement) =>
  report.facts.suspendedUntil ? dateText(report.facts.suspendedUntil) : '条件具备时';

const wordsFor = ({ report }: Announcement, followers: readonly string[], now: Date): Words => {
  const name = catalogue.current().byId.get(report.category)?.name ?? '上报';
  return { subject: report.street ? `“${name}”（${report.street.name}）` : `“${name}”`, now, followers };
};
const draftsWith = (announcement: Announcement, words: Words): Draft[] =>
  KINDS[announcement.entry.move].flatMap((kind) => kind(announcement, words) ?? []);

/** Messages an entry calls for. */
export const draftsFor = (announcement: Announcement, followers: readonly string[], now: Date): Draft[] =>
  draftsWith(announcement, wordsFor(announcement, followers, now)).filter((draft) => draft.to.length > 0);

/** What the messages of an entry say as the report is now; a title is given where it names who made the step. */
export const wordsNow = (
  announcement: Announcement,
  now: Date,
): (Pick<Draft, 'kind' | 'text'> & { title?: string })[] => {
  const words = wordsFor(announcement, [], now);
  const nameless = { ...announcement, entry: { ...announcement.entry, label: '' } };
  const other = draftsWith(nameless, words);
  return draftsWith(announcement, words).map(({ kind, text, title }, i) => ({
    kind,
    text,
    ...(other[i]?.title !== title && { title }),
  }));
};
