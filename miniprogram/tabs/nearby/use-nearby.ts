import { useEffect, useMemo, useRef, useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { listNearbyReports, NEARBY, readMap } from '../../../shared/nearby/contract';
import type { State } from '../../../shared/reports/states';
import { readCatalogue, readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { findHere, useHere } from '../../api/here';
import { useCall } from '../../api/use-call';
import { useGroundShapes } from '../../components/ground';
import type { LngLat } from '../../platform/datum';
import type { MapCluster, MapPin, MapView, PinTone } from '../../platform/map';
import { ALL, type Filters, queryOf } from './filters';
import type { FoundPlace } from './search-sheet';
import { streetAt } from './street-at';

/** Centre of 楚雄市 (WGS-84), until the device or the server knows better. */
const CHUXIONG: LngLat = { lng: 101.5436, lat: 25.0378 };
const FIRST_ZOOM = 15;
const LAST_ZOOM = 18;
/** A tap this near to a street means the street, px. */
const FINGER = 22;

const TONES: Partial<Record<State, PinTone>> = {
  submitted: 'way',
  assigned: 'way',
  returned: 'way',
  handling: 'hand',
  rework: 'hand',
  suspended: 'wait',
  resolved: 'wait',
};

/** How near one looks at what was searched for. */
const ZOOMS: Record<FoundPlace['kind'], number> = { street: 16, zone: 15, community: 16, town: 14, county: 12 };

type Marks = Reply<typeof readMap>;
type Seen = { centre: LngLat; radius: number } & MapView;

const around = ({ lng, lat }: LngLat): Seen => ({
  centre: { lng, lat },
  radius: NEARBY.radius,
  // until the map says what is in sight: about a phone's width and a little more than half its height
  box: { west: lng - 0.009, east: lng + 0.009, south: lat - 0.009, north: lat + 0.009 },
  zoom: FIRST_ZOOM,
});

/** What a list shows, and what was asked for when it came: words above it speak of these and never of what is still on its way. */
interface Listed {
  items: Reply<typeof listNearbyReports>['items'];
  filters: Filters;
}

/** The last answer stays on the screen while a new part of the map is asked for. */
function useLasting<T>(data: T | undefined): T | undefined {
  const last = useRef<T>();
  if (data !== undefined) last.current = data;
  return data ?? last.current;
}

export function useNearby() {
  const here = useHere();
  const me = here.status === 'known' ? here.place : undefined;
  const ground = useCall('ground', readGround);
  const catalogue = useCall('catalogue', readCatalogue);
  const [centre, setCentre] = useState<LngLat>();
  const [zoom, setZoom] = useState(FIRST_ZOOM);
  const [view, setView] = useState<Seen>();
  const [filters, setFilters] = useState<Filters>(ALL);
  const [street, setStreet] = useState<string>();
  const settle = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    if (here.status === 'unknown') void findHere();
  }, [here.status]);

  const start = centre ?? me ?? ground.data?.centre ?? (ground.status === 'error' ? CHUXIONG : undefined);
  const seen = view ?? (start && around(start));
  const filtered = JSON.stringify(filters);
  const { box } = seen ?? around(CHUXIONG);
  const edges = [box.west, box.south, box.east, box.north].map((edge) => edge.toFixed(5));
  const marks = useCall(seen && `${edges.join()},${filtered}`, () => {
    const [west = '', south = '', east = '', north = ''] = edges;
    return call(readMap, { query: { west, south, east, north, datum: 'wgs84', ...queryOf(filters) } });
  });
  const near = useCall(
    seen && `${seen.centre.lng.toFixed(4)},${seen.centre.lat.toFixed(4)},${seen.radius},${filtered}`,
    async (): Promise<Listed> => {
      const { centre: at, radius } = seen ?? around(CHUXIONG);
      const { items } = await call(listNearbyReports, {
        query: {
          lng: at.lng.toFixed(6),
          lat: at.lat.toFixed(6),
          datum: 'wgs84',
          radius: String(radius),
          limit: '50',
          ...queryOf(filters),
        },
      });
      return { items, filters };
    },
  );
  const drawn = useLasting(marks.data);
  const shown = useLasting(near.data);

  const moved = (to: LngLat, radiusM: number, now: MapView) => {
    clearTimeout(settle.current);
    const radius = Math.min(NEARBY.maxRadius, Math.max(100, Math.ceil(radiusM / 100) * 100));
    settle.current = setTimeout(() => {
      setZoom(now.zoom);
      setView({ centre: to, radius, ...now });
    }, 400);
  };
  const locate = async () => {
    const found = await findHere();
    if (found.ok) setCentre({ ...found.place });
    return found;
  };
  const goTo = ({ kind, code, place }: FoundPlace) => {
    setCentre({ lng: place.lng, lat: place.lat });
    setZoom(ZOOMS[kind]);
    setStreet(kind === 'street' ? code : undefined);
  };
  const closer = ({ lng, lat }: MapCluster) => {
    setCentre({ lng, lat });
    setZoom(Math.min(LAST_ZOOM, Math.round(seen?.zoom ?? FIRST_ZOOM) + 2));
  };
  const metresPerPx =
    (156_543 * Math.cos(((seen?.centre.lat ?? CHUXIONG.lat) * Math.PI) / 180)) / 2 ** (seen?.zoom ?? zoom);
  const shapes = useGroundShapes(ground.data);
  const chosen = ground.data?.streets.find(({ code }) => code === street);
  const lines = useMemo(
    () => shapes.lines.map((line) => (line.label === chosen?.name ? { ...line, strong: true } : line)),
    [shapes.lines, chosen],
  );

  return {
    me,
    start,
    zoom,
    middle: seen?.centre,
    ground: { areas: shapes.areas, lines },
    groundData: ground.data,
    categories: catalogue.data ?? [],
    near,
    shown,
    /** what stands on the map is of another place or another choice: the last question went unanswered */
    marksMissing: marks.status === 'error',
    again: () => {
      void marks.reload();
      void near.reload();
    },
    counts: drawn?.counts,
    pins: useMemo(() => (drawn?.pins ?? []).map(pinOf), [drawn]),
    clusters: useMemo(() => (drawn?.clusters ?? []).map((one) => ({ ...one, late: one.late > 0 })), [drawn]),
    filters,
    setFilters,
    moved,
    locate,
    goTo,
    closer,
    street: chosen,
    chooseStreet: (at: LngLat) => setStreet(streetAt(ground.data?.streets ?? [], at, metresPerPx * FINGER)),
    leaveStreet: () => setStreet(undefined),
  };
}

const pinOf = (pin: Marks['pins'][number]): MapPin => ({
  id: pin.number,
  lng: pin.lng,
  lat: pin.lat,
  tone: pin.late ? 'late' : (TONES[pin.status] ?? 'done'),
  label: `${pin.category.name}，${pin.late ? '已超期' : pin.statusLabel}`,
});
