// Applying for a plot and living with it: the agreement, the application, every step, consent.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Id, Time, text } from '../fields';
import { Adoption, AdoptionCard, adoptionParams } from './adoption-views';
import { CARE_LIMITS } from './care-contract';
import { ADOPTION_PERSON_MOVES, ADOPTION_REJECT_REASONS, WITHDRAW_REASONS } from './moves';
import { plotParams } from './plot-contract';
import { MODE_NAMES, SUBJECT_NAMES } from './states';

export const readAgreement = endpoint({
  name: 'greenSpaces.readAgreement',
  summary: '认养协议全文：current 是现行的，数字是那一版',
  method: 'GET',
  path: '/api/v1/adoption-agreements/:version',
  access: 'open',
  params: v.object({ version: v.pipe(v.string(), v.regex(/^(current|[1-9]\d{0,5})$/, '版本是 current 或数字')) }),
  reply: v.object({
    version: v.number(),
    title: v.string(),
    text: v.string(),
    from: Time,
    current: v.boolean(),
    /** days of notice to give it back, as decided now */
    noticeDays: v.number(),
  }),
  refusals: ['adoption.not-found'],
});

export const applyForPlot = endpoint({
  name: 'greenSpaces.apply',
  summary: '申请认养；没有空位时自动排队。同一个 submissionId 再次提交会得到同一份申请',
  method: 'POST',
  path: '/api/v1/plots/:code/applications',
  access: 'signed-in',
  params: plotParams,
  body: v.object({
    submissionId: ClientId,
    subject: v.picklist(SUBJECT_NAMES, '请选择谁来认养'),
    mode: v.picklist(MODE_NAMES, '请选择出力还是出资'),
    years: v.optional(
      v.pipe(
        v.number('年限要是数字'),
        v.integer('年限要是整数'),
        v.minValue(1, '年限是 1 到 3 年'),
        v.maxValue(3, '年限是 1 到 3 年'),
      ),
      1,
    ),
    plaque: v.pipe(text('牌名', 30), v.trim(), v.minLength(1, '请填写牌子上的名字')),
    /** the plaque's words may be shown in public */
    onWall: v.optional(v.boolean('要填 true 或 false'), false),
    contact: v.object({
      name: v.pipe(text('联系人', 20), v.trim(), v.minLength(1, '请填写联系人')),
      phone: v.pipe(v.string('请填写手机号'), v.regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号')),
    }),
    organisation: v.optional(
      v.object({
        name: v.pipe(text('单位名称', 50), v.trim(), v.minLength(1, '请填写单位名称')),
        creditCode: v.pipe(text('统一社会信用代码', 30), v.minLength(1, '请填写统一社会信用代码')),
      }),
    ),
    note: v.optional(v.pipe(text('说明', 200), v.trim()), ''),
    /** version of the agreement read and accepted */
    agreement: v.pipe(v.number('请先看过并同意认养协议'), v.integer('请先看过并同意认养协议')),
  }),
  reply: Adoption,
  status: 201,
  refusals: [
    'plot.not-found',
    'plot.not-open',
    'plot.mode-not-offered',
    'adoption.limit-reached',
    'adoption.already-applied',
    'adoption.agreement-outdated',
    'adoption.submission-reused',
    'adoption.plaque-refused',
    'adoption.credit-code-wrong',
    'adoption.organisation-needed',
  ],
});

export const listMyAdoptions = endpoint({
  name: 'greenSpaces.listMine',
  summary: '我的认养（含家人邀请我一起照料的），进行中的在前',
  method: 'GET',
  path: '/api/v1/me/adoptions',
  access: 'signed-in',
  reply: v.object({ items: v.array(AdoptionCard), limit: v.number(), used: v.number() }),
  refusals: [],
});

export const readAdoption = endpoint({
  name: 'greenSpaces.readAdoption',
  summary: '一份认养：养护日历、记录、进度、我能做什么；认养人、家人和管理单位可看',
  method: 'GET',
  path: '/api/v1/adoptions/:id',
  access: 'signed-in',
  params: adoptionParams,
  reply: Adoption,
  refusals: ['adoption.not-found'],
});

export const moveAdoption = endpoint({
  name: 'greenSpaces.move',
  summary: '一份认养的每一步（通过、续期、交还、收回、申诉……）；同一个 moveId 再次提交得到同样的结果',
  method: 'POST',
  path: '/api/v1/adoptions/:id/moves',
  access: 'signed-in',
  params: adoptionParams,
  body: v.object({
    moveId: ClientId,
    version: v.pipe(v.number('请提供版本号'), v.integer('版本号要是整数')),
    move: v.picklist(ADOPTION_PERSON_MOVES, '没有这种操作'),
    text: v.optional(v.pipe(text('说明', 300), v.trim()), ''),
    reason: v.optional(
      v.picklist(
        [...Object.keys(ADOPTION_REJECT_REASONS), ...Object.keys(WITHDRAW_REASONS)] as [string, ...string[]],
        '请从列表里选择原因',
      ),
    ),
    photos: v.optional(
      v.pipe(v.array(Id, '照片要是编号列表'), v.maxLength(CARE_LIMITS.photos, `照片最多 ${CARE_LIMITS.photos} 张`)),
      [],
    ),
    years: v.optional(
      v.pipe(
        v.number('年限要是数字'),
        v.integer('年限要是整数'),
        v.minValue(1, '年限是 1 到 3 年'),
        v.maxValue(3, '年限是 1 到 3 年'),
      ),
    ),
  }),
  reply: Adoption,
  refusals: [
    'adoption.not-found',
    'adoption.move-not-yours',
    'adoption.move-not-allowed',
    'adoption.move-reused',
    'adoption.stale',
    'adoption.notice-given',
    'adoption.no-notice',
    'adoption.appeal-over',
    'adoption.nothing-to-decide',
    'adoption.handed-over',
    'adoption.limit-reached',
    'plot.full',
    'plot.not-open',
    'media.not-yours',
  ],
});

export const changeConsent = endpoint({
  name: 'greenSpaces.changeConsent',
  summary: '是否公开牌名（绿地页和认养墙）',
  method: 'PUT',
  path: '/api/v1/adoptions/:id/consent',
  access: 'signed-in',
  params: adoptionParams,
  body: v.object({ onWall: v.boolean('是否公开要填 true 或 false') }),
  reply: Adoption,
  refusals: ['adoption.not-found', 'adoption.move-not-yours'],
});
