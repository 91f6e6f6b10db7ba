// What is sent with a move. One variant for each row of the table that people may use; what a row asks for is required here.
import * as v from 'valibot';
import { ClientId, Id, text } from '../fields';
import { dayOfDate } from '../workdays';
import { CALLBACK_RESULTS, REFERRAL_BODIES, REFERRAL_RESULTS, REJECT_REASONS, SUSPEND_REASONS } from './moves';

export const LIMITS = { description: 1000, photos: 9, moveText: 500, moveList: 50, documents: 20 } as const;

export const ReportNumber = v.pipe(
  v.string('请提供编号'),
  v.maxLength(40, '编号格式不对'),
  v.regex(/^[0-9A-Za-z-]+$/, '编号格式不对'),
);
export const photos = v.pipe(
  v.array(Id, '照片要是编号列表'),
  v.maxLength(LIMITS.photos, `照片最多 ${LIMITS.photos} 张`),
);
export const moveText = v.pipe(text('说明', LIMITS.moveText), v.trim());

const needed = (what: string) => v.pipe(moveText, v.minLength(1, `请填写${what}`));
const optional = v.optional(moveText, '');
const pictures = v.optional(photos, []);
export const assignee = v.pipe(
  v.string('请选择转给谁'),
  v.regex(/^(area|department):[A-Za-z0-9_-]{1,60}$/, '请从列表里选择转给谁'),
);
const isDate = (value: string) => {
  try {
    return dayOfDate(value) > 0;
  } catch {
    return false;
  }
};
/** A day in Yunnan, YYYY-MM-DD. */
export const Day = v.pipe(v.string('请选择日期'), v.check(isDate, '日期格式是 2026-11-24'));
const oneOf = <const R extends Readonly<Record<string, string>>>(reasons: R, message: string) =>
  v.picklist(Object.keys(reasons) as (keyof R & string)[], message);

const head = { moveId: ClientId, version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数')) };
const move = <const N extends string, const I extends v.GenericSchema>(name: N, input: I) =>
  v.object({ ...head, move: v.literal(name), input });
const words = v.optional(v.object({ text: optional }), {});
const wordsNeeded = (what: string) => v.object({ text: needed(what) });
const wordsAndPhotos = v.optional(v.object({ text: optional, photos: pictures }), {});
const wordsNeededAndPhotos = (what: string) => v.object({ text: needed(what), photos: pictures });

const task = v.pipe(v.string('请选择哪个协办部门'), v.regex(/^[0-9a-f]{24}$/, '请从列表里选择协办部门'));
const documents = v.pipe(
  v.array(
    v.object({
      name: v.pipe(text('材料名称', 60), v.trim(), v.minLength(1, '请填写材料名称')),
      copies: v.pipe(
        v.number('请填写份数'),
        v.integer('份数要是整数'),
        v.minValue(1, '份数至少 1'),
        v.maxValue(99, '份数最多 99'),
      ),
    }),
    '请列出移送的材料',
  ),
  v.minLength(1, '请列出移送的材料'),
  v.maxLength(LIMITS.documents, `材料最多 ${LIMITS.documents} 项`),
);

export const MoveBody = v.variant(
  'move',
  [
    move('accept', words),
    move('reply', wordsNeededAndPhotos('回复内容')),
    move('resolve', wordsNeededAndPhotos('处理结果')),
    move('transfer', v.object({ text: needed('转办原因'), assignee })),
    move('return', wordsNeeded('退回原因')),
    move('assign', v.object({ text: optional, assignee })),
    move('reject', v.object({ text: needed('说明和去处'), reason: oneOf(REJECT_REASONS, '请选择不予受理的原因') })),
    move('withdraw', words),
    move('urge', words),
    move('supplement', wordsAndPhotos),
    move('appeal', wordsNeededAndPhotos('申诉理由')),
    move('uphold', wordsNeeded('维持的理由')),
    move('reopen', words),
    move('verify-pass', wordsAndPhotos),
    move('verify-fail', wordsNeededAndPhotos('还差什么')),
    move('not-fixed', wordsAndPhotos),
    move('request-reopen', wordsAndPhotos),
    move('grant-reopen', words),
    move('refuse-reopen', wordsNeeded('不同意的理由')),
    move('request-extension', v.object({ text: needed('延期原因'), date: Day })),
    move('grant-extension', words),
    move('refuse-extension', wordsNeeded('不同意的理由')),
    move(
      'request-suspension',
      v.object({ text: needed('挂账原因'), reason: oneOf(SUSPEND_REASONS, '请选择挂账的原因'), date: Day }),
    ),
    move('grant-suspension', v.object({ text: optional, date: Day })),
    move('refuse-suspension', wordsNeeded('不同意的理由')),
    move('resume', words),
    move('set-condition', v.object({ text: optional, condition: v.pipe(v.string('请选择情形'), v.maxLength(64)) })),
    move('note', wordsNeededAndPhotos('备注')),
    move('call-back', v.object({ text: needed('回访情况'), reason: oneOf(CALLBACK_RESULTS, '请选择回访结果') })),
    move('call-back-reopen', wordsNeeded('回访情况')),
    move('joint-add', v.object({ text: needed('请对方做什么'), assignee })),
    move('joint-answer', v.object({ text: needed('协办结果'), photos: pictures, task })),
    move('joint-release', v.object({ text: needed('免除协办的原因'), task })),
    move('supervise', v.object({ text: needed('督办要求'), date: Day })),
    move('answer-supervision', wordsNeededAndPhotos('答复内容')),
    move(
      'refer',
      v.object({ text: needed('移送的事实和依据'), reason: oneOf(REFERRAL_BODIES, '请选择移送给谁'), documents }),
    ),
    move('refer-receipt', wordsNeededAndPhotos('回执编号和接收人')),
    move(
      'refer-result',
      v.object({
        text: needed('结果和文书编号'),
        reason: oneOf(REFERRAL_RESULTS, '请选择移送结果'),
        photos: pictures,
      }),
    ),
    move('merge', v.object({ text: optional, lead: ReportNumber })),
    move('split', wordsNeeded('拆开的理由')),
  ],
  '没有这种操作',
);
