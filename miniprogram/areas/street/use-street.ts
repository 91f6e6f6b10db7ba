import { useEffect, useMemo, useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import type { Shape } from '../../../shared/geo';
import { listReports, type ReportCardView } from '../../../shared/reports/contract';
import { readStreet } from '../../../shared/streets/contract';
import { parseCardAddress, parseScene } from '../../../shared/streets/scene';
import { readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { findHere, useHere } from '../../api/here';
import { useCall } from '../../api/use-call';
import { useGroundShapes } from '../../components/ground';
import { useRouter } from '../../platform/page';
import { frameOf } from './frame';

export type Street = Reply<typeof readStreet>;

/** The street, and the stamp of the card when one was scanned: by a mini-program code, an address, or a link in the browser. */
function useScanned() {
  const { params } = useRouter<Partial<Record<'code' | 'k' | 'scan' | 'scene' | 'q', string>>>();
  const { code, k, scan, scene, q } = params;
  return useMemo(() => {
    const scanned = (scene && parseScene(scene)) || (q && parseCardAddress(q)) || undefined;
    if (scanned) return { code: scanned.code, stamp: scanned.stamp as string | undefined, scanned: true };
    return { code: code ?? '', stamp: k, scanned: scan === '1' };
  }, [code, k, scan, scene, q]);
}

export function useStreet() {
  const { code, stamp, scanned } = useScanned();
  const here = useHere();
  const place = here.status === 'known' ? here.place : undefined;
  const ask = (at?: typeof place) =>
    call(readStreet, {
      params: { code },
      query: {
        ...(stamp ? { k: stamp } : {}),
        ...(at
          ? {
              lng: at.lng.toFixed(6),
              lat: at.lat.toFixed(6),
              datum: 'wgs84' as const,
              ...(at.accuracy === undefined ? {} : { accuracy: String(Math.round(at.accuracy)) }),
            }
          : {}),
      },
    });
  const street = useCall(code || undefined, () => ask());
  // only a card that was scanned is compared with where one stands
  const checked = useCall(
    scanned && place && code ? `${code},${place.lng.toFixed(4)},${place.lat.toFixed(4)}` : undefined,
    () => ask(place),
  );
  useEffect(() => {
    if (scanned && here.status === 'unknown') void findHere();
  }, [scanned, here.status]);

  const ground = useCall('ground', readGround);
  const { areas } = useGroundShapes(ground.data);
  const data = street.data;
  const drawn = useMemo(() => (data ? linesOf(data) : []), [data]);
  const frame = useMemo(() => (data ? frameOf(data.shape as Shape) : undefined), [data]);
  return {
    code,
    scanned,
    street,
    position: checked.data?.position ?? null,
    place,
    areas,
    lines: drawn,
    frame,
    tileUrl: ground.data?.tileUrl ?? null,
    all: useAll(code),
  };
}

function linesOf({ shape, name }: Street) {
  const point = ([lng, lat]: readonly [number, number]) => ({ lng, lat });
  if (shape.type === 'LineString') return [{ points: shape.coordinates.map(point), label: name, strong: true }];
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
  return rings.map((ring) => ({ points: ring.map(point), label: name, strong: true }));
}

/** Everything reported on the street, page by page, once it is asked for. */
function useAll(code: string) {
  const [items, setItems] = useState<readonly ReportCardView[]>();
  const [next, setNext] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const more = async () => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const page = await call(listReports, { query: { street: code, limit: '10', ...(next ? { cursor: next } : {}) } });
      setItems([...(items ?? []), ...page.items]);
      setNext(page.next);
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return { items, hasMore: items === undefined || next !== null, busy, error, more: () => void more() };
}
