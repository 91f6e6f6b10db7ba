// Volunteers as the dispatcher and the leaders of their groups see them, masked; and what these add to a volunteer's record.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Cursor, Id, Limit, page, Time, text } from '../fields';
import { CertificateStatus } from './certificate-contract';
import { FACT_NAMES } from './facts';
import { Day, Fact, Volunteer } from './views';

export const listVolunteers = endpoint({
  name: 'volunteers.list',
  summary: '派遣员：本县志愿者（遮住的姓名和电话），新登记的在前',
  method: 'GET',
  path: '/api/v1/volunteers',
  access: 'signed-in',
  query: v.object({
    number: v.optional(v.pipe(v.string(), v.maxLength(40, '编号太长'))),
    cursor: Cursor,
    limit: Limit,
  }),
  reply: page(v.object({ ...Volunteer.entries, hours: v.number() })),
  refusals: ['post.not-held'],
});

/** A volunteer's record as those in charge see it. */
const Dossier = v.object({
  volunteer: Volunteer,
  hours: v.number(),
  times: v.number(),
  facts: v.array(Fact),
  /** for the dispatcher alone, who may withdraw them */
  certificates: v.array(
    v.object({
      number: v.string(),
      status: CertificateStatus,
      issuedAt: Time,
      hours: v.number(),
      reason: v.nullable(v.string()),
    }),
  ),
  can: v.object({ withdraw: v.boolean(), addFact: v.boolean() }),
});

const one = v.object({ id: Id });

export const readVolunteer = endpoint({
  name: 'volunteers.read',
  summary: '派遣员和所在志愿队的队长：一位志愿者的服务档案（遮住的姓名和电话）',
  method: 'GET',
  path: '/api/v1/volunteers/:id',
  access: 'signed-in',
  params: one,
  reply: Dossier,
  refusals: ['volunteer.not-found'],
});

export const addFact = endpoint({
  name: 'volunteers.addFact',
  summary: '派遣员和所在志愿队的队长：在服务档案里记一次培训、表彰或评价，本人能看到；同一个 factId 再次提交得到同一条',
  method: 'POST',
  path: '/api/v1/volunteers/:id/facts',
  access: 'signed-in',
  params: one,
  body: v.object({
    factId: ClientId,
    kind: v.picklist(FACT_NAMES, '请选择培训、表彰奖励或评价'),
    text: v.pipe(text('内容', 100), v.trim(), v.minLength(2, '请写明内容')),
    day: Day,
    /** of a training */
    hours: v.optional(
      v.nullable(v.pipe(v.number('学时要是数字'), v.minValue(0.5, '学时至少 0.5'), v.maxValue(500, '学时最多 500'))),
      null,
    ),
  }),
  reply: Dossier,
  status: 201,
  refusals: ['volunteer.not-found', 'volunteer.own-record'],
});

export const removeFact = endpoint({
  name: 'volunteers.removeFact',
  summary: '派遣员和所在志愿队的队长：删去服务档案里记错的一条',
  method: 'DELETE',
  path: '/api/v1/volunteers/:id/facts/:fact',
  access: 'signed-in',
  params: v.object({ id: Id, fact: Id }),
  reply: Dossier,
  refusals: ['volunteer.not-found', 'volunteer.own-record'],
});
