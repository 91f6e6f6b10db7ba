import { useEffect, useMemo, useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { readResponsibility } from '../../../shared/nearby/contract';
import { call } from '../../api/client';
import { findHere, useHere } from '../../api/here';
import { useCall } from '../../api/use-call';
import type { LngLat } from '../../platform/datum';
import { useRouter } from '../../platform/page';

export type Responsibility = Reply<typeof readResponsibility>;
export type Item = Responsibility['items'][number];

export function useResponsible() {
  const { params } = useRouter<Partial<Record<'lng' | 'lat', string>>>();
  const here = useHere();
  const [picked, setPicked] = useState<LngLat | undefined>(
    params.lng && params.lat ? { lng: Number(params.lng), lat: Number(params.lat) } : undefined,
  );
  const [words, setWords] = useState('');
  useEffect(() => {
    if (!picked && here.status === 'unknown') void findHere();
  }, [picked, here.status]);
  const own = here.status === 'known' ? here.place : undefined;
  const place = picked ?? own;
  const list = useCall(place && `${place.lng.toFixed(5)},${place.lat.toFixed(5)}`, () =>
    call(readResponsibility, {
      query: {
        lng: (place?.lng ?? 0).toFixed(6),
        lat: (place?.lat ?? 0).toFixed(6),
        datum: 'wgs84',
        ...(picked || own?.accuracy === undefined ? {} : { accuracy: String(Math.round(own.accuracy)) }),
      },
    }),
  );
  const groups = useMemo(() => groupsOf(list.data?.items ?? [], words), [list.data, words]);
  return { here, place, own, pick: setPicked, isPicked: picked !== undefined, list, groups, words, setWords };
}

function groupsOf(items: readonly Item[], words: string): [string, Item[]][] {
  const asked = words.trim();
  const found = items.filter(({ category, responsible, department }) =>
    [category.name, category.group, responsible.label, department].some((text) => text.includes(asked)),
  );
  const byGroup = new Map<string, Item[]>();
  for (const one of found) byGroup.set(one.category.group, [...(byGroup.get(one.category.group) ?? []), one]);
  return [...byGroup];
}
