import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { CHECK_LABELS } from '../../../shared/moderation/checks';
import type { ContentView } from '../../../shared/moderation/contract';
import { pictureUrl } from '../../api/wire';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Picture } from '../../components/picture';
import { when } from '../../components/when';
import { ActSheet, type Doing } from './act-sheet';
import { type Piece, useContent } from './use-queue';

/** Everything of one report that can be hidden, redacted or blurred, with what residents said of it. */
export function ContentPanel({ number, onChange }: { number: string; onChange: () => void }) {
  const { content, busy, send } = useContent(number, onChange);
  const [doing, setDoing] = useState<Doing>();
  const shown = content.data;
  if (content.status === 'loading') return <Skeleton kind="detail" count={2} />;
  if (content.status === 'error') return <ErrorFace error={content.error} onRetry={() => void content.reload()} />;
  if (!shown) return null;
  return (
    <View className="mod-main" role="complementary" aria-label="内容">
      <Head content={shown} busy={busy} onPass={() => void send(PASS(shown), '已审核，移出队列')} />
      <View className="mod-pieces">
        {shown.pieces.map((piece) => (
          <PieceCard
            key={piece.id}
            piece={piece}
            busy={busy}
            onDo={(act) => setDoing({ act, piece })}
            onRestore={() => void send({ act: 'restore', piece: piece.id, text: '' }, '已恢复')}
          />
        ))}
      </View>
      {doing ? <ActSheet doing={doing} busy={busy} send={send} onClose={() => setDoing(undefined)} /> : null}
    </View>
  );
}

const PASS = (content: ContentView) => ({ act: 'pass' as const, flags: content.flagCount, text: '' });

function Head({ content, busy, onPass }: { content: ContentView; busy: boolean; onPass: () => void }) {
  const { flags, waiting } = content;
  return (
    <View className="card">
      <View className="row row--between row--wrap">
        <View>
          <View className="head">编号 {content.number}</View>
          <View className="cap-2">
            文字：{CHECK_LABELS[content.text]} · 照片：{CHECK_LABELS[content.photo]}
          </View>
        </View>
        {waiting ? (
          <Button id="pass" icon="check" small text="看完了，其余可以公开" busy={busy} onTap={onPass} />
        ) : (
          <Text className="cap-2">不在队列里</Text>
        )}
      </View>
      {flags.map((flag) => (
        <View key={flag.at + flag.text} className="joint-i">
          <Icon name="warning" />
          <View className="grow">
            <View className="body-s">居民举报：{flag.reason}</View>
            {flag.text ? <View className="cap-2">“{flag.text}”</View> : null}
            <View className="cap">{when(flag.at, Date.now())}</View>
          </View>
        </View>
      ))}
    </View>
  );
}

interface PieceProps {
  piece: Piece;
  busy: boolean;
  onDo: (act: Doing['act']) => void;
  onRestore: () => void;
}

function PieceCard({ piece, busy, onDo, onRestore }: PieceProps) {
  const { kind, photo, hidden, changed } = piece;
  return (
    <View className={`card mod-piece ${hidden ? 'mod-piece--off' : ''}`}>
      <View className="row row--between">
        <Text className="cap-2 grow clip">{piece.title}</Text>
        {hidden ? (
          <View className="row cap torch-text">
            <Icon name="lock" />
            <Text>已隐藏</Text>
          </View>
        ) : null}
        {changed ? (
          <View className="row cap amber-text">
            <Icon name="edit" />
            <Text>{kind === 'photo' ? '已模糊' : '已涂黑'}</Text>
          </View>
        ) : null}
      </View>
      {photo ? (
        <View className="mod-photo">
          <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt={piece.title} />
        </View>
      ) : (
        <View className="body-s gap-2">{piece.text}</View>
      )}
      <View className="row row--wrap mod-acts">
        {hidden || !piece.canHide ? null : (
          <Button kind="plain" small icon="lock" text="隐藏" onTap={() => onDo('hide')} />
        )}
        {kind === 'photo' ? (
          <Button kind="plain" small icon="image" text="模糊局部" onTap={() => onDo('blur')} />
        ) : (
          <Button kind="plain" small icon="edit" text="涂黑文字" onTap={() => onDo('redact')} />
        )}
        {hidden || changed ? (
          <Button kind="plain" small icon="return" text="恢复" busy={busy} onTap={onRestore} />
        ) : null}
      </View>
    </View>
  );
}
