import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { findPlaces } from '../../../shared/areas/contract';
import type { PlaceKind } from '../../../shared/areas/search';
import type { Reply } from '../../../shared/endpoint';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { ListRow } from '../../components/list-row';
import { Sheet } from '../../components/sheet';

export type FoundPlace = Reply<typeof findPlaces>['items'][number];

const KINDS: Record<PlaceKind, { icon: string; word: string }> = {
  street: { icon: 'map', word: '街道' },
  zone: { icon: 'flag', word: '园区、小区' },
  community: { icon: 'users', word: '社区' },
  town: { icon: 'location', word: '乡镇' },
  county: { icon: 'location', word: '县市' },
};
/** A word is finished, or the thumb rests. */
const SETTLE_MS = 250;

/** Finds a place by its name and moves the map there. */
export function SearchSheet({ onClose, onChoose }: { onClose: () => void; onChoose: (place: FoundPlace) => void }) {
  const [text, setText] = useState('');
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(text.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useCall(words || undefined, async () => (await call(findPlaces, { query: { words } })).items);
  return (
    <Sheet title="找地方" onClose={onClose}>
      <Field
        id="place-words"
        label="街道、社区、乡镇或地址"
        value={text}
        max={60}
        focus
        icon="search"
        hint="例如 北浦路、龙江社区"
        onChange={setText}
        onConfirm={() => setWords(text.trim())}
      />
      <View className="near-found" {...(process.env.TARO_ENV === 'h5' ? { 'aria-live': 'polite' } : {})}>
        {!words ? null : found.status === 'loading' ? (
          <Skeleton kind="rows" count={2} />
        ) : found.status === 'error' ? (
          <ErrorFace error={found.error} onRetry={() => void found.reload()} />
        ) : found.data.length === 0 ? (
          <Empty icon="search" title="没有找到" text="换个名称试试，或直接拖动地图。" />
        ) : (
          found.data.map((place) => (
            <ListRow
              key={`${place.kind} ${place.code}`}
              icon={KINDS[place.kind].icon}
              title={place.name}
              note={`${KINDS[place.kind].word}${place.within ? ` · ${place.within}` : ''}`}
              onTap={() => onChoose(place)}
            />
          ))
        )}
      </View>
    </Sheet>
  );
}
