import { useState } from 'react';
import { approveBrowserSession } from '../../../shared/people/contract';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { toast } from '../../components/toast';
import { scan } from '../../platform/device';
import { useRouter } from '../../platform/page';

/** The code says which sign-in; the number, read by eye, says that it is the right screen. */
export function useApprove() {
  // What the code holds stands for the sign-in; the secret that collects the token never leaves the computer.
  const [id, setId] = useState(useRouter().params.id ?? '');
  const [number, setNumber] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);

  const read = async () => {
    const found = await scan();
    if (found.kind === 'cancelled') return;
    if (found.kind === 'unavailable') {
      toast('浏览器里不能扫码，请在微信里打开', 'info');
      return;
    }
    const code = /^login:([A-Za-z0-9_-]{8,64})$/.exec(found.text)?.[1];
    if (code) setId(code);
    else toast('这不是电脑登录的二维码', 'warning');
  };

  const approve = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await call(approveBrowserSession, { params: { id }, body: { number } });
      setDone(true);
    } catch (failure) {
      const { title, detail } = wordsFor(failure);
      setError(failure instanceof ApiError ? (failure.fields.number ?? `${title}，${detail}`) : `${title}，${detail}`);
    }
    setBusy(false);
  };
  const missing = !id ? '先扫电脑上的二维码' : !/^\d{2}$/.test(number) ? '填电脑上的两位数字' : undefined;
  return { id, number, setNumber, error, busy, done, read, approve, missing };
}
