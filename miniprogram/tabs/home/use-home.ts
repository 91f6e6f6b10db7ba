import { useEffect, useState } from 'react';
import { previewRouting } from '../../../shared/areas/contract';
import { listNearbyReports } from '../../../shared/nearby/contract';
import { listMyReports, type ReportCardView } from '../../../shared/reports/contract';
import { readCatalogue } from '../../api/catalogue';
import { call } from '../../api/client';
import { findHere, useHere } from '../../api/here';
import { flushOutbox } from '../../api/outbox';
import { quietly } from '../../api/quietly';
import { refreshMe, useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { statusBarOver } from '../../platform/frame';
import { dressTabs } from '../../platform/go';
import { useShown } from '../../platform/page';
import { load, save } from '../../platform/storage';

/** Routing asks for a category; this one belongs to whoever keeps the street, as a visitor would expect. */
const EVERYDAY = 'road-dirty';
const FACE_KEY = 'first-tab';

/** Whether the first tab is 工作台 or 首页: the post decides, and its holder may switch back. */
export function useFirstTab() {
  const me = useMe();
  const [face, setFace] = useState(() => load<'home' | 'desk'>(FACE_KEY));
  const desk = Boolean(me?.can.workDesk) && face !== 'home';
  useShown(() => {
    setFace(load<'home' | 'desk'>(FACE_KEY));
    void flushOutbox();
    quietly(refreshMe());
  });
  useEffect(() => dressTabs(desk, me?.unread ?? 0), [desk, me?.unread]);
  useEffect(() => statusBarOver(desk ? 'light' : 'dark'), [desk]);
  const choose = (next: 'home' | 'desk') => {
    save(FACE_KEY, next);
    setFace(next);
  };
  return { desk, canDesk: Boolean(me?.can.workDesk), choose };
}

/** Who answers for the place one stands at; undefined while unknown, null where nobody can be told. */
function useMyStreet() {
  const here = useHere();
  const place = here.status === 'known' ? here.place : undefined;
  const street = useCall(place && `${place.lng.toFixed(4)},${place.lat.toFixed(4)}`, async () => {
    const categories = await readCatalogue();
    const category = categories.find((one) => one.id === EVERYDAY) ?? categories[0];
    if (!place || !category) throw new Error('nothing to route');
    return call(previewRouting, {
      query: {
        lng: place.lng.toFixed(6),
        lat: place.lat.toFixed(6),
        datum: 'wgs84',
        category: category.id,
        ...(place.accuracy === undefined ? {} : { accuracy: String(place.accuracy) }),
      },
    });
  });
  return { here, street };
}

export function useHome() {
  const me = useMe();
  const { here, street } = useMyStreet();
  const place = here.status === 'known' ? here.place : undefined;
  const mine = useCall(me?.id, () => call(listMyReports, { query: { limit: '5' } }));
  const nearby = useCall(place && `${place.lng.toFixed(4)},${place.lat.toFixed(4)}`, async () => {
    if (!place) return [];
    const { items } = await call(listNearbyReports, {
      query: { lng: place.lng.toFixed(6), lat: place.lat.toFixed(6), datum: 'wgs84', limit: '3' },
    });
    return items;
  });
  useEffect(() => {
    if (here.status === 'unknown') void findHere();
  }, [here.status]);
  useShown(() => void mine.reload());
  return { here, street, mine, nearby, first: firstOf(mine.data?.items ?? []) };
}

/** The case to show first: one that waits for the resident, then one still open, then none. */
function firstOf(items: readonly ReportCardView[]): ReportCardView | undefined {
  return items.find((report) => report.can.rate) ?? items.find((report) => report.clock) ?? items[0];
}
