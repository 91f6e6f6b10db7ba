import { Map as NativeMap, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useMemo, useRef } from 'react';
import { fromDevice, type LngLat, metresBetween, toDevice } from '../datum';
import { MAX_PINS, type MapProps } from './types';

export type { MapArea, MapCluster, MapLine, MapOutline, MapPin, MapProps, MapView, PinTone } from './types';

const JADE = '#0B7F62';
const STREET = '#7FBFABCC';
/** markers are numbered: pins from 0, clusters from here */
const FIRST_CLUSTER = 1000;

const numberOn = (count: number) => {
  const content = count > 999 ? '999+' : String(count);
  return {
    content,
    color: '#FFFFFF',
    fontSize: 14,
    // measured from the marker's foot: back by half its width of figures, up to its middle
    anchorX: -4 * content.length,
    anchorY: -32,
    borderWidth: 0,
    borderColor: '#0B7F62',
    borderRadius: 0,
    bgColor: '#00000000',
    padding: 0,
    textAlign: 'center' as const,
  };
};

const toPoint = (point: LngLat) => {
  const shifted = toDevice(point);
  return { longitude: shifted.lng, latitude: shifted.lat };
};

/** WeChat's own map. Its base map is complete, so only our streets and divisions are drawn over it. */
export function PortalMap(props: MapProps) {
  const { centre, zoom = 16, pins = [], clusters = [], lines = [], areas = [], picking, className = '' } = props;
  // Set again only when the caller moves the map: following the finger would fight with it.
  const moved = useRef<LngLat>();
  const held = moved.current && metresBetween(moved.current, centre) < 1 ? undefined : toPoint(centre);
  const last = useRef(toPoint(centre));
  if (held) last.current = held;

  const shown = useMemo(() => pins.slice(0, MAX_PINS), [pins]);
  const markers = useMemo(
    () => [
      ...shown.map((pin, id) => ({
        id,
        ...toPoint(pin),
        iconPath: `/assets/pin-${pin.tone}.png`,
        width: 34,
        height: 41,
        ariaLabel: pin.label,
      })),
      ...clusters.slice(0, MAX_PINS - shown.length).map((cluster, i) => ({
        id: FIRST_CLUSTER + i,
        ...toPoint(cluster),
        iconPath: `/assets/clu${cluster.late ? '-late' : ''}.png`,
        width: 44,
        height: 44,
        anchor: { x: 0.5, y: 0.5 },
        label: numberOn(cluster.count),
        ariaLabel: `这一片 ${cluster.count} 件，放大看`,
      })),
    ],
    [shown, clusters],
  );
  const polyline = useMemo(
    () =>
      lines.map((line) => ({
        points: line.points.map(toPoint),
        color: line.strong ? JADE : STREET,
        width: line.strong ? 5 : 3,
      })),
    [lines],
  );
  const polygons = useMemo(
    () =>
      areas.flatMap((area) =>
        area.rings.slice(0, 1).map((ring) => ({
          points: ring.map(toPoint),
          strokeWidth: 1,
          strokeColor: '#0B7F6266',
          fillColor: '#0B7F6208',
        })),
      ),
    [areas],
  );

  const settled = (event: { type?: string; detail?: unknown; causedBy?: string }) => {
    if (event.type !== 'end' || !props.onMove) return;
    const map = Taro.createMapContext('portal-map');
    map.getRegion({
      success: ({ northeast, southwest }) => {
        const corner = fromDevice({ lng: northeast.longitude, lat: northeast.latitude });
        const other = fromDevice({ lng: southwest.longitude, lat: southwest.latitude });
        const middle = { lng: (corner.lng + other.lng) / 2, lat: (corner.lat + other.lat) / 2 };
        moved.current = middle;
        const box = { west: other.lng, south: other.lat, east: corner.lng, north: corner.lat };
        const tell = (scale: number) => props.onMove?.(middle, metresBetween(middle, corner), { box, zoom: scale });
        map.getScale({ success: ({ scale }) => tell(scale), fail: () => tell(zoom) });
      },
    });
  };

  return (
    <View className={`map ${className}`}>
      <NativeMap
        id="portal-map"
        className="map-in"
        longitude={last.current.longitude}
        latitude={last.current.latitude}
        scale={zoom}
        showLocation={props.me !== undefined}
        markers={markers}
        polyline={polyline}
        polygons={polygons}
        onMarkerTap={(event) => {
          const id = Number((event.detail as { markerId?: number | string }).markerId);
          const cluster = clusters[id - FIRST_CLUSTER];
          if (cluster) props.onCluster?.(cluster);
          else if (shown[id]) props.onPin?.(shown[id].id);
        }}
        onTap={(event) => {
          const { longitude, latitude } = event.detail as { longitude?: number; latitude?: number };
          if (longitude !== undefined && latitude !== undefined)
            props.onGround?.(fromDevice({ lng: longitude, lat: latitude }));
        }}
        onRegionChange={settled}
        onError={() => undefined}
      />
      {picking ? <View className="map-pick" /> : null}
    </View>
  );
}
