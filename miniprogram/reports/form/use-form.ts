import { useEffect, useMemo, useState } from 'react';
import { alwaysPrivate, isEmergency, photoToReport } from '../../../shared/reports/category';
import { readCatalogue } from '../../api/catalogue';
import { currentDraft, type Draft, dropDraft, isWorthKeeping, keepDraft } from '../../api/draft';
import { ApiError, OfflineError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { enqueue, type Queued, submit } from '../../api/outbox';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { usePhotos } from '../../components/use-photos';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';
import { justSent } from '../just-sent';
import { obviousCategory, suggestCategories } from './suggest';
import { useDuplicate } from './use-duplicate';
import { everyday, usePlace, useRouting } from './use-place';

/** What a report found on something says of where it comes from. */
const SOURCE_OF: Partial<Record<string, 'adoption' | 'patrol'>> = { plot: 'adoption', patrol: 'patrol' };

const emptyDraft = (): Draft => ({
  submissionId: newId(),
  description: '',
  address: '',
  photos: [],
  allowContact: false,
  anonymous: false,
  private: false,
  savedAt: new Date().toISOString(),
});

/** A page is handed the parameters of its address as they were written into it. */
const plain = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The draft of the last visit, or a new one, with what the opening page already knew. */
function openDraft(params: Partial<Record<string, string>>): Draft {
  const draft = currentDraft() ?? emptyDraft();
  const { category, lng, lat, source, street, plot, shift, patrol } = params;
  return {
    ...draft,
    ...(category ? { category } : {}),
    ...(lng && lat ? { place: { lng: Number(lng), lat: Number(lat), byHand: true } } : {}),
    ...(plot ? { link: { kind: 'plot', id: plot } } : {}),
    ...(shift ? { link: { kind: 'shift', id: shift } } : {}),
    ...(patrol ? { link: { kind: 'patrol', id: patrol } } : {}),
    ...(source === 'qr' ? { source } : {}),
    ...(street && !draft.address ? { address: plain(street) } : {}),
  };
}

export function useForm() {
  const { params } = useRouter();
  const me = useMe();
  const [draft, setDraft] = useState(() => openDraft(params));
  const [full, setFull] = useState(false);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();

  const edit = (change: Partial<Draft>) =>
    setDraft((old) => {
      const next = { ...old, ...change, savedAt: new Date().toISOString() };
      if (isWorthKeeping(next)) setFull(!keepDraft(next));
      return next;
    });

  const photos = usePhotos(draft.photos, (kept) => edit({ photos: kept }));
  const catalogue = useCall('catalogue', readCatalogue);
  const categories = catalogue.data ?? [];
  const obvious = useMemo(() => obviousCategory(draft.description, categories), [draft.description, categories]);
  const category = draft.category ? categories.find((one) => one.id === draft.category) : obvious;
  const suggested = useMemo(() => suggestCategories(draft.description, categories), [draft.description, categories]);
  const place = usePlace(draft, edit);
  const routing = useRouting(draft, category?.id ?? everyday(categories));

  // The camera opens by itself only where it may: a browser wants a tap for every file chooser.
  const cameraFirst = params.camera === '1' && process.env.TARO_ENV === 'weapp' && draft.photos.length === 0;
  const { add } = photos;
  useEffect(() => {
    if (cameraFirst) void add(1, 'camera');
  }, [cameraFirst, add]);

  const startOver = () => {
    for (const photo of draft.photos) photos.remove(photo.key);
    dropDraft();
    setDraft(emptyDraft());
  };
  const duplicate = useDuplicate(draft, category?.id, startOver);

  const flags = category?.flags ?? [];
  const missing = !category
    ? '先选是哪一类'
    : photoToReport(flags) && photos.photos.length === 0
      ? '先拍一张照片'
      : !draft.description.trim() && photos.photos.length === 0
        ? '先写一句话或拍张照'
        : !draft.place
          ? '先在地图上指一下位置'
          : undefined;

  const queued = (): Queued | undefined =>
    draft.place && category
      ? {
          body: {
            submissionId: draft.submissionId,
            category: category.id,
            ...(draft.condition ? { condition: draft.condition } : {}),
            description: draft.description.trim(),
            location: {
              lng: draft.place.lng,
              lat: draft.place.lat,
              datum: 'wgs84',
              ...(draft.place.accuracy === undefined ? {} : { accuracy: draft.place.accuracy }),
            },
            address: draft.address.trim(),
            visibility: draft.private || alwaysPrivate(flags) ? 'private' : 'public',
            anonymous: draft.anonymous,
            allowContact: draft.allowContact && !draft.anonymous,
            source: SOURCE_OF[draft.link?.kind ?? ''] ?? draft.source ?? 'app',
            ...(draft.link && { link: draft.link }),
          },
          photos: photos.photos.map(({ ref, id }) => ({
            ...(ref === undefined ? {} : { ref }),
            ...(id === undefined ? {} : { id }),
          })),
          categoryName: category.name,
          queuedAt: new Date().toISOString(),
        }
      : undefined;

  const sendIt = async () => {
    const report = queued();
    if (!report || sending) return;
    setSending(true);
    setRefusal(undefined);
    try {
      const sent = await submit(report);
      dropDraft();
      justSent.set(sent);
      go.sent(sent.number);
    } catch (error) {
      if (error instanceof OfflineError) {
        enqueue(report);
        dropDraft();
        toast('没有网络，已存下，连上网就自动发出', 'offline');
        go.myReportsInstead('draft');
      } else {
        setRefusal(error);
        toast(wordsFor(error).title, 'warning');
      }
    }
    setSending(false);
  };

  return {
    me,
    draft,
    edit,
    full,
    photos,
    catalogue,
    category,
    suggested,
    emergency: isEmergency(flags),
    lockedPrivate: alwaysPrivate(flags),
    place,
    routing,
    missing,
    sending,
    refusal,
    fieldErrors: refusal instanceof ApiError ? refusal.fields : {},
    send: sendIt,
    startOver,
    duplicate,
  };
}

export type Form = ReturnType<typeof useForm>;
