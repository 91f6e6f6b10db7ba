import { useEffect, useState } from 'react';
import { listDuplicates } from '../../../shared/nearby/contract';
import { followReport, secondReport } from '../../../shared/reports/admin-contract';
import type { ReportCardView } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import type { Draft } from '../../api/draft';
import { wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';

/** The words are asked about when the fingers rest. */
const REST_MS = 700;
/** What goes into an address; the beginning says what it is. */
const WORDS = 100;

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/**
 * Public open cases that may be the same one, offered before sending: seconding helps more than reporting again.
 * @param onSeconded the draft has done its duty
 */
export function useDuplicate(draft: Draft, category: string | undefined, onSeconded: () => void) {
  const { place } = draft;
  const words = useRested(draft.description.trim().slice(0, WORDS));
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState<string>();
  const key = place && category ? `${place.lng.toFixed(4)},${place.lat.toFixed(4)},${category},${words}` : undefined;
  const near = useCall(key, async (): Promise<ReportCardView[]> => {
    if (!place || !category) return [];
    const { items } = await call(listDuplicates, {
      query: { lng: place.lng.toFixed(6), lat: place.lat.toFixed(6), datum: 'wgs84', category, words },
    });
    return items;
  });
  const found = (near.data ?? []).filter((one) => one.can.follow && !refused.includes(one.number));

  const second = async (number: string) => {
    setBusy(number);
    try {
      await call(secondReport, { params: { number } });
      await call(followReport, { params: { number } });
      onSeconded();
      toast('已记下，办好了会告诉您');
      go.reportDetailInstead(number);
    } catch (error) {
      toast(wordsFor(error).title, 'warning');
    }
    setBusy(undefined);
  };
  return {
    found,
    busy,
    second: (number: string) => void second(number),
    refuse: () => setRefused([...refused, ...found.map(({ number }) => number)]),
  };
}
