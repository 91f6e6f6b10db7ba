import { useEffect, useState } from 'react';
import {
  applyAreaImport,
  type ImportKind,
  listAnnouncedAreas,
  prepareAreaExport,
  readAreaImport,
  uploadAreas,
  withdrawAreaImport,
} from '../../../shared/areas/exchange-contract';
import type { Reply } from '../../../shared/endpoint';
import { call } from '../../api/client';
import { sendTo } from '../../api/upload';
import { useCall } from '../../api/use-call';
import { apiUrl } from '../../api/wire';
import { chooseDocument, openFile } from '../../platform/document';

export type AreaImport = Reply<typeof readAreaImport>;
export type Datum = AreaImport['datum'];
const POLL_MS = 700;

/** One file from choosing it to putting it in force. */
export function useImport() {
  const [kind, setKind] = useState<ImportKind>('streets');
  const [datum, setDatum] = useState<Datum>('cgcs2000');
  const [complete, setComplete] = useState(false);
  const [sent, setSent] = useState<number>();
  const [job, setJob] = useState<AreaImport>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const checking = job?.state === 'checking' ? job.id : undefined;
  useEffect(() => {
    if (!checking) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const now = await call(readAreaImport, { params: { id: checking } });
        if (gone) return;
        setError(undefined);
        setJob(now);
      } catch (problem) {
        if (!gone) setError(problem);
      }
      if (!gone) timer = setTimeout(() => void look(), POLL_MS);
    };
    timer = setTimeout(() => void look(), POLL_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [checking]);

  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    }
    setSent(undefined);
    setBusy(false);
  };
  const choose = async () => {
    const file = await chooseDocument('.geojson,.json,.csv');
    if (!file) return;
    await during(async () => {
      setJob(undefined);
      setSent(0);
      const params = { kind, datum, scope: complete ? ('complete' as const) : ('partial' as const) };
      setJob(await sendTo(uploadAreas, { params }, file, setSent));
    });
  };
  const announced = useCall('announced-areas', async () => (await call(listAnnouncedAreas)).items);
  const apply = (validFrom?: string) =>
    during(async () => {
      if (!job) return;
      setJob(await call(applyAreaImport, { params: { id: job.id }, body: validFrom ? { validFrom } : {} }));
      await announced.reload();
    });
  const withdraw = (id: string) =>
    during(async () => {
      await call(withdrawAreaImport, { params: { id } });
      await announced.reload();
    });
  const save = (format: 'geojson' | 'csv') =>
    during(async () => {
      const { url } = await call(prepareAreaExport, { body: { kind, datum, format } });
      void openFile(apiUrl(url));
    });
  return {
    kind,
    setKind,
    datum,
    setDatum,
    complete,
    setComplete,
    sent,
    job,
    error,
    busy,
    choose: () => void choose(),
    announced,
    apply: (validFrom?: string) => void apply(validFrom),
    withdraw: (id: string) => void withdraw(id),
    save: (format: 'geojson' | 'csv') => void save(format),
    startOver: () => setJob(undefined),
  };
}
export type Import = ReturnType<typeof useImport>;
