import { useEffect, useState } from 'react';
import { readAdoption } from '../../../shared/green-spaces/adoption-contract';
import type { CareTask } from '../../../shared/green-spaces/care';
import { logCare, REMOTE_REASONS, type RemoteReason } from '../../../shared/green-spaces/care-contract';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { findHere, useHere } from '../../api/here';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { usePhotos } from '../../components/use-photos';
import { metresBetween } from '../../platform/datum';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';

/** Beyond this the page says one is not there; the server decides with the plot's true shape. */
const NEAR_M = 150;
export const REASONS = Object.entries(REMOTE_REASONS) as [RemoteReason, string][];

export function useCare() {
  const id = useRouter().params.id ?? '';
  const me = useMe();
  const here = useHere();
  const loaded = useCall(id ? `${me?.id ?? ''} ${id}` : undefined, () => call(readAdoption, { params: { id } }));
  const [chosen, setChosen] = useState<ReadonlySet<CareTask>>();
  const [minutes, setMinutes] = useState(20);
  const [remote, setRemote] = useState<RemoteReason>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [logId, setLogId] = useState(newId);
  const photos = usePhotos([], () => undefined);
  useEffect(() => {
    void findHere();
  }, []);

  const adoption = loaded.data;
  // what is due, and what is done at every visit, is ticked already: three taps remain
  const preset = new Set<CareTask>([
    ...(adoption?.tasks ?? []).filter((task) => task.everyVisit).map((task) => task.task),
    ...(adoption?.calendar ?? []).filter((due) => due.text.startsWith('今天')).map((due) => due.task),
  ]);
  const tasks = chosen ?? preset;
  const toggle = (task: CareTask) => {
    const next = new Set(tasks);
    if (!next.delete(task)) next.add(task);
    setChosen(next);
  };
  const place = here.status === 'known' ? here.place : undefined;
  const metres = place && adoption ? metresBetween(place, adoption.plot.location) : undefined;
  const away =
    refused !== undefined ||
    (here.status !== 'asking' && here.status !== 'unknown' && (metres === undefined || metres > NEAR_M));
  const missing = tasks.size === 0 ? '先选做了什么' : away && !remote ? '选一个不在现场的原因' : undefined;

  const send = async () => {
    if (missing || busy) return;
    setBusy(true);
    try {
      const { earned } = await call(logCare, {
        params: { id },
        body: {
          logId,
          tasks: [...tasks],
          photos: photos.ids,
          minutes,
          ...(place
            ? {
                location: {
                  lng: place.lng,
                  lat: place.lat,
                  datum: 'wgs84' as const,
                  ...(place.accuracy === undefined ? {} : { accuracy: place.accuracy }),
                },
              }
            : {}),
          ...(remote && away ? { remote } : {}),
        },
      });
      toast(earned ? `记下了。您得到“${earned}”徽章` : '记下了，谢谢您');
      setLogId(newId());
      go.back();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'adoption.too-far') setRefused(error.detail);
      else toast(`${wordsFor(error).title}。${wordsFor(error).detail}`, 'warning');
    }
    setBusy(false);
  };
  return {
    loaded,
    adoption,
    tasks,
    toggle,
    minutes,
    setMinutes,
    remote,
    setRemote,
    metres,
    away,
    refused,
    missing,
    busy,
    photos,
    send,
  };
}
export type Care = ReturnType<typeof useCare>;
