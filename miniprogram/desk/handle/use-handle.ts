import { useEffect, useRef, useState } from 'react';
import * as v from 'valibot';
import { listAssignees } from '../../../shared/areas/contract';
import type { Input } from '../../../shared/endpoint';
import { photoToResolve } from '../../../shared/reports/category';
import { moveReport, Report, type ReportView, readReport } from '../../../shared/reports/contract';
import { readCatalogue } from '../../api/catalogue';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useCall } from '../../api/use-call';
import { countyOf } from '../../components/place-words';
import { toast } from '../../components/toast';
import { type KeptPhoto, usePhotos } from '../../components/use-photos';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';
import { forget, load, save } from '../../platform/storage';

export type Act = 'reply' | 'transfer' | 'return' | 'assign' | 'reject';
type MoveBody = NonNullable<Input<typeof moveReport>['body']>;
/** A move without what every move carries. */
export type Step = MoveBody extends infer M ? (M extends MoveBody ? Omit<M, 'moveId' | 'version'> : never) : never;

/** Words and photos of a case in hand survive a lost network and a closed app. */
interface Kept {
  text: string;
  photos: KeptPhoto[];
}

export function useHandle() {
  const { number = '', act } = useRouter().params;
  const key = `handle-${number}`;
  const [kept] = useState(() => load<Kept>(key) ?? { text: '', photos: [] });
  const [text, setText] = useState(kept.text);
  const held = useRef<Kept>(kept);
  const keep = (change: Partial<Kept>) => {
    held.current = { ...held.current, ...change };
    save(key, held.current);
  };

  const report = useCall(number, () => call(readReport, { params: { number } }));
  const catalogue = useCall('catalogue', readCatalogue);
  const photos = usePhotos(kept.photos, (next) => keep({ photos: next }));
  const [sheet, setSheet] = useState<Act>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  // A move tried again after a lost answer must be recognised, so its id changes only with what it says.
  const tried = useRef<{ said: string; moveId: string }>();

  const shown = report.data;
  const opened = useRef(false);
  const { add } = photos;
  useEffect(() => {
    if (!shown || opened.current) return;
    opened.current = true;
    if (act === 'camera' && process.env.TARO_ENV === 'weapp') void add(1, 'camera');
    if (act === 'reply' || act === 'transfer' || act === 'return') setSheet(act);
  }, [shown, act, add]);

  const move = async (step: Step, done: string): Promise<boolean> => {
    if (!shown) return false;
    setBusy(true);
    setProblem(undefined);
    const said = JSON.stringify([step, shown.version]);
    if (tried.current?.said !== said) tried.current = { said, moveId: newId() };
    try {
      const body = { ...step, moveId: tried.current.moveId, version: shown.version } as MoveBody;
      report.put(await call(moveReport, { params: { number }, body }));
      toast(done);
      setBusy(false);
      return true;
    } catch (error) {
      setProblem(error);
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
      // The refusal carries the case as it is now: what changed is on the screen, what was written stays.
      const current = error instanceof ApiError ? v.safeParse(Report, error.problem.current) : undefined;
      if (current?.success) report.put(current.output);
      setBusy(false);
      return false;
    }
  };

  const needsPhoto = photoToResolve(catalogue.data?.find((one) => one.id === shown?.category.id)?.flags ?? []);
  const sending = photos.photos.some((photo) => photo.state === 'sending');
  const unsent = photos.photos.some((photo) => photo.state === 'waiting' || photo.state === 'failed');
  const missing =
    needsPhoto && photos.photos.length === 0
      ? '先拍照再办结'
      : sending
        ? '照片还在上传'
        : unsent
          ? '有照片没传上去，点它重传'
          : !text.trim()
            ? '先写怎么办的'
            : undefined;

  const resolve = async () => {
    const ok = await move({ move: 'resolve', input: { text: text.trim(), photos: photos.ids } }, '已办结，等居民评价');
    if (ok) {
      forget(key);
      go.back();
    }
  };

  return {
    report,
    shown,
    photos,
    text,
    setText: (next: string) => {
      setText(next);
      keep({ text: next });
    },
    sheet,
    setSheet,
    busy,
    problem,
    needsPhoto,
    missing,
    accept: () => void move({ move: 'accept', input: {} }, '已受理'),
    resolve: () => void resolve(),
    move,
  };
}

/** Whom a case can be handed to: the departments, streets and grids of its county. */
export function useAssignees(report: ReportView) {
  const county = countyOf(report.divisions);
  return useCall(county, async () => (await call(listAssignees, { params: { county: county ?? '' } })).items);
}
