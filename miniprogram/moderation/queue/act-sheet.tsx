import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AreaOfPhoto } from '../../../shared/moderation/contract';
import { MODERATION_REASONS, type ModerationReason } from '../../../shared/reports/moves';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { BlurBox } from './blur-box';
import type { Piece, Send } from './use-queue';

export interface Doing {
  act: 'hide' | 'redact' | 'blur';
  piece: Piece;
}

const TITLES = { hide: '不再公开', redact: '涂黑文字', blur: '模糊照片局部' } as const;
const DONE = { hide: '已隐藏', redact: '已涂黑，原文封存', blur: '已模糊，原图封存' } as const;
const REASONS = Object.entries(MODERATION_REASONS) as [ModerationReason, string][];

interface ActProps {
  doing: Doing;
  busy: boolean;
  send: Send;
  onClose: () => void;
}

/** One act with its reason: the reason is public, the moderator's own words are not. */
export function ActSheet({ doing, busy, send, onClose }: ActProps) {
  const { act, piece } = doing;
  const [reason, setReason] = useState<ModerationReason | undefined>(act === 'hide' ? undefined : 'personal');
  const [text, setText] = useState('');
  const [words, setWords] = useState('');
  const [areas, setAreas] = useState<readonly AreaOfPhoto[]>([]);
  const found = words !== '' && piece.text.includes(words);
  const missing =
    (act === 'blur' && areas.length === 0 && '先在照片上框出要模糊的地方') ||
    (act === 'redact' && !words && '先填要涂黑的文字') ||
    (act === 'redact' && !found && '原文里没有这几个字') ||
    (!reason && '先选原因');
  const go = async () => {
    if (!reason) return;
    const head = { piece: piece.id, reason, text: text.trim() };
    const done = DONE[act];
    const sent =
      act === 'hide'
        ? await send({ ...head, act }, done)
        : act === 'redact'
          ? await send({ ...head, act, words: [words] }, done)
          : await send({ ...head, act, areas: [...areas] }, done);
    if (sent) onClose();
  };
  return (
    <Sheet
      title={TITLES[act]}
      onClose={onClose}
      foot={
        <Button
          id="act-send"
          block
          text={missing || TITLES[act]}
          off={Boolean(missing)}
          busy={busy}
          onTap={() => void go()}
        />
      }
    >
      {act === 'blur' && piece.photo ? <BlurBox photo={piece.photo} areas={areas} onChange={setAreas} /> : null}
      {act === 'redact' ? (
        <View className="move-part">
          <View className="card body-s">{piece.text}</View>
          <Field id="redact-words" value={words} max={100} hint="照抄要涂黑的字，如姓名、电话" onChange={setWords} />
        </View>
      ) : null}
      <View className="chips move-part">
        {REASONS.map(([id, label]) => (
          <Chip key={id} role="radio" text={label} on={id === reason} onTap={() => setReason(id)} />
        ))}
      </View>
      <Field lines value={text} max={200} hint="说明（只有工作人员能看到，可以不填）" onChange={setText} />
    </Sheet>
  );
}
