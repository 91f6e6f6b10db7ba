import { View } from '@tarojs/components';
import type * as Leaflet from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import { type LngLat, metresBetween } from '../datum';
import { drawClusters, drawGround, drawOutline, drawPins, type Layers } from './leaflet-layers';
import type { MapProps } from './types';

export type { MapArea, MapCluster, MapLine, MapOutline, MapPin, MapProps, MapView, PinTone } from './types';

/**
 * The browser's map. Without a tile server the ground is drawn from our own streets and divisions, so the demo works
 * with no network beyond its own server. The library is fetched when the first map is shown.
 */
export function PortalMap(props: MapProps) {
  const host = useRef<HTMLElement>(null);
  const [layers, setLayers] = useState<Layers>();
  const [missing, setMissing] = useState(false);
  const latest = useRef(props);
  latest.current = props;
  const { centre, zoom = 16, pins, clusters, lines, areas, outline, me, picking, tileUrl, className = '' } = props;

  useEffect(() => {
    let map: Leaflet.Map | undefined;
    let gone = false;
    let watching: ResizeObserver | undefined;
    import(/* webpackChunkName: "map" */ './leaflet-map').then(
      ({ createMap }) => {
        if (gone || !host.current) return;
        const { centre: start, zoom: startZoom = 16, tileUrl: tiles } = latest.current;
        const made = createMap(host.current, start, startZoom, tiles || __MAP_TILES__);
        map = made.map;
        made.map.on('moveend', () => {
          const { lng, lat } = made.map.getCenter();
          const bounds = made.map.getBounds();
          const box = {
            west: bounds.getWest(),
            south: bounds.getSouth(),
            east: bounds.getEast(),
            north: bounds.getNorth(),
          };
          const view = { box, zoom: made.map.getZoom() };
          latest.current.onMove?.({ lng, lat }, metresBetween({ lng, lat }, bounds.getNorthEast()), view);
        });
        made.map.on('click', ({ latlng }) => latest.current.onGround?.({ lng: latlng.lng, lat: latlng.lat }));
        watching = new ResizeObserver(() => made.map.invalidateSize());
        watching.observe(host.current);
        setLayers(made);
      },
      () => setMissing(true),
    );
    return () => {
      gone = true;
      watching?.disconnect();
      map?.remove();
    };
  }, []);

  const given = useRef<{ centre?: LngLat; zoom?: number }>({});
  useEffect(() => {
    if (!layers) return;
    const { map } = layers;
    const before = given.current;
    given.current = { centre, zoom };
    const zoomed = before.zoom !== undefined && before.zoom !== zoom;
    // A report of the map's own movement must not move it again.
    const moved = before.centre !== centre && metresBetween(map.getCenter(), centre) > 1;
    // In one go: a change of zoom in the middle of a way would end the way there.
    if (moved) map.setView([centre.lat, centre.lng], zoomed ? zoom : map.getZoom());
    else if (zoomed) map.setZoom(zoom);
  }, [layers, centre, zoom]);

  useEffect(() => {
    // The operator's address may arrive after the map was made.
    if (layers && tileUrl) layers.tiles.setUrl(tileUrl);
  }, [layers, tileUrl]);

  useEffect(() => {
    if (layers) drawGround(layers, lines ?? [], areas ?? [], Boolean(tileUrl || __MAP_TILES__));
  }, [layers, lines, areas, tileUrl]);

  useEffect(() => {
    if (!layers) return;
    drawPins(layers, pins ?? [], me, (id) => latest.current.onPin?.(id));
    drawClusters(layers, clusters ?? [], (cluster) => latest.current.onCluster?.(cluster));
  }, [layers, pins, clusters, me]);

  useEffect(() => {
    if (layers) drawOutline(layers, outline);
  }, [layers, outline]);

  return (
    <View className={`map ${className}`}>
      <View className="map-in" ref={host} />
      {(tileUrl || __MAP_TILES__).includes('openstreetmap') ? (
        <View className="map-credit">© OpenStreetMap</View>
      ) : null}
      {missing ? <View className="map-missing">地图没有取到，连上网再打开这一页。</View> : null}
      {picking ? <View className="map-pick" aria-hidden="true" /> : null}
    </View>
  );
}
