import { View } from '@tarojs/components';
import { useState } from 'react';
import { readGround } from '../../api/catalogue';
import { findHere } from '../../api/here';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { useGroundShapes } from '../../components/ground';
import { Sheet } from '../../components/sheet';
import { toast } from '../../components/toast';
import { PortalMap } from '../../platform/map';
import type { Form } from './use-form';

/** The map moves under a fixed pin: one thumb is enough. */
export function PlaceSheet({ form, onClose }: { form: Form; onClose: () => void }) {
  const { draft } = form;
  const ground = useCall('ground', readGround);
  const shapes = useGroundShapes(ground.data);
  const [centre, setCentre] = useState<{ lng: number; lat: number } | undefined>(draft.place);
  const [chosen, setChosen] = useState(centre);
  const start = centre ?? ground.data?.centre;
  const locate = async () => {
    const found = await findHere();
    if (found.ok) {
      setCentre(found.place);
      setChosen(found.place);
    } else toast('暂时定不到位置，请拖动地图', 'info');
  };
  const done = () => {
    const to = chosen ?? start;
    if (to) form.place.set({ lng: to.lng, lat: to.lat });
    onClose();
  };
  return (
    <Sheet
      title="拖动地图，针尖指着问题"
      onClose={onClose}
      foot={<Button id="place-done" block text="就是这里" off={!start} onTap={done} />}
    >
      {start ? (
        <PortalMap
          className="form-map"
          centre={start}
          zoom={17}
          picking
          lines={shapes.lines}
          areas={shapes.areas}
          tileUrl={ground.data?.tileUrl ?? null}
          onMove={(to) => setChosen(to)}
        />
      ) : (
        <View className="form-map sk" />
      )}
      <View className="row gap-3">
        <Button kind="plain" small icon="target" text="回到我的位置" onTap={() => void locate()} />
      </View>
      <View className="gap-3">
        <Field
          label="说得再准一点"
          note="可以不填"
          hint="比如：38 号门前、菜市场后门"
          max={60}
          value={draft.address}
          onChange={(address) => form.edit({ address })}
        />
      </View>
    </Sheet>
  );
}
