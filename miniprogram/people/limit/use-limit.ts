import { useState } from 'react';
import { appealMyLimit, readMyLimit } from '../../../shared/moderation/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';

export function useLimit() {
  const limit = useCall('limit', () => call(readMyLimit, {}));
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const appeal = async () => {
    setBusy(true);
    try {
      limit.put(await call(appealMyLimit, { body: { text: text.trim() } }));
      toast('已申诉，由另一位派遣员决定');
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
    }
    setBusy(false);
  };
  return { limit, text, setText, busy, appeal };
}
