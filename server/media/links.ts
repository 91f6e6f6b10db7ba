// Links to photos are signed for an hour and given out by presenters only, after the right to see was
// checked, because WeChat's <image> sends no token (domain.md §10).
import type { PhotoView } from '../../shared/media/contract';
import { hmac, sameText } from '../core/keys';
import type { Media } from './model';

/** What a report keeps of a photo, so that showing it costs no further query. */
export type PhotoFacts = Pick<Media, '_id' | 'width' | 'height' | 'hash'>;

export type Variant = 'full' | 'thumb';
const HOUR_S = 3600;
const SLOT_S = 900;

const signature = (key: Uint8Array, id: string, variant: Variant, expires: number) =>
  hmac(key, `${id}/${variant}/${expires}`).slice(0, 27);

/** Links of this quarter of an hour, made once: a page of twenty shows the same ones to everybody. */
const made = { key: new Uint8Array(), expires: 0, urls: new Map<string, string>() };
const MADE_AT_MOST = 50_000;

/** Signed path, valid for 60–75 minutes: the end is rounded to a quarter so that browsers can keep the picture. */
export const photoUrl = (key: Uint8Array, id: string, variant: Variant): string => {
  const expires = (Math.floor(Date.now() / 1000 / SLOT_S) + 1) * SLOT_S + HOUR_S;
  if (made.expires !== expires || made.key !== key || made.urls.size >= MADE_AT_MOST)
    Object.assign(made, { key, expires, urls: new Map() });
  const name = `${id}/${variant}`;
  let url = made.urls.get(name);
  if (url === undefined) {
    url = `/api/v1/media/${name}.jpg?expires=${expires}&signature=${signature(key, id, variant, expires)}`;
    made.urls.set(name, url);
  }
  return url;
};

export const linkIsGood = (key: Uint8Array, id: string, variant: Variant, expires: number, given: string): boolean =>
  Number.isSafeInteger(expires) && expires * 1000 > Date.now() && sameText(given, signature(key, id, variant, expires));

export const presentPhoto = (key: Uint8Array, { _id, width, height, hash }: PhotoFacts): PhotoView => ({
  id: _id,
  url: photoUrl(key, _id, 'full'),
  thumbnailUrl: photoUrl(key, _id, 'thumb'),
  width,
  height,
  hash,
});
