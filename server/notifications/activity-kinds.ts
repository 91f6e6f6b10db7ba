// Who is told of an entry in the life of an activity or a sign-up, and in which words.
import type { MessageLink } from '../../shared/notifications/contract';
import { hoursText } from '../../shared/volunteers/hours';
import { clockText, dateText } from '../../shared/words';
import {
  Activities,
  type ActivityEntry,
  type ActivityRecord,
  overlapsOf,
  type SignUpEntry,
  type SignUpRecord,
  SignUps,
} from '../activities';
import { holdersAt } from '../people';
import { leadersOf } from '../volunteers';
import { writeMessages } from './deliver';
import type { Draft } from './kinds';

type Words = Pick<ActivityRecord, 'title' | 'place'>;
type Kind = (signUp: SignUpRecord, entry: SignUpEntry, words: Words) => Omit<Draft, 'to'> | undefined;

const when = ({ from, to }: Pick<SignUpRecord, 'from' | 'to'>) =>
  `${dateText(from)} ${clockText(from)}–${clockText(to)}`;
const say =
  (
    kind: Draft['kind'],
    title: (words: Words) => string,
    text: (signUp: SignUpRecord, entry: SignUpEntry, words: Words) => string,
  ): Kind =>
  (signUp, entry, words) => ({ kind, title: title(words), text: text(signUp, entry, words) });
const atPlace = (signUp: SignUpRecord, _: SignUpEntry, { place }: Words) => `${when(signUp)}，${place}集合。`;
const because = (_: SignUpRecord, entry: SignUpEntry) => entry.text;
const byHand = say('attendance-put-right', ({ title }) => `组织者补记了您在“${title}”的到场`, because);

/** To the participant; their own steps are not told to them. */
const TO_PARTICIPANT: Partial<Record<SignUpEntry['move'], Kind>> = {
  confirm: say('sign-up-confirmed', ({ title }) => `报名成功：${title}`, atPlace),
  queue: say(
    'sign-up-waiting',
    ({ title }) => `已进入候补：${title}`,
    (signUp) => `${when(signUp)}。有人取消就按顺序递补，会通知您。`,
  ),
  promote: say('sign-up-promoted', ({ title }) => `候补成功：${title}`, atPlace),
  drop: say('activity-cancelled', ({ title }) => `活动取消：${title}`, because),
  release: say(
    'activity-cancelled',
    ({ title }) => `活动提前结束：${title}`,
    ({ outAt }, entry) => `${entry.text}${outAt ? `。您的到场记到 ${clockText(outAt)}。` : ''}`,
  ),
  'hand-in': byHand,
  'hand-out': byHand,
  record: byHand,
  close: say(
    'checkout-forgotten',
    ({ title }) => `“${title}”没有签退`,
    () => '已按班次结束时间记录，等组织者确认后计时长。',
  ),
  miss: say(
    'no-show',
    ({ title }) => `缺席：${title}`,
    (signUp) => `${when(signUp)} 没有签到。下次来不了请提前取消；有特殊情况可以在“我的班次”里提出异议。`,
  ),
  excuse: say('no-show', ({ title }) => `缺席得到谅解：${title}`, because),
  credit: (signUp, entry, words) =>
    signUp.hours > 0
      ? say(
          'hours-credited',
          ({ title }) => `${hoursText(signUp.hours)}已入账：${title}`,
          () => '有疑问可以在“时长与星级”里提出异议。',
        )(signUp, entry, words)
      : undefined,
  correct: say('hours-corrected', ({ title }) => `时长更正：${title}`, because),
  answer: say('objection-answered', ({ title }) => `异议有答复：${title}`, because),
};

/** Accounts of whoever organises under a key, the dispatchers of the county where nobody does. */
const organisersOf = ({ organiser, county }: Pick<ActivityRecord, 'organiser' | 'county'>, now: Date): string[] => {
  const own = organiser.startsWith('group:')
    ? leadersOf(organiser.slice(6))
    : organiser.startsWith('department:')
      ? holdersAt(organiser, ['head', 'handler'], now)
      : [];
  return own.length > 0 ? own : holdersAt(`area:${county}`, ['dispatcher'], now);
};

/** Messages of one entry of a sign-up. */
export const deliverSignUp =
  (now: () => Date) =>
  async (signUp: SignUpRecord, entry: SignUpEntry): Promise<void> => {
    const kind = TO_PARTICIPANT[entry.move];
    if (!kind && entry.move !== 'object' && entry.move !== 'reschedule') return;
    const activity = await Activities.findById(signUp.activity, {
      title: 1,
      place: 1,
      organiser: 1,
      county: 1,
    }).lean<ActivityRecord>();
    if (!activity) return;
    const draft = kind?.(signUp, entry, activity);
    // whoever acted for themself knows; one signed up by their leader does not
    if (draft && signUp.person && !entry.person?.equals(signUp.person)) {
      const link: MessageLink = draft.kind.startsWith('hours')
        ? { kind: 'hours', id: String(signUp.volunteer) }
        : { kind: 'activity', id: String(activity._id) };
      await writeMessages(entry, link, [{ ...draft, to: [String(signUp.person)] }]);
    }
    if (entry.move === 'reschedule' && signUp.person && ['waiting', 'confirmed'].includes(signUp.state)) {
      const overlap = (await overlapsOf([signUp])).get(String(signUp._id));
      const clash = overlap ? `这时您还报了“${overlap.title}”（${when(overlap.row)}），请取消其中一个。` : '';
      await writeMessages(entry, { kind: 'activity', id: String(activity._id) }, [
        {
          kind: 'activity-changed',
          to: [String(signUp.person)],
          title: `时间或地点有变化：${activity.title}`,
          text: `现在是 ${when(signUp)}，${activity.place}集合。${clash}还能来吗？请点开回答；来不了请取消，不算缺席。`,
        },
      ]);
    }
    if (entry.move === 'object')
      await writeMessages(entry, { kind: 'activity-roll', id: String(activity._id) }, [
        {
          kind: 'objection-raised',
          to: organisersOf(activity, now()),
          title: `有人提出异议：${activity.title}`,
          text: entry.text,
        },
      ]);
  };

const peopleIn = async (activity: ActivityRecord, states: SignUpRecord['state'][]): Promise<string[]> => {
  const rows = await SignUps.find({ activity: activity._id, state: { $in: states } }, { person: 1 }).lean<
    Pick<SignUpRecord, 'person'>[]
  >();
  return rows.flatMap(({ person }) => (person ? [String(person)] : []));
};

/** Messages of one entry of an activity. */
export const deliverActivity =
  (now: () => Date) =>
  async (activity: ActivityRecord, entry: ActivityEntry): Promise<void> => {
    const link = { kind: 'activity' as const, id: String(activity._id) };
    if (entry.move === 'finish')
      await writeMessages(entry, { kind: 'activity-roll', id: String(activity._id) }, [
        {
          kind: 'activity-to-settle',
          to: organisersOf(activity, now()),
          title: `请确认到场并结算时长：${activity.title}`,
          text: '没签退的先确认时间，再结算。',
        },
      ]);
    if (entry.move === 'summarise')
      await writeMessages(entry, link, [
        {
          kind: 'activity-summary',
          to: await peopleIn(activity, ['left', 'credited']),
          title: `谢谢您参加：${activity.title}`,
          text: activity.summary?.thanks || entry.text,
        },
      ]);
  };
