import { useState } from 'react';
import { listActivities } from '../../../shared/activities/contract';
import { KIND_NAMES, type Kind } from '../../../shared/activities/kinds';
import { readMyVolunteers } from '../../../shared/volunteers/contract';
import { call } from '../../api/client';
import { findHere, useHere } from '../../api/here';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { usePages } from '../../api/use-pages';
import { toast } from '../../components/toast';
import { useReachBottom, useRouter, useShown } from '../../platform/page';

export type Sort = 'date' | 'distance' | 'recommended';

export function useList() {
  const asked = useRouter().params;
  const me = useMe();
  const here = useHere();
  const [kind, setKind] = useState<Kind | undefined>(KIND_NAMES.find((one) => one === asked.kind));
  const [day, setDay] = useState<string | undefined>(asked.day);
  const [sort, setSort] = useState<Sort>('date');
  const place = here.status === 'known' ? here.place : undefined;
  const list = usePages([me?.id, kind, day, sort, place?.lng, place?.lat].join(' '), (cursor) =>
    call(listActivities, {
      query: {
        sort,
        ...(place && { lng: String(place.lng), lat: String(place.lat) }),
        ...(kind && { kind }),
        ...(day && { day }),
        ...(cursor && { cursor }),
      },
    }),
  );
  // what suits somebody is known of volunteers alone
  const mine = useCall(me && sort === 'recommended' ? me.id : undefined, () => call(readMyVolunteers));
  const unregistered = mine.status === 'ready' && !mine.data.items.some(({ state }) => state === 'active');
  useShown(() => void list.reload());
  useReachBottom(() => void list.loadMore());

  /** By distance needs a place; without one the list stays as it was, and says why. */
  const chooseSort = async (next: Sort) => {
    if (next === 'distance' && !place) {
      const found = await findHere();
      if (!found.ok) return toast('没有取到位置，先按时间看', 'location');
    }
    setSort(next);
  };
  return { list, unregistered, kind, setKind, day, setDay, sort, chooseSort };
}
