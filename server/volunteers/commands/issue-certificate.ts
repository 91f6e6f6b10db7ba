import { randomBytes } from 'node:crypto';
import mongoose, { Types } from 'mongoose';
import { numberFrom } from '../../../shared/check-number';
import type { Actor } from '../../../shared/people/actor';
import { totalHours } from '../../../shared/volunteers/hours';
import type { ServiceView } from '../../../shared/volunteers/views';
import { dateOfDay, dayOf } from '../../../shared/workdays';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { postLabel, postsOf } from '../../people';
import { type CertificateRecord, Certificates, Volunteers } from '../model';
import { canManage } from '../policy';
import type { ServiceBook } from '../ports';
import { profileOf, sealed } from '../profile';
import { CERTIFICATE_NUMBER, certificateNumbered, ownVolunteer } from '../queries';
import { volunteerSettings } from '../settings';

const TRIES = 5;
const dayText = (iso: string) => dateOfDay(dayOf(Date.parse(iso)));

/** What a certificate says of its holder; sealed in the record. */
export interface Holder {
  name: string;
  number: string;
}

/** Issues one for the services within the days given. @throws Refusal volunteer.not-found | certificate.nothing-yet | certificate.not-ready */
export const issueCertificate = async (
  actor: Actor,
  id: string,
  body: { certificateId: string; from?: string | undefined; to?: string | undefined },
  { book, keys, now }: { book: ServiceBook; keys: readonly Uint8Array[]; now: Date },
): Promise<CertificateRecord> => {
  const volunteer = await ownVolunteer(actor, id);
  const again = () =>
    Certificates.findOne({ volunteer: volunteer._id, certificateId: body.certificateId }).lean<CertificateRecord>();
  const earlier = await again();
  if (earlier) return earlier;
  const today = dateOfDay(dayOf(now.getTime()));
  refuseUnless(!body.to || body.to <= today, 'request.invalid', { fields: { to: '不能在今天之后' } });
  refuseUnless(!body.from || body.from <= (body.to ?? today), 'request.invalid', {
    fields: { from: '开始的日子要在结束之前' },
  });
  const issued = volunteerSettings.current().certificate;
  refuseUnless(Object.values(issued).every(Boolean), 'certificate.not-ready');
  const profile = profileOf(keys, volunteer);
  const services = (await book.servicesOf(volunteer, now)).filter(
    ({ from, hours }) =>
      hours > 0 && (!body.from || dayText(from) >= body.from) && (!body.to || dayText(from) <= body.to),
  );
  refuseUnless(profile && services.length > 0, 'certificate.nothing-yet');
  const holder = sealed(keys, { name: profile.name, number: volunteer.number } as Holder);
  const days = services.map(({ from }) => dayText(from)).sort();
  const line = ({ activity, from, hours }: ServiceView) => ({ title: activity.title, day: dayText(from), hours });
  for (let attempt = 1; ; attempt++) {
    const record: CertificateRecord = {
      _id: new Types.ObjectId(),
      number: numberFrom(CERTIFICATE_NUMBER.prefix, randomBytes(CERTIFICATE_NUMBER.length)),
      certificateId: body.certificateId,
      volunteer: volunteer._id,
      county: volunteer.county,
      holder: holder.text,
      print: holder.print,
      hours: totalHours(services),
      times: services.length,
      from: body.from ?? days[0] ?? '',
      to: body.to ?? days.at(-1) ?? '',
      services: services.map(line).reverse(),
      ...issued,
      issuedAt: now,
      withdrawn: null,
    };
    try {
      await Certificates.insertMany([record]);
      // deleted while it was issued: nothing with a name on it stays
      if (await Volunteers.exists({ _id: volunteer._id, state: 'deleted' })) {
        await Certificates.deleteOne({ _id: record._id });
        throw new Refusal('volunteer.not-found');
      }
      return record;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const same = await again();
      if (same) return same;
      if (attempt === TRIES) throw error;
    }
  }
};

/** @throws Refusal post.not-held | certificate.not-found | certificate.withdrawn */
export const withdrawCertificate = async (actor: Actor, number: string, reason: string, now: Date) => {
  refuseUnless(
    actor.posts.some(({ role }) => role === 'dispatcher'),
    'post.not-held',
  );
  const found = await certificateNumbered(number);
  if (!found || !canManage(actor, found.county)) throw new Refusal('certificate.not-found');
  const [post] = postsOf(actor.personId, now);
  const act = {
    actor,
    at: now,
    label: post ? postLabel(post) : '派遣员',
    act: 'withdraw-certificate',
    kind: 'certificate',
    object: found.number,
    text: `撤销志愿服务证明：${reason}`,
  };
  await mongoose.connection.transaction(async (session) => {
    const { matchedCount } = await Certificates.updateOne(
      { _id: found._id, withdrawn: null },
      { $set: { withdrawn: { at: now, reason } } },
      { session },
    );
    refuseUnless(matchedCount === 1, 'certificate.withdrawn');
    await writeAudit(act, session);
  });
  return { status: 'withdrawn' as const, number: found.number };
};
