// Every step of an activity and of a sign-up, as it was decided (domain.md §6): who changes a row changes these tables, too.
import { SIGN_UP_MOVE_NAMES, SIGN_UP_WORDS, signUpMove } from '../../../shared/activities/sign-ups';
import { ACTIVITY_MOVE_NAMES, activityMove, STATE_WORDS } from '../../../shared/activities/states';

const linesOf = (table: string) => table.trim().split('\n');

/** move | button | heading | from → to | by | words | what is said when it is not allowed */
const ACTIVITY = `
revise | 修改 | 修改了活动 | draft/published → stay | organiser | none | activity.move-not-allowed
publish | 发布 | 活动发布 | draft → published | organiser | none | activity.move-not-allowed
cancel | 取消活动 | 活动取消 | draft/published/running → cancelled | organiser | required | activity.move-not-allowed
start | 开始 | 活动开始 | published → running | system | none | activity.move-not-allowed
finish | 结束 | 活动结束 | published/running → finished | system | none | activity.move-not-allowed
settle | 结算时长 | 时长已结算 | finished → settled | organiser | none | activity.move-not-allowed
summarise | 发布小结 | 发布了活动小结 | finished/settled → stay | organiser | required | activity.move-not-allowed
`;

test('activities', () => {
  const rows = ACTIVITY_MOVE_NAMES.map((name) => {
    const { label, title, from, to, by, text, refusal } = activityMove(name);
    return [name, label, title, `${from.join('/')} → ${to}`, by, text, refusal].join(' | ');
  });
  expect(rows).toEqual(linesOf(ACTIVITY));
});

/** move | button | heading | from → to | by | words | times */
const SIGN_UP = `
confirm | 录取 | 报名成功 | asked → confirmed | system | none | none
queue | 候补 | 进入候补 | asked → waiting | system | none | none
promote | 递补 | 候补成功 | waiting → confirmed | system | none | none
cancel | 取消报名 | 取消报名 | asked/waiting/confirmed → cancelled | participant | optional | none
reschedule | 改期 | 时间或地点有变化 | asked/waiting/confirmed → stay | system | optional | none
keep | 还能来 | 确认改期后能来 | waiting/confirmed → stay | participant | none | none
drop | 取消 | 活动取消 | asked/waiting/confirmed → dropped | system | optional | none
release | 提前结束 | 活动提前结束 | present → left | system | optional | none
expire | 过期 | 候补没有等到名额 | asked/waiting → expired | system | none | none
check-in | 签到 | 签到 | confirmed → present | participant | none | none
check-out | 签退 | 签退 | present → left | participant | none | none
hand-in | 补签到 | 组织者补签到 | confirmed/absent → present | organiser | required | in
hand-out | 补签退 | 组织者补签退 | present → left | organiser | required | out
record | 补记 | 组织者补记到场 | confirmed/absent/excused → left | organiser | required | both
close | 自动签退 | 忘记签退，按班次结束时间 | present → left | system | none | none
attest | 确认时间 | 组织者确认了签退时间 | left → stay | organiser | optional | out
miss | 缺席 | 没有到场 | confirmed → absent | system | none | none
lapse | 改期未答复 | 改期后没有答复，不算缺席 | confirmed → excused | system | none | none
excuse | 谅解缺席 | 缺席得到谅解 | absent → excused | organiser | required | none
credit | 计时长 | 时长已入账 | left → credited | system | none | none
correct | 更正时长 | 时长更正 | credited → stay | organiser | required | both
object | 提出异议 | 提出异议 | credited/absent → stay | participant | required | none
answer | 答复异议 | 异议已答复 | credited/absent/excused/left → stay | organiser | required | none
rate | 评价 | 评价了活动 | left/credited → stay | participant | optional | none
`;

test('sign-ups', () => {
  const rows = SIGN_UP_MOVE_NAMES.map((name) => {
    const { label, title, from, to, by, text, times } = signUpMove(name);
    return [name, label, title, `${from.join('/')} → ${to}`, by.join(' '), text, times].join(' | ');
  });
  expect(rows).toEqual(linesOf(SIGN_UP));
});

/** state | word | icon | tone: never colour alone */
const WORDS = `
draft | 草稿 | draft | submitted
published | 报名中 | accept | handling
full | 已满 | users | resolved
running | 进行中 | clock | assigned
finished | 待结算 | hourglass | resolved
settled | 已结束 | check-double | closed
cancelled | 已取消 | withdraw | rejected
asked | 报名处理中 | send | submitted
waiting | 候补中 | hourglass | resolved
confirmed | 已报名 | check-circle | handling
present | 已签到 | location | handling
left | 待结算 | clock | resolved
absent | 缺席 | reject | rejected
excused | 已谅解 | info | submitted
credited | 已计时长 | check-double | closed
cancelled | 已取消 | withdraw | withdrawn
dropped | 活动取消 | withdraw | rejected
expired | 候补未到 | pause | submitted
`;

test('states have a word, an icon and a tone', () => {
  const rows = [...Object.entries(STATE_WORDS), ...Object.entries(SIGN_UP_WORDS)].map(([state, { name, icon, tone }]) =>
    [state, name, icon, tone].join(' | '),
  );
  expect(rows).toEqual(linesOf(WORDS));
});
