import { useState } from 'react';
import { followReport, secondReport } from '../../../shared/reports/admin-contract';
import { listNearbyReports, type ReportCardView } from '../../../shared/reports/contract';
import { OPEN_STATES } from '../../../shared/reports/states';
import { call } from '../../api/client';
import type { Draft } from '../../api/draft';
import { wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';

/** Nearer than this, the same kind of case is probably the same case. Metres. */
const SAME_PLACE = 50;

/**
 * A public case of the same kind close by, offered before sending: seconding it helps more than reporting it again.
 * @param onSeconded the draft has done its duty
 */
export function useDuplicate(draft: Draft, category: string | undefined, onSeconded: () => void) {
  const { place } = draft;
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const key = place && category ? `${place.lng.toFixed(4)},${place.lat.toFixed(4)},${category}` : undefined;
  const near = useCall(key, async (): Promise<ReportCardView[]> => {
    if (!place || !category) return [];
    const { items } = await call(listNearbyReports, {
      query: {
        lng: place.lng.toFixed(6),
        lat: place.lat.toFixed(6),
        datum: 'wgs84',
        radius: String(SAME_PLACE),
        category,
        limit: '5',
      },
    });
    return items;
  });
  const found = near.data?.find(
    (one) => !one.mine && one.can.follow && OPEN_STATES.includes(one.status) && !refused.includes(one.number),
  );

  const second = async () => {
    if (!found) return;
    setBusy(true);
    try {
      await call(secondReport, { params: { number: found.number } });
      await call(followReport, { params: { number: found.number } });
      onSeconded();
      toast('已记下，办好了会告诉您');
      go.reportDetailInstead(found.number);
    } catch (error) {
      toast(wordsFor(error).title, 'warning');
    }
    setBusy(false);
  };
  return { found, busy, second: () => void second(), refuse: () => found && setRefused([...refused, found.number]) };
}
