// What an organiser wrote, worked out: the record of an activity and its shifts.

import { KINDS } from '../../../shared/activities/kinds';
import type { createActivity as createContract } from '../../../shared/activities/write-contract';
import type { Validated } from '../../../shared/endpoint';
import type { Actor } from '../../../shared/people/actor';
import { areaNamed, dispatcherOf, partyNamed, whoAnswers } from '../../areas';
import { refuseUnless } from '../../core/refusal';
import { seal, sealPrint } from '../../core/sealed';
import { ownPhotos, type PhotoFacts } from '../../media';
import { groupNamed } from '../../volunteers';
import { keysOf } from '../queries';
import { activitySettings } from '../settings';

export type Draft = Validated<typeof createContract>['body'];
type Written = Omit<Draft, 'activityId' | 'repeat'>;

/** 楚雄市派遣员 · 市城市管理局 · 北浦志愿队 */
export const organiserName = (key: string): string => {
  if (key.startsWith('group:')) return groupNamed(key.slice(6))?.name ?? '志愿队';
  if (key.startsWith('dispatcher:')) return `${dispatcherOf(key.slice(11)).name}城市管理`;
  return partyNamed(key)?.name ?? '';
};

/** Who finds it on their desk. */
export const desksOf = (organiser: string, county: string): string[] => [
  ...new Set([organiser, `dispatcher:${county}`]),
];

/** What the words say, worked out. @throws Refusal activity.not-yours | place.outside | request.invalid | media.not-yours */
export const compose = async (
  actor: Actor,
  body: Written,
  keys: readonly Uint8Array[],
  kept: readonly PhotoFacts[],
  now: Date,
) => {
  refuseUnless(keysOf(actor).includes(body.organiser), 'activity.not-yours', {
    fields: { organiser: '只能用自己单位或自己带的志愿队的名义' },
  });
  const where = whoAnswers(body.location, 'other');
  const area = body.area === null ? undefined : areaNamed(body.area);
  refuseUnless(body.area === null || area, 'request.invalid', { fields: { area: '没有这个区域，请检查编码' } });
  refuseUnless(area || !KINDS[body.kind].needsArea, 'request.invalid', {
    fields: { area: `“${KINDS[body.kind].name}”要说明属于哪个街道、社区或小区` },
  });
  const fresh = await ownPhotos(
    actor,
    body.photos.filter((id) => !kept.some(({ _id }) => _id === id)),
  );
  const photos = body.photos.flatMap((id) => [...kept, ...fresh].find(({ _id }) => _id === id) ?? []);
  const shifts = body.shifts.map(({ from, to, ...shift }) => ({ ...shift, from: new Date(from), to: new Date(to) }));
  const startsAt = new Date(Math.min(...shifts.map(({ from }) => from.getTime())));
  const endsAt = new Date(Math.max(...shifts.map(({ to }) => to.getTime())));
  const inOrder = !body.signUpFrom || !body.signUpUntil || new Date(body.signUpFrom) < new Date(body.signUpUntil);
  refuseUnless(inOrder, 'request.invalid', { fields: { signUpUntil: '报名截止要在开始报名之后' } });
  const record = {
    kind: body.kind,
    title: body.title,
    about: body.about,
    organiser: body.organiser,
    organiserName: organiserName(body.organiser),
    desks: desksOf(body.organiser, where.county),
    contact: seal(keys, JSON.stringify({ name: body.contact, phone: body.phone })),
    print: sealPrint(keys),
    place: body.place,
    location: { lng: where.lng, lat: where.lat },
    radiusM: body.radiusM ?? activitySettings.current().radiusM,
    county: where.county,
    divisions: where.divisions.map(({ code }) => code),
    area: area ? { code: area.code, name: area.name } : null,
    audience: body.audience,
    bring: body.bring,
    risks: body.risks,
    insurance: body.insurance,
    signUpFrom: body.signUpFrom ? new Date(body.signUpFrom) : now,
    signUpUntil: body.signUpUntil ? new Date(body.signUpUntil) : startsAt,
    cancelHours: body.cancelHours ?? activitySettings.current().cancelHours,
    photos,
    startsAt,
    endsAt,
  };
  return { record, shifts };
};

/** A shift as written. */
export type WrittenShift = Awaited<ReturnType<typeof compose>>['shifts'][number];
