import { View } from '@tarojs/components';
import { wordsFor } from '../../api/errors';
import { Button } from '../../components/button';
import { ChiefRow } from '../../components/chief-row';
import { ListRow } from '../../components/list-row';
import { smallestDivision } from '../../components/place-words';
import { by } from '../../components/when';
import { useAppearance } from '../../platform/appearance';
import type { Form } from './use-form';

const NO_PLACE = { asking: '正在定位', denied: '您没有允许定位', unavailable: '暂时定不到位置', known: '' } as const;

/** Where it is, who will get it and by when. */
export function PlaceCard({ form, onMove }: { form: Form; onMove: () => void }) {
  const { draft, place, routing } = form;
  const { elder } = useAppearance();
  const found = routing.data;
  const street = found?.street?.name;
  const where = draft.address || street || (found && smallestDivision(found.divisions)?.name);
  const title = draft.place ? (where ?? '已定位') : NO_PLACE[place.state];
  const note = draft.place
    ? draft.place.byHand
      ? '位置由您指定'
      : draft.place.accuracy === undefined
        ? '按手机定位'
        : `定位精度约 ${draft.place.accuracy} 米`
    : place.state === 'asking'
      ? '请稍等，也可以直接在地图上指'
      : '在地图上指一下就行';
  const error = form.fieldErrors.location ?? (routing.status === 'error' ? wordsFor(routing.error).detail : undefined);
  return (
    <View className="card card--flush">
      <ListRow icon="location" title={title} note={note} value={draft.place ? '挪一挪' : '去指位置'} onTap={onMove} />
      {error ? <View className="help help--err form-place-err">{error}</View> : null}
      {!draft.place && place.state === 'denied' ? (
        <View className="form-place-err">
          <Button kind="quiet" icon="target" text="再试一次定位" onTap={() => void place.ask()} />
        </View>
      ) : null}
      {found ? (
        <View className="form-owner">
          <ChiefRow
            responsible={found.responsible}
            plate={street}
            note={
              !form.category
                ? '选好类别就给出时限'
                : elder
                  ? `${by(found.promise.resolveBy, Date.now(), true)}办好`
                  : `${found.promise.acceptText}，${found.promise.resolveText}${found.promise.provisional ? '（暂定）' : ''}`
            }
          />
        </View>
      ) : null}
    </View>
  );
}
