import { View } from '@tarojs/components';
import { dateText, distanceText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Note } from '../../components/note';
import { go } from '../../platform/go';
import type { Street } from './use-street';

/** What a card that was scanned has to be said about: no longer there, printed long ago, or carried elsewhere. */
export function CardNotes({ street, position }: { street: Street; position: Street['position'] }) {
  const { retired, printed } = street;
  if (retired)
    return (
      <Note tone="amber" icon="info">
        <View className="note-b">{street.name}已不再用这个名片</View>
        <View>
          {dateText(new Date(retired.at))}起停用{retired.successor ? `，并入${retired.successor.name}` : ''}。
        </View>
        {retired.successor ? (
          <Button
            kind="secondary"
            small
            text={`打开${retired.successor.name}`}
            onTap={() => go.streetInstead(retired.successor?.code ?? '')}
          />
        ) : (
          <Button kind="secondary" small text="看看这里归谁管" onTap={() => go.responsible()} />
        )}
      </Note>
    );
  return (
    <>
      {printed === 'stale' ? (
        <Note tone="amber" icon="info">
          <View className="note-b">牌子上印的是旧信息</View>
          <View>街长或电话已经更换，以这一页为准。</View>
        </Note>
      ) : null}
      {position?.state === 'moved' ? (
        <Note tone="amber" icon="warning">
          <View className="note-b">这块牌子可能挂错了地方</View>
          <View>
            您离{street.name}
            {distanceText(position.distanceM)}
            {position.actual ? `，脚下是${position.actual.name}` : ''}。
          </View>
          {position.actual ? (
            <Button
              kind="secondary"
              small
              text={`打开${position.actual.name}`}
              onTap={() => go.streetInstead(position.actual?.code ?? '')}
            />
          ) : (
            <Button kind="secondary" small text="看看这里归谁管" onTap={() => go.responsible()} />
          )}
        </Note>
      ) : null}
    </>
  );
}
