import { useEffect, useState } from 'react';
import { readActivity } from '../../../shared/activities/contract';
import { KINDS, type Kind } from '../../../shared/activities/kinds';
import { createActivity, reviseActivity } from '../../../shared/activities/write-contract';
import { readMyVolunteers } from '../../../shared/volunteers/contract';
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
import { type ActivityDraft, bodyOf, draftOf, FRESH, freshShift, missingIn, repeatOf, type ShiftDraft } from './draft';

export type { ShiftDraft };
export type Writing = ReturnType<typeof useWrite>;

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
    if (activity) setDraft(draftOf(activity));
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
        const made = await call(createActivity, { body: { ...body, activityId: newActivity, ...repeatOf(draft) } });
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
