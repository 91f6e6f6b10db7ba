import { Text, View } from '@tarojs/components';
import { useMemo } from 'react';
import { readGround } from '../../api/catalogue';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { useGroundShapes } from '../../components/ground';
import { Icon } from '../../components/icon';
import type { LngLat } from '../../platform/datum';
import { type MapPin, PortalMap } from '../../platform/map';
import type { Outline } from './use-outline';

interface OutlineFieldProps {
  outline: Outline;
  place: LngLat | null;
  /** takes the drawn area over into the form */
  onArea: (areaM2: number) => void;
}

/** The plot on the map: where its pin stands, and its outline drawn corner by corner. The numbers below say the same. */
export function OutlineField({ outline, place, onArea }: OutlineFieldProps) {
  const ground = useCall('ground', readGround);
  const { lines, areas } = useGroundShapes(ground.data);
  const { complex, corners, drawing, shape } = outline;
  const start = outline.start ?? ground.data?.centre;
  const pins = useMemo(
    (): MapPin[] => (place ? [{ id: 'place', ...place, tone: 'place', label: '绿地的位置点' }] : []),
    [place],
  );
  const rings = useMemo(
    () => complex && (complex.type === 'Polygon' ? complex.coordinates : complex.coordinates.flat()),
    [complex],
  );
  const drawn = useMemo(
    () => [
      ...lines,
      ...(rings ?? []).map((ring) => ({ points: ring.map(([lng, lat]) => ({ lng, lat })), strong: true })),
    ],
    [lines, rings],
  );
  return (
    <View className="gap-3">
      <View className="lab">
        <Text>位置和边界</Text>
        <Text className="lab-note">
          {drawing === 'place'
            ? '在地图上点一下，标出绿地在哪里'
            : '沿着绿地的边一个角一个角地点；拖动角点可移动，点角点删去'}
        </Text>
      </View>
      <View className="row row--wrap pdesk-draw">
        <Chip text="标位置" role="radio" on={drawing === 'place'} onTap={() => outline.setDrawing('place')} />
        <Chip
          text={corners.length ? `画边界（${corners.length} 个角）` : '画边界'}
          role="radio"
          on={drawing === 'outline'}
          onTap={() => outline.setDrawing('outline')}
        />
        <View className="grow" />
        <Button small kind="plain" text="撤回一个角" off={corners.length === 0} onTap={outline.undo} />
        <Button small kind="plain" text="不要边界" off={!shape} onTap={outline.clear} />
      </View>
      {start ? (
        <PortalMap
          className="pdesk-map"
          centre={start}
          zoom={place || shape ? 18 : 15}
          pins={pins}
          lines={drawn}
          areas={areas}
          outline={outline.outline}
          tileUrl={ground.data?.tileUrl ?? null}
          onGround={outline.onGround}
        />
      ) : (
        <View className="pdesk-map map">
          <View className="map-missing">
            {ground.status === 'error' ? '底图没有取到，可以先填经纬度。' : '正在打开地图…'}
          </View>
        </View>
      )}
      {outline.problem ? (
        <View className="help help--err" role="alert">
          <Icon name="warning" />
          <Text>{outline.problem}</Text>
        </View>
      ) : (
        <View className="help">
          {complex
            ? '这块绿地的边界有好几圈，请用 GeoJSON 导入来改；选“不要边界”可以重画。'
            : outline.full
              ? '角已经够多了，更细的边界请用 GeoJSON 导入。'
              : outline.areaM2 === null
                ? '不画边界也可以：按位置点周围算。'
                : `围住约 ${outline.areaM2} 平方米`}
        </View>
      )}
      {outline.areaM2 !== null && !outline.problem ? (
        <Button
          id="take-area"
          kind="quiet"
          text={`面积填 ${outline.areaM2}`}
          onTap={() => onArea(outline.areaM2 ?? 0)}
        />
      ) : null}
    </View>
  );
}
