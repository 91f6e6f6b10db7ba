import { View } from '@tarojs/components';
import { useState } from 'react';
import { FLAG_REASONS, flagReport } from '../../../shared/moderation/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { toast } from '../../components/toast';

type Reason = keyof typeof FLAG_REASONS;
const REASONS = Object.entries(FLAG_REASONS) as [Reason, string][];

/** A resident says that something is not fit to be public; staff look, and nobody learns who said so. */
export function FlagSheet({ number, onClose }: { number: string; onClose: () => void }) {
  const [reason, setReason] = useState<Reason>();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (!reason) return;
    setBusy(true);
    try {
      await call(flagReport, { params: { number }, body: { reason, text: text.trim() } });
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
      title="举报这条内容"
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
        <Note icon="shield">举报只给工作人员看，不公开您是谁。事情没办好，请用“催一催”或“补充”。</Note>
      </View>
    </Sheet>
  );
}
