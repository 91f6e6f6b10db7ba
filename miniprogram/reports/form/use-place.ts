import { useEffect, useRef, useState } from 'react';
import { previewRouting } from '../../../shared/areas/contract';
import { call } from '../../api/client';
import type { Draft } from '../../api/draft';
import { findHere } from '../../api/here';
import { useCall } from '../../api/use-call';

/** Fills the place in by itself, once, and lets it be moved by hand. */
export function usePlace(draft: Draft, edit: (change: Partial<Draft>) => void) {
  const [state, setState] = useState<'asking' | 'known' | 'denied' | 'unavailable'>(draft.place ? 'known' : 'asking');
  const ask = async () => {
    setState('asking');
    const found = await findHere();
    if (found.ok) edit({ place: { ...found.place, byHand: false } });
    setState(found.ok ? 'known' : found.reason);
  };
  const opening = useRef(draft.place ? undefined : ask);
  useEffect(() => void opening.current?.(), []);
  return { state, ask, set: (place: { lng: number; lat: number }) => edit({ place: { ...place, byHand: true } }) };
}

/** Before a kind is chosen: whoever keeps the street clean answers for the place, so the name is there at once. */
export const everyday = (categories: readonly { id: string }[]) =>
  (categories.find((one) => one.id === 'road-dirty') ?? categories[0])?.id;

/** Who will get it and by when, asked again whenever the place or the kind changes. */
export function useRouting(draft: Draft, category: string | undefined) {
  const { place, condition } = draft;
  const key =
    place && category ? `${place.lng.toFixed(5)},${place.lat.toFixed(5)},${category},${condition ?? ''}` : undefined;
  return useCall(key, () => {
    if (!place || !category) throw new Error('nothing to route');
    return call(previewRouting, {
      query: {
        lng: place.lng.toFixed(6),
        lat: place.lat.toFixed(6),
        datum: 'wgs84',
        category,
        ...(condition ? { condition } : {}),
        ...(place.accuracy === undefined ? {} : { accuracy: String(place.accuracy) }),
      },
    });
  });
}
