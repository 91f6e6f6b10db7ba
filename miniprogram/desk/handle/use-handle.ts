import { useEffect, useRef, useState } from 'react';
import { listReplyTemplates, readContact } from '../../../shared/reports/admin-contract';
import { photoToResolve } from '../../../shared/reports/category';
import { readReport } from '../../../shared/reports/contract';
import type { PersonMove } from '../../../shared/reports/moves';
import { readCatalogue } from '../../api/catalogue';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { type Step, useMoves } from '../../components/use-moves';
import { type KeptPhoto, usePhotos } from '../../components/use-photos';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';
import { forget, load, save } from '../../platform/storage';

/** Words and photos of a case in hand survive a lost network and a closed app. */
interface Kept {
  text: string;
  photos: KeptPhoto[];
}

/** What the desk's buttons may ask the page to open with. */
const OPENERS: readonly PersonMove[] = ['reply', 'transfer', 'return', 'joint-answer'];

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
  const shown = report.data;
  const catalogue = useCall('catalogue', readCatalogue);
  // Templates are a help, not a need: without them the sheet still has its own sentences.
  const templates = useCall(
    shown?.can.reply || shown?.can.resolve ? number : undefined,
    async () => (await call(listReplyTemplates, { params: { number } })).items,
  );
  const photos = usePhotos(kept.photos, (next) => keep({ photos: next }));
  const { busy, move } = useMoves(shown, report.put);
  const [sheet, setSheet] = useState<PersonMove>();

  const opened = useRef(false);
  const { add } = photos;
  useEffect(() => {
    if (!shown || opened.current) return;
    opened.current = true;
    if (act === 'camera' && process.env.TARO_ENV === 'weapp') void add(1, 'camera');
    const asked = OPENERS.find((one) => one === act);
    if (asked && shown.can[asked]) setSheet(asked);
  }, [shown, act, add]);

  const needsPhoto = photoToResolve(catalogue.data?.find((one) => one.id === shown?.category.id)?.flags ?? []);
  const sending = photos.photos.some((photo) => photo.state === 'sending');
  const unsent = photos.photos.some((photo) => photo.state === 'waiting' || photo.state === 'failed');
  const missing =
    (needsPhoto && photos.photos.length === 0 && '先拍照再办结') ||
    (sending && '照片还在上传') ||
    (unsent && '有照片没传上去，点它重传') ||
    (!text.trim() && '先写怎么办的') ||
    undefined;

  const resolve = async () => {
    const step: Step = { move: 'resolve', input: { text: text.trim(), photos: photos.ids } };
    if (!(await move(step, '已办结，等居民评价'))) return;
    forget(key);
    go.back();
  };

  const send = async (step: Step, done: string, leaves: boolean) => {
    if (!(await move(step, done))) return;
    setSheet(undefined);
    if (leaves) go.back();
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
    templatesFor: (name: PersonMove) =>
      (templates.data ?? []).filter((one) => one.move === name).map((one) => one.text),
    sheet,
    setSheet,
    busy,
    needsPhoto,
    missing,
    accept: () => void move({ move: 'accept', input: {} }, '已受理'),
    resolve: () => void resolve(),
    send,
  };
}

/** Name and phone of the reporter, given out for a reason that is written down. */
export function useContact(number: string) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [contact, setContact] = useState<{ name: string; phone: string | null }>();
  const read = async () => {
    setBusy(true);
    try {
      setContact(await call(readContact, { params: { number }, body: { reason: reason.trim() } }));
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
    }
    setBusy(false);
  };
  return { asking, setAsking, reason, setReason, busy, contact, read };
}
