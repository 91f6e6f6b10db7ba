import { useEffect, useState } from 'react';
import { readActivity } from '../../../shared/activities/contract';
import { KINDS, type Kind } from '../../../shared/activities/kinds';
import { createActivity, reviseActivity } from '../../../shared/activities/write-contract';
import type { Input } from '../../../shared/endpoint';
import { readMyVolunteers } from '../../../shared/volunteers/contract';
import { clockText } from '../../../shared/words';
import { dateOfDay, dayOf, dayOfDate, instantOn } from '../../../shared/workdays';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { findHere } from '../../api/here';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { usePhotos } from '../../components/use-photos';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';

export interface ShiftDraft {
  id: string;
  name: string;
  from: string;
  to: string;
  capacity: string;
  minAge: string;
}
export interface ActivityDraft {
  kind: Kind;
  title: string;
  about: string;
  organiser: string;
  contact: string;
  phone: string;
  place: string;
  point: { lng: number; lat: number } | undefined;
  audience: 'volunteers' | 'everyone';
  area: string;
  bring: string;
  risks: string;
  insurance: string;
  /** YYYY-MM-DD */
  day: string;
  shifts: ShiftDraft[];
  repeat: 'none' | 'week' | 'month';
  until: string;
  /** days left out, separated by blanks */
  except: string;
}

const freshShift = (): ShiftDraft => ({
  id: newId(),
  name: '',
  from: '09:00',
  to: '11:00',
  capacity: '20',
  minAge: '',
});
const FRESH: ActivityDraft = {
  kind: 'service',
  title: '',
  about: '',
  organiser: '',
  contact: '',
  phone: '',
  place: '',
  point: undefined,
  audience: 'volunteers',
  area: '',
  bring: '',
  risks: '',
  insurance: '',
  day: '',
  shifts: [freshShift()],
  repeat: 'none',
  until: '',
  except: '',
};

/** Day and clock as an instant; undefined when either is not one. */
const instantOf = (day: string, clock: string): string | undefined => {
  const match = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(clock.trim());
  if (!match || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  try {
    return new Date(instantOn(dayOfDate(day), (Number(match[1]) * 60 + Number(match[2])) * 60_000)).toISOString();
  } catch {
    return undefined;
  }
};

/** What is still missing, as the button says it. */
const missingIn = (draft: ActivityDraft): string | undefined => {
  if (!draft.title.trim()) return '先写标题';
  if (!draft.about.trim()) return '先写做什么';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.day)) return '先选日期';
  if (draft.shifts.some((one) => !one.name.trim() || !instantOf(draft.day, one.from) || !instantOf(draft.day, one.to)))
    return '班次要有名称和时间';
  if (!draft.place.trim() || !draft.point) return '先定集合地点';
  if (!draft.contact.trim() || !draft.phone.trim()) return '先写联系人和电话';
  if (!draft.risks.trim() || !draft.insurance.trim()) return '先写风险和保险说明';
  return draft.repeat !== 'none' && !/^\d{4}-\d{2}-\d{2}$/.test(draft.until) ? '重复要有截止日期' : undefined;
};

type Body = Omit<NonNullable<Input<typeof createActivity>['body']>, 'activityId' | 'repeat'>;

const bodyOf = (draft: ActivityDraft, photos: string[]): Body => ({
  title: draft.title.trim(),
  kind: draft.kind,
  about: draft.about.trim(),
  organiser: draft.organiser,
  contact: draft.contact.trim(),
  phone: draft.phone.trim(),
  place: draft.place.trim(),
  location: { lng: draft.point?.lng ?? 0, lat: draft.point?.lat ?? 0, datum: 'wgs84' },
  audience: draft.audience,
  area: draft.area.trim() || null,
  bring: draft.bring.trim(),
  risks: draft.risks.trim(),
  insurance: draft.insurance.trim(),
  photos,
  shifts: draft.shifts.map((one) => ({
    id: one.id,
    name: one.name.trim(),
    from: instantOf(draft.day, one.from) ?? '',
    to: instantOf(draft.day, one.to) ?? '',
    capacity: Number(one.capacity) || 0,
    minAge: one.minAge ? Number(one.minAge) : null,
  })),
});

export function useWrite() {
  const id = useRouter().params.id;
  const me = useMe();
  const organises = useCall(me?.id, () => call(readMyVolunteers));
  const known = useCall(id && me ? `${me.id} ${id}` : undefined, () =>
    call(readActivity, { params: { id: id ?? '' } }),
  );
  const [draft, setDraft] = useState<ActivityDraft>(FRESH);
  const [newActivity] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const photos = usePhotos([], () => undefined);
  const edit = (change: Partial<ActivityDraft>) => setDraft((old) => ({ ...old, ...change }));

  const first = organises.data?.organises[0]?.key;
  useEffect(() => {
    if (first) setDraft((old) => (old.organiser ? old : { ...old, organiser: first }));
  }, [first]);
  const activity = known.data;
  useEffect(() => {
    if (!activity) return;
    setDraft({
      ...FRESH,
      kind: activity.kind,
      title: activity.title,
      about: activity.about,
      organiser: activity.contact.key,
      contact: activity.contact.contact,
      phone: activity.contact.phone ?? '',
      place: activity.place,
      point: { lng: activity.location.lng, lat: activity.location.lat },
      audience: activity.audience,
      area: activity.area?.code ?? '',
      bring: activity.bring,
      risks: activity.risks,
      insurance: activity.insurance,
      day: dateOfDay(dayOf(Date.parse(activity.startsAt))),
      shifts: activity.shifts.map((one) => ({
        id: one.key,
        name: one.name,
        from: clockText(new Date(one.from)),
        to: clockText(new Date(one.to)),
        capacity: String(one.capacity),
        minAge: one.minAge === null ? '' : String(one.minAge),
      })),
    });
  }, [activity]);

  const chooseKind = (kind: Kind) => edit({ kind, audience: KINDS[kind].audience });
  const editShift = (index: number, change: Partial<ShiftDraft>) =>
    edit({ shifts: draft.shifts.map((one, i) => (i === index ? { ...one, ...change } : one)) });
  const here = async () => {
    const found = await findHere();
    if (found.ok) edit({ point: { lng: found.place.lng, lat: found.place.lat } });
    else toast('没有取到位置，请在地图上点一下', 'location');
  };

  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    const kept = activity?.photos.map((photo) => photo.id) ?? [];
    const body = bodyOf(draft, [...kept, ...photos.ids]);
    try {
      if (activity) {
        await call(reviseActivity, {
          params: { id: activity.id },
          body: { ...body, version: activity.version, moveId: newId() },
        });
        toast('已保存');
        go.back();
      } else {
        const exceptions = draft.except
          .split(/[\s,，]+/)
          .filter(Boolean)
          .map((date) => ({ date, movedTo: null }));
        const repeat =
          draft.repeat === 'none'
            ? {}
            : { repeat: { every: draft.repeat, interval: 1, until: draft.until, exceptions } };
        const made = await call(createActivity, { body: { ...body, activityId: newActivity, ...repeat } });
        toast(made.items.length > 1 ? `写好了 ${made.items.length} 场草稿` : '草稿写好了');
        go.rollInstead(made.activity.id);
      }
    } catch (error) {
      const { title, detail } = wordsFor(error);
      const fields = error instanceof ApiError ? Object.values(error.fields).join('；') : '';
      setProblem(fields || `${title}。${detail}`);
    }
    setBusy(false);
  };
  return {
    known: id ? known : undefined,
    revising: Boolean(id),
    organises,
    draft,
    edit,
    chooseKind,
    editShift,
    addShift: () => edit({ shifts: [...draft.shifts, freshShift()] }),
    dropShift: (index: number) => edit({ shifts: draft.shifts.filter((_, i) => i !== index) }),
    here,
    photos,
    missing: missingIn(draft),
    busy,
    problem,
    send,
  };
}
