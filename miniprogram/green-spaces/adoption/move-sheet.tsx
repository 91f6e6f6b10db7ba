import { View } from '@tarojs/components';
import { useState } from 'react';
import { type AdoptionMoveName, adoptionMoveRow } from '../../../shared/green-spaces/moves';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Field } from '../../components/field';
import { PhotoGrid } from '../../components/photo-grid';
import { Sheet } from '../../components/sheet';
import { toast } from '../../components/toast';
import { usePhotos } from '../../components/use-photos';
import type { AdoptionPageState } from './use-adoption';

export interface Asked {
  move: AdoptionMoveName;
  title: string;
}
const MAX_TEXT = 300;
const MAX_PHOTOS = 6;

/** The sheet of any step, drawn from its row of the table: reason, years, words, photos. */
export function MoveSheet({ asked, state, onClose }: { asked: Asked; state: AdoptionPageState; onClose: () => void }) {
  const row = adoptionMoveRow(asked.move);
  const [text, setText] = useState('');
  const [reason, setReason] = useState<string>();
  const [years, setYears] = useState(1);
  const photos = usePhotos([], () => undefined);
  const missing =
    row.reasons && !reason ? '先选原因' : row.text === 'required' && !text.trim() ? `请填写${row.hint}` : undefined;
  const send = async () => {
    const done = await state.move(asked.move, {
      text: text.trim(),
      ...(reason ? { reason } : {}),
      ...(row.years ? { years } : {}),
      ...(row.photos ? { photos: photos.ids } : {}),
    });
    if (!done) return;
    toast(`已${row.label}`);
    onClose();
  };
  return (
    <Sheet
      title={asked.title}
      onClose={onClose}
      foot={
        <Button
          id="sheet-send"
          block
          text={missing ?? row.label}
          off={Boolean(missing)}
          busy={state.busy}
          onTap={() => void send()}
        />
      }
    >
      {row.reasons ? (
        <View className="row row--wrap">
          {Object.entries(row.reasons).map(([id, words]) => (
            <Chip key={id} text={words} role="radio" on={reason === id} onTap={() => setReason(id)} />
          ))}
        </View>
      ) : null}
      {row.years ? (
        <View className="row row--wrap">
          {[1, 2, 3].map((n) => (
            <Chip key={n} text={`再养 ${n} 年`} role="radio" on={years === n} onTap={() => setYears(n)} />
          ))}
        </View>
      ) : null}
      {row.text === 'none' ? null : (
        <View className="gap-3">
          <Field lines label={row.hint} value={text} max={MAX_TEXT} hint={row.hint} onChange={setText} />
        </View>
      )}
      {row.photos ? (
        <View className="gap-3">
          <PhotoGrid
            photos={photos.photos}
            max={MAX_PHOTOS}
            onAdd={() => void photos.add(MAX_PHOTOS - photos.photos.length)}
            onRetry={(key) => void photos.retry(key)}
            onRemove={photos.remove}
          />
        </View>
      ) : null}
    </Sheet>
  );
}
