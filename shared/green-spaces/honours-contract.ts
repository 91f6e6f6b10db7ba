// Honours: the wall of those who agreed, and certificates that verify.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Limit, page, Time } from '../fields';

export const listWall = endpoint({
  name: 'greenSpaces.listWall',
  summary: '认养墙：同意公开的认养，养护次数多的在前',
  method: 'GET',
  path: '/api/v1/adoption-wall',
  access: 'open',
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: page(
    v.object({
      id: v.string(),
      plaque: v.string(),
      plot: v.object({ code: v.string(), name: v.string() }),
      since: Time,
      visits: v.number(),
      badge: v.nullable(v.string()),
    }),
  ),
  refusals: [],
});

export const CertificateNumber = v.pipe(v.string('请填写证书编号'), v.maxLength(40, '证书编号格式不对'));
export const verifyCertificate = endpoint({
  name: 'greenSpaces.verifyCertificate',
  summary: '核验认养证书：编号真假、绿地、期限、是否仍然有效；不含姓名',
  method: 'GET',
  path: '/api/v1/adoption-certificates/:number',
  access: 'open',
  params: v.object({ number: CertificateNumber }),
  reply: v.object({
    number: v.string(),
    plaque: v.string(),
    subject: v.string(),
    plot: v.object({ code: v.string(), name: v.string(), address: v.string() }),
    unit: v.string(),
    from: Time,
    to: Time,
    issuedAt: Time,
    inForce: v.boolean(),
    visits: v.number(),
    /** paths of the printable files */
    files: v.object({ picture: v.string(), certificate: v.string(), plaque: v.string() }),
  }),
  refusals: ['certificate.not-found'],
});
