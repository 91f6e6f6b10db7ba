// Certificates of service: issued to their holder, verified by anybody with the masked name, withdrawn by the dispatcher (domain.md §6).
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { ClientId, Id, Time, text } from '../fields';
import { Day } from './views';

const own = v.object({ id: Id });

export const CertificateStatus = v.picklist(['valid', 'withdrawn']);
const Certificate = v.object({
  number: v.string(),
  status: CertificateStatus,
  issuedAt: Time,
  hours: v.number(),
  times: v.number(),
  from: Day,
  to: Day,
  /** signed for an hour */
  pdf: v.string(),
});
export type CertificateView = v.InferOutput<typeof Certificate>;

export const listCertificates = endpoint({
  name: 'volunteers.listCertificates',
  summary: '开过的证明，新的在前',
  method: 'GET',
  path: '/api/v1/me/volunteers/:id/certificates',
  access: 'signed-in',
  params: own,
  reply: v.object({ items: v.array(Certificate) }),
  refusals: ['volunteer.not-found'],
});

export const issueCertificate = endpoint({
  name: 'volunteers.issueCertificate',
  summary: '开一张志愿服务证明；同一个 certificateId 再次提交得到同一张',
  method: 'POST',
  path: '/api/v1/me/volunteers/:id/certificates',
  access: 'signed-in',
  params: own,
  body: v.object({ certificateId: ClientId, from: v.optional(Day), to: v.optional(Day) }),
  reply: Certificate,
  status: 201,
  refusals: ['volunteer.not-found', 'certificate.nothing-yet', 'certificate.not-ready'],
});

export const verifyCertificate = endpoint({
  name: 'volunteers.verifyCertificate',
  summary: '核对证明：有效、已撤销，或查不到；只显示遮住的姓名',
  method: 'GET',
  path: '/api/v1/certificates/:number',
  access: 'open',
  params: v.object({ number: v.pipe(v.string(), v.maxLength(60, '证明编号太长')) }),
  reply: v.variant('status', [
    v.object({
      status: CertificateStatus,
      number: v.string(),
      name: v.string(),
      hours: v.number(),
      times: v.number(),
      from: Day,
      to: Day,
      issuer: v.string(),
      issuedAt: Time,
    }),
    v.object({ status: v.literal('unknown') }),
  ]),
  refusals: [],
});

export const withdrawCertificate = endpoint({
  name: 'volunteers.withdrawCertificate',
  summary: '派遣员：撤销一份证明，写明原因',
  method: 'POST',
  path: '/api/v1/certificates/:number/withdrawal',
  access: 'signed-in',
  params: v.object({ number: v.pipe(v.string(), v.maxLength(60, '证明编号太长')) }),
  body: v.object({ reason: v.pipe(text('原因', 200), v.trim(), v.minLength(2, '请写明撤销原因')) }),
  reply: v.object({ status: CertificateStatus, number: v.string() }),
  refusals: ['post.not-held', 'certificate.not-found', 'certificate.withdrawn'],
});
