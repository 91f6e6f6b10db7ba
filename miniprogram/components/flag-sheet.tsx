import { View } from '@tarojs/components';
import { useState } from 'react';
import { FLAG_REASONS } from '../../shared/moderation/contract';
import { wordsFor } from '../api/errors';
import { Button } from './button';
import { Chip } from './chip';
import { Field } from './field';
import { Note } from './note';
import { Sheet } from './sheet';
import { toast } from './toast';

export type FlagReason = keyof typeof FLAG_REASONS;
const REASONS = Object.entries(FLAG_REASONS) as [FlagReason, string][];

interface FlagSheetProps {
  title: string;
  /** what one should do instead when this is no matter of content */
  hint: string;
  onSend: (flag: { reason: FlagReason; text: string }) => Promise<unknown>;
  onClose: () => void;
}

/** A resident says that something is not fit to be public; staff look, and nobody learns who said so. */
export function FlagSheet({ title, hint, onSend, onClose }: FlagSheetProps) {
  const [reason, setReason] = useState<FlagReason>();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (!reason) return;
    setBusy(true);
    try {
      await onSend({ reason, text: text.trim() });
      toast('已收到，工作人员会尽快查看');
      onClose();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
    }
    setBusy(false);
  };
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <Button
          id="flag-send"
          block
          text={reason ? '提交举报' : '先选一个原因'}
          off={!reason}
          busy={busy}
          onTap={() => void send()}
        />
      }
    >
      <View className="chips move-part">
        {REASONS.map(([id, words]) => (
          <Chip key={id} role="radio" text={words} on={id === reason} onTap={() => setReason(id)} />
        ))}
      </View>
      <Field lines value={text} max={200} hint="哪里不妥（可以不填）" onChange={setText} />
      <View className="gap-3">
        <Note icon="shield">{`举报只给工作人员看，不公开您是谁。${hint}`}</Note>
      </View>
    </Sheet>
  );
}
