import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { AdoptionContentView } from '../../../shared/green-spaces/content-contract';
import { MODERATION_REASONS, type ModerationReason } from '../../../shared/reports/moves';
import { pictureUrl } from '../../api/wire';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Picture } from '../../components/picture';
import { Segments } from '../../components/segments';
import { Sheet } from '../../components/sheet';
import { when } from '../../components/when';
import { type Act, type AdoptionQueue, useAdoptionQueue, type View as Which } from './use-adoptions';

const VIEWS: readonly { id: Which; text: string }[] = [
  { id: 'waiting', text: '等着看的' },
  { id: 'hidden', text: '已经隐藏的' },
];
const REASONS = Object.entries(MODERATION_REASONS) as [ModerationReason, string][];

/** The words on plaques and photos of care that wait for a look, and those out of sight. */
export function Adoptions() {
  const queue = useAdoptionQueue();
  const { list, view } = queue;
  const [hiding, setHiding] = useState<{ item: AdoptionContentView; photo?: string }>();
  return (
    <View className="mod-main">
      <Segments items={VIEWS} chosen={view} onChoose={queue.setView} />
      {list.status === 'loading' ? <Skeleton kind="rows" count={3} /> : null}
      {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
      {list.status === 'ready' && list.items.length === 0 ? (
        view === 'waiting' ? (
          <Empty icon="check-circle" title="都看过了" text="居民举报的、检查有疑问的牌名和养护照片，会排到这里。" />
        ) : (
          <Empty icon="eye" title="没有隐藏的内容" text="隐藏过的牌名和照片在这里恢复。" />
        )
      ) : null}
      <View className="mod-pieces">
        {list.items.map((item) => (
          <ItemCard
            key={item.piece}
            item={item}
            queue={queue}
            onHide={(photo) => setHiding({ item, ...(photo ? { photo } : {}) })}
          />
        ))}
      </View>
      {list.more === 'ready' || list.more === 'error' ? (
        <View className="center">
          <Button kind="quiet" text="再看几件" onTap={() => void list.loadMore()} />
        </View>
      ) : null}
      {hiding ? <HideSheet {...hiding} queue={queue} onClose={() => setHiding(undefined)} /> : null}
    </View>
  );
}

interface ItemProps {
  item: AdoptionContentView;
  queue: AdoptionQueue;
  onHide: (photo?: string) => void;
}

function ItemCard({ item, queue, onHide }: ItemProps) {
  const send = (act: Act, done: string) => void queue.send(item, act, done);
  return (
    <View className={`card mod-piece ${item.hidden ? 'mod-piece--off' : ''}`}>
      <View className="row row--between">
        <Text className="strong grow clip">
          {item.kind === 'plaque' ? '牌名' : '养护照片'} · {item.plot.name}
        </Text>
        {item.hidden ? (
          <View className="row cap torch-text">
            <Icon name="lock" />
            <Text>没有公开</Text>
          </View>
        ) : null}
      </View>
      {item.words === null ? null : <View className="head gap-2">{item.words}</View>}
      <View className="mod-thumbs">
        {item.photos.map(({ photo, hidden }, i) => (
          <View key={photo.id} className="mod-thumb">
            <View className="mod-photo">
              <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt={`第 ${i + 1} 张养护照片`} />
            </View>
            {hidden ? (
              <Button
                kind="plain"
                small
                icon="return"
                text="恢复"
                busy={queue.busy}
                onTap={() => send({ act: 'restore', photo: photo.id, text: '' }, '已恢复')}
              />
            ) : (
              <Button kind="plain" small icon="lock" text="隐藏" onTap={() => onHide(photo.id)} />
            )}
          </View>
        ))}
      </View>
      <View className="cap amber-text">
        {[...item.why, ...(item.since ? [when(item.since, Date.now())] : [])].join(' · ')}
      </View>
      {item.flags.map((flag) => (
        <View key={flag.at + flag.text} className="cap-2">
          居民举报：{flag.reason}
          {flag.text ? ` “${flag.text}”` : ''}
        </View>
      ))}
      {item.history.map((entry) => (
        <View key={entry.at + entry.title} className="cap">
          {[when(entry.at, Date.now()), entry.by, entry.title, entry.reason, entry.text].filter(Boolean).join(' · ')}
        </View>
      ))}
      <View className="row row--wrap mod-acts">
        {item.words === null ? null : item.hidden ? (
          <Button
            kind="plain"
            small
            icon="return"
            text="恢复"
            busy={queue.busy}
            onTap={() => send({ act: 'restore', text: '' }, '已恢复')}
          />
        ) : (
          <Button kind="plain" small icon="lock" text="隐藏" onTap={() => onHide()} />
        )}
        {item.since ? (
          <Button
            small
            icon="check"
            text={item.hidden ? '看完了' : '没有问题'}
            busy={queue.busy}
            onTap={() => send({ act: 'pass', flags: item.flagCount, text: '' }, '已审核，移出队列')}
          />
        ) : null}
      </View>
    </View>
  );
}

interface HideProps {
  item: AdoptionContentView;
  photo?: string;
  queue: AdoptionQueue;
  onClose: () => void;
}
function HideSheet({ item, photo, queue, onClose }: HideProps) {
  const [reason, setReason] = useState<ModerationReason>();
  const [text, setText] = useState('');
  const go = async () => {
    if (!reason) return;
    const act = { act: 'hide' as const, reason, text: text.trim(), ...(photo ? { photo } : {}) };
    if (await queue.send(item, act, '已隐藏')) onClose();
  };
  return (
    <Sheet
      title="不再公开"
      onClose={onClose}
      foot={
        <Button
          id="act-send"
          block
          text={reason ? '隐藏' : '先选原因'}
          off={!reason}
          busy={queue.busy}
          onTap={() => void go()}
        />
      }
    >
      <View className="chips move-part">
        {REASONS.map(([id, label]) => (
          <Chip key={id} role="radio" text={label} on={id === reason} onTap={() => setReason(id)} />
        ))}
      </View>
      <Field lines value={text} max={200} hint="说明（只有工作人员能看到，可以不填）" onChange={setText} />
    </Sheet>
  );
}
