import { useEffect, useMemo, useRef, useState } from 'react';
import { listPlots, mapPlots, PLOT_RADIUS } from '../../../shared/green-spaces/plot-contract';
import type { SizeClass } from '../../../shared/green-spaces/plots';
import type { Mode, PlotKind } from '../../../shared/green-spaces/states';
import { readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { findHere, useHere } from '../../api/here';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { usePages } from '../../api/use-pages';
import { useGroundShapes } from '../../components/ground';
import type { LngLat } from '../../platform/datum';
import type { MapPin } from '../../platform/map';
import { useReachBottom, useShown } from '../../platform/page';
import { PLOT_LOOKS } from '../words';

export interface Filters {
  availability?: 'free' | 'taken' | undefined;
  kind?: PlotKind | undefined;
  mode?: Mode | undefined;
  size?: SizeClass | undefined;
}
const METRES_PER_DEGREE = 111_195;

export function usePlots() {
  const me = useMe();
  const here = useHere();
  const device = here.status === 'known' ? here.place : undefined;
  const ground = useCall('ground', readGround);
  const [filters, setFilters] = useState<Filters>({ availability: 'free' });
  const [view, setView] = useState<{ centre: LngLat; radius: number }>();
  const settle = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    if (here.status === 'unknown') void findHere();
  }, [here.status]);

  const start = device ?? (here.status === 'asking' || here.status === 'unknown' ? undefined : ground.data?.centre);
  const middle = view?.centre ?? start;
  const radius = Math.min(PLOT_RADIUS.max, Math.max(500, Math.ceil((view?.radius ?? 1500) / 100) * 100));
  const chosen = JSON.stringify(filters);
  const key = middle && `${me?.id ?? ''} ${middle.lng.toFixed(4)},${middle.lat.toFixed(4)},${radius} ${chosen}`;
  const list = usePages(key, (cursor) => {
    const at = middle ?? { lng: 0, lat: 0 };
    return call(listPlots, {
      query: {
        lng: at.lng.toFixed(6),
        lat: at.lat.toFixed(6),
        datum: 'wgs84',
        radius: String(radius),
        ...filters,
        ...(cursor ? { cursor } : {}),
      },
    });
  });
  const map = useCall(key && `map ${key}`, () => {
    const at = middle ?? { lng: 0, lat: 0 };
    const dLat = (view?.radius ?? 1500) / METRES_PER_DEGREE;
    const dLng = dLat / Math.cos((at.lat * Math.PI) / 180);
    return call(mapPlots, {
      query: {
        west: (at.lng - dLng).toFixed(6),
        east: (at.lng + dLng).toFixed(6),
        south: (at.lat - dLat).toFixed(6),
        north: (at.lat + dLat).toFixed(6),
        ...(filters.availability ? { availability: filters.availability } : {}),
      },
    });
  });
  useShown(() => void list.reload());
  useReachBottom(() => void list.loadMore());

  const pins = useMemo(
    (): MapPin[] => [
      ...(map.data?.plots ?? []).map((plot) => ({
        id: plot.code,
        lng: plot.location.lng,
        lat: plot.location.lat,
        tone: PLOT_LOOKS[plot.availability].pin,
        label: `${plot.name}，${plot.label}`,
      })),
      ...(map.data?.clusters ?? []).map(({ location, count }) => ({
        id: `cluster ${location.lng},${location.lat}`,
        lng: location.lng,
        lat: location.lat,
        tone: 'hand' as const,
        label: `这一带 ${count} 块绿地，放大可看`,
      })),
    ],
    [map.data],
  );
  const moved = (centre: LngLat, radiusM: number) => {
    clearTimeout(settle.current);
    settle.current = setTimeout(() => setView({ centre, radius: radiusM }), 400);
  };
  return {
    start,
    me: device,
    ground: useGroundShapes(ground.data),
    groundData: ground.data,
    list,
    pins,
    radius,
    filters,
    setFilters,
    moved,
  };
}
