// The only way out: names and phones are masked, also for the person themself.
import type { Actor } from '../../shared/people/actor';
import { standingAt } from '../../shared/volunteers/age';
import type { CertificateView } from '../../shared/volunteers/certificate-contract';
import type { GroupView } from '../../shared/volunteers/group-contract';
import { noShowsAt } from '../../shared/volunteers/no-shows';
import type { FactView, VolunteerView } from '../../shared/volunteers/views';
import { maskName, maskPhone } from '../../shared/words';
import { areaName } from '../areas';
import { hmac, sameText } from '../core/keys';
import { groupNamed } from './groups';
import type { CertificateRecord, FactRecord, GroupRecord, VolunteerRecord } from './model';
import { leads } from './policy';
import { profileOf } from './profile';
import { volunteerSettings } from './settings';

const area = (code: string) => ({ code, name: areaName(code) });

/** 张** of a volunteer, 已注销 once deleted. */
export const maskedName = (keys: readonly Uint8Array[], volunteer: Pick<VolunteerRecord, 'profile'>): string => {
  const profile = profileOf(keys, volunteer);
  return profile ? maskName(profile.name) : '已注销';
};

export const presentVolunteer = (
  volunteer: VolunteerRecord,
  absences: readonly Date[],
  keys: readonly Uint8Array[],
  now: Date,
): VolunteerView => {
  const profile = profileOf(keys, volunteer);
  const { noShows } = volunteerSettings.current();
  const { count, until } = noShowsAt(absences, noShows, now);
  const guardian = profile?.guardian;
  return {
    id: String(volunteer._id),
    number: volunteer.number ?? '',
    name: profile ? maskName(profile.name) : '已注销',
    phone: profile ? maskPhone(profile.phone) : null,
    child: volunteer.child,
    minor: profile !== undefined && standingAt(profile.birthYear, now.getUTCFullYear()) !== 'adult',
    guardian: guardian
      ? { name: maskName(guardian.name), phone: maskPhone(guardian.phone), consentedAt: guardian.consentedAt }
      : null,
    skills: volunteer.skills,
    times: volunteer.times,
    districts: volunteer.districts.map(area),
    groups: volunteer.groups.flatMap((id) => {
      const group = groupNamed(id);
      return group ? [{ id: String(id), name: group.name }] : [];
    }),
    state: volunteer.state === 'active' ? 'active' : 'left',
    since: volunteer.since.toISOString(),
    noShows: { count, limit: noShows.limit, until: until?.toISOString() ?? null },
  };
};

export const presentFact = ({ _id, kind, text, day, hours, by }: FactRecord): FactView => ({
  id: String(_id),
  kind,
  text,
  day,
  hours,
  by,
});

export const presentGroup = (
  group: GroupRecord,
  { actor, members, leaders, joined }: { actor: Actor | null; members: number; leaders: string[]; joined: boolean },
): GroupView => ({
  id: String(group._id),
  name: group.name,
  about: group.about,
  area: area(group.area),
  members,
  leaders,
  joined,
  leads: actor !== null && leads(actor, group),
});

const HOUR_S = 3600;
const signature = (key: Uint8Array, number: string, expires: number) =>
  hmac(key, `certificate/${number}/${expires}`).slice(0, 27);

/** Signed for an hour: the file carries a full name. */
export const certificatePath = (key: Uint8Array, number: string): string => {
  const expires = Math.floor(Date.now() / 1000) + HOUR_S;
  return `/api/v1/certificates/${number}/file.pdf?expires=${expires}&signature=${signature(key, number, expires)}`;
};
export const certificateLinkIsGood = (key: Uint8Array, number: string, expires: number, given: string): boolean =>
  Number.isSafeInteger(expires) && expires * 1000 > Date.now() && sameText(given, signature(key, number, expires));

export const presentCertificate = (certificate: CertificateRecord, key: Uint8Array): CertificateView => ({
  number: certificate.number,
  status: certificate.withdrawn ? 'withdrawn' : 'valid',
  issuedAt: certificate.issuedAt.toISOString(),
  hours: certificate.hours,
  times: certificate.times,
  from: certificate.from,
  to: certificate.to,
  pdf: certificatePath(key, certificate.number),
});
