import { View } from '@tarojs/components';
import { useState } from 'react';
import { KINDS } from '../../../shared/activities/kinds';
import { readResponsibility } from '../../../shared/nearby/contract';
import { readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Choices } from '../../components/choices';
import { ErrorFace } from '../../components/faces';
import { Field } from '../../components/field';
import { useGroundShapes } from '../../components/ground';
import { PortalMap } from '../../platform/map';
import type { Writing } from './use-write';

/** Where to meet, how near one has to be, the area it belongs to, and whom to call. */
export function Where({ page }: { page: Writing }) {
  const { draft, edit } = page;
  const ground = useCall('ground', readGround);
  const shapes = useGroundShapes(ground.data);
  // the map is opened at the place known first; later it is moved under the pin
  const [start, setStart] = useState(draft.point);
  const centre = start ?? draft.point ?? ground.data?.centre;
  return (
    <View className="card form">
      <Field
        id="place"
        label="集合地点"
        value={draft.place}
        max={60}
        hint="鹿城南路五一路口"
        onChange={(place) => edit({ place })}
      />
      {centre ? (
        <PortalMap
          className="wr-map"
          centre={centre}
          zoom={16}
          picking
          lines={shapes.lines}
          areas={shapes.areas}
          tileUrl={ground.data?.tileUrl ?? null}
          onMove={(point) => {
            setStart((old) => old ?? centre);
            edit({ point });
          }}
        />
      ) : (
        <View className="wr-map sk" />
      )}
      <View className="row row--wrap gap-2">
        <Button kind="plain" small icon="target" text="用我现在的位置" onTap={() => void page.here()} />
        <Button
          id="here-on-map"
          kind="plain"
          small
          icon="location"
          text={draft.point ? '已定好位置' : '就在地图中间'}
          onTap={() => centre && edit({ point: { lng: centre.lng, lat: centre.lat } })}
        />
      </View>
      <Field
        id="radius"
        label="签到范围"
        note="离集合地点多少米以内"
        type="number"
        value={draft.radiusM}
        max={4}
        hint="300"
        onChange={(radiusM) => edit({ radiusM })}
      />
      <AreaChoice page={page} />
      <View className="wr-two">
        <View className="grow">
          <Field
            id="contact"
            label="联系人"
            value={draft.contact}
            max={20}
            hint="杨队长"
            onChange={(contact) => edit({ contact })}
          />
        </View>
        <View className="grow">
          <Field
            id="phone"
            label="电话"
            value={draft.phone}
            max={20}
            hint="0878-"
            onChange={(phone) => edit({ phone })}
          />
        </View>
      </View>
    </View>
  );
}

/** Street, estate and community at the pin; renovation and duty shifts belong to one of them. */
function AreaChoice({ page }: { page: Writing }) {
  const { draft, edit } = page;
  const { point } = draft;
  const there = useCall(point ? `${point.lng.toFixed(5)} ${point.lat.toFixed(5)}` : undefined, () =>
    call(readResponsibility, {
      query: { lng: (point?.lng ?? 0).toFixed(6), lat: (point?.lat ?? 0).toFixed(6), datum: 'wgs84' },
    }),
  );
  if (!point) return null;
  const found = there.data
    ? [
        ...(there.data.street ? [there.data.street] : []),
        ...(there.data.zone ? [there.data.zone] : []),
        ...there.data.divisions.filter(({ level }) => level === 'community' || level === 'town'),
      ]
    : [];
  const own =
    draft.area && !found.some(({ code }) => code === draft.area) ? [{ code: draft.area, name: draft.areaName }] : [];
  const items = [...own, ...found].map(({ code, name }) => ({ id: code, text: name }));
  const needed = KINDS[draft.kind].needsArea;
  if (there.status === 'error') return <ErrorFace error={there.error} onRetry={() => void there.reload()} />;
  if (items.length === 0) return null;
  return (
    <Choices
      label="属于哪里"
      note={needed ? '要选一个' : '可不选'}
      items={items}
      chosen={draft.area ? [draft.area] : []}
      onChoose={(code) =>
        code === draft.area
          ? edit({ area: '', areaName: '' })
          : edit({ area: code, areaName: items.find(({ id }) => id === code)?.text ?? '' })
      }
    />
  );
}
