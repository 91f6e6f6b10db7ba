import { useCallback, useEffect, useRef, useState } from 'react';
import { wordsFor } from '../api/errors';
import { newId } from '../api/ids';
import { upload } from '../api/upload';
import { takePhotos } from '../platform/camera';
import { dropPhoto, keepPhoto, openPhoto } from '../platform/photo-box';
import type { PhotoTile } from './photo-grid';
import { toast } from './toast';

/** A photo as a draft remembers it. */
export interface KeptPhoto {
  key: string;
  ref?: string;
  id?: string;
}

type Photo = PhotoTile & KeptPhoto;

/**
 * Photos of a form: each is kept on the device and sent at once, with its own progress. One that finds no network
 * waits; the outbox or a tap sends it later.
 * @param kept photos of an earlier visit, shown again
 * @param onChange called whenever what a draft must remember has changed
 */
export function usePhotos(kept: readonly KeptPhoto[], onChange: (photos: KeptPhoto[]) => void) {
  const [photos, setPhotos] = useState<Photo[]>([]);
  const now = useRef<Photo[]>([]);
  const tell = useRef(onChange);
  tell.current = onChange;
  const first = useRef(kept);

  const put = useCallback((next: Photo[], remember: boolean) => {
    now.current = next;
    setPhotos(next);
    if (remember) {
      tell.current(
        next.map(({ key, ref, id }) => ({
          key,
          ...(ref === undefined ? {} : { ref }),
          ...(id === undefined ? {} : { id }),
        })),
      );
    }
  }, []);

  const change = useCallback(
    (key: string, to: Partial<Photo>, remember = false) =>
      put(
        now.current.map((photo) => (photo.key === key ? { ...photo, ...to } : photo)),
        remember,
      ),
    [put],
  );

  const sendOne = useCallback(
    async (key: string) => {
      const photo = now.current.find((one) => one.key === key);
      if (!photo) return;
      change(key, { state: 'sending', percent: 0 });
      try {
        const stored = await upload(photo.path, (percent) => change(key, { percent }));
        change(key, { state: 'sent', percent: 100, id: stored.id }, true);
      } catch (error) {
        const { title, detail, offline } = wordsFor(error);
        change(key, { state: offline ? 'waiting' : 'failed', problem: detail });
        if (!offline) toast(`${title}。${detail}`, 'warning');
      }
    },
    [change],
  );

  useEffect(() => {
    void (async () => {
      for (const photo of first.current) {
        const path = photo.ref ? await openPhoto(photo.ref) : undefined;
        if (!path) continue;
        put(
          [...now.current, { ...photo, path, state: photo.id ? 'sent' : 'waiting', percent: photo.id ? 100 : 0 }],
          false,
        );
      }
    })();
  }, [put]);

  const add = useCallback(
    async (count: number, from: 'camera' | 'both' = 'both') => {
      const taken = await takePhotos(count, from).catch(() => {
        toast('没能打开相机，请再试一次', 'warning');
        return [];
      });
      for (const { path } of taken) {
        const photo: Photo = { key: newId(), path, state: 'sending', percent: 0, ref: await keepPhoto(path) };
        put([...now.current, photo], true);
        void sendOne(photo.key);
      }
      return taken.length;
    },
    [put, sendOne],
  );

  const remove = useCallback(
    (key: string) => {
      const gone = now.current.find((photo) => photo.key === key);
      if (gone?.ref) dropPhoto(gone.ref);
      put(
        now.current.filter((photo) => photo.key !== key),
        true,
      );
    },
    [put],
  );

  return { photos, add, remove, retry: sendOne, ids: photos.flatMap((photo) => photo.id ?? []) };
}
