import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { readGround } from '../../api/catalogue';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { useGroundShapes } from '../../components/ground';
import { Sheet } from '../../components/sheet';
import type { LngLat } from '../../platform/datum';
import { PortalMap } from '../../platform/map';

/** Centre of 楚雄市 (WGS-84), when nothing else is known. */
const CHUXIONG: LngLat = { lng: 101.5436, lat: 25.0378 };

interface PickProps {
  start: LngLat | undefined;
  onPick: (at: LngLat) => void;
  onClose: () => void;
}

/** The map moves under a fixed pin. */
export function PickSheet({ start, onPick, onClose }: PickProps) {
  const ground = useCall('ground', readGround);
  const { lines, areas } = useGroundShapes(ground.data);
  const [first] = useState<LngLat>(start ?? CHUXIONG);
  const [at, setAt] = useState<LngLat>(first);
  return (
    <Sheet
      title="指一下地方"
      onClose={onClose}
      foot={<Button block icon="check" text="看这里归谁管" onTap={() => onPick(at)} />}
    >
      <Text className="cap-2">拖动地图，让针尖对准地方。</Text>
      <View className="gap-2">
        <PortalMap
          className="resp-map"
          centre={first}
          zoom={15}
          lines={lines}
          areas={areas}
          tileUrl={ground.data?.tileUrl ?? null}
          picking
          onMove={setAt}
        />
      </View>
    </Sheet>
  );
}
