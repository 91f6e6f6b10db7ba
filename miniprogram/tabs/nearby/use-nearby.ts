import { useEffect, useMemo, useRef, useState } from 'react';
import { listNearbyReports, NEARBY, type ReportCardView } from '../../../shared/reports/contract';
import { OPEN_STATES, type State } from '../../../shared/reports/states';
import { readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { findHere, useHere } from '../../api/here';
import { useCall } from '../../api/use-call';
import { useGroundShapes } from '../../components/ground';
import type { LngLat } from '../../platform/datum';
import type { MapPin, PinTone } from '../../platform/map';

/** Centre of 楚雄市 (WGS-84), until the device or the server knows better. */
const CHUXIONG: LngLat = { lng: 101.5436, lat: 25.0378 };

const TONES: Record<State, PinTone> = {
  submitted: 'way',
  assigned: 'way',
  returned: 'way',
  handling: 'hand',
  rework: 'hand',
  suspended: 'wait',
  resolved: 'wait',
  closed: 'done',
  rejected: 'done',
  merged: 'done',
  withdrawn: 'done',
};

export type Filter = 'open' | 'done';
const isOpen = (report: ReportCardView) => OPEN_STATES.includes(report.status);

export function useNearby() {
  const here = useHere();
  const me = here.status === 'known' ? here.place : undefined;
  const ground = useCall('ground', readGround);
  const [centre, setCentre] = useState<LngLat>();
  const [view, setView] = useState<{ centre: LngLat; radius: number }>();
  const [filter, setFilter] = useState<Filter>('open');
  const settle = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    if (here.status === 'unknown') void findHere();
  }, [here.status]);

  const start = centre ?? me ?? ground.data?.centre ?? (ground.status === 'error' ? CHUXIONG : undefined);
  const asked = view ?? (start && { centre: start, radius: NEARBY.radius });
  const near = useCall(
    asked && `${asked.centre.lng.toFixed(4)},${asked.centre.lat.toFixed(4)},${asked.radius}`,
    async () => {
      const { centre: at, radius } = asked ?? { centre: CHUXIONG, radius: NEARBY.radius };
      const { items } = await call(listNearbyReports, {
        query: { lng: at.lng.toFixed(6), lat: at.lat.toFixed(6), datum: 'wgs84', radius: String(radius), limit: '50' },
      });
      return items;
    },
  );
  // A new part of the map is asked for while the last answer stays on the screen.
  const last = useRef<readonly ReportCardView[]>([]);
  if (near.data) last.current = near.data;
  const all = near.data ?? last.current;
  const shown = useMemo(() => all.filter((report) => isOpen(report) === (filter === 'open')), [all, filter]);

  const moved = (to: LngLat, radiusM: number) => {
    clearTimeout(settle.current);
    const radius = Math.min(NEARBY.maxRadius, Math.max(100, Math.ceil(radiusM / 100) * 100));
    settle.current = setTimeout(() => setView({ centre: to, radius }), 400);
  };

  const locate = async () => {
    const found = await findHere();
    if (found.ok) setCentre({ ...found.place });
    return found;
  };

  return {
    here,
    me,
    start,
    radius: asked?.radius ?? NEARBY.radius,
    middle: asked?.centre,
    ground: useGroundShapes(ground.data),
    groundData: ground.data,
    near,
    shown,
    counts: { open: all.filter(isOpen).length, done: all.filter((report) => !isOpen(report)).length },
    pins: useMemo(() => shown.map(pinOf), [shown]),
    filter,
    setFilter,
    moved,
    locate,
  };
}

const pinOf = (report: ReportCardView): MapPin => ({
  id: report.number,
  lng: report.location.lng,
  lat: report.location.lat,
  tone: report.clock?.state === 'late' ? 'late' : TONES[report.status],
  label: `${report.category.name}，${report.clock?.state === 'late' ? '已超期' : report.statusLabel}`,
});
