// Photos. Judged by content, re-encoded, EXIF gone (domain.md §10); links are signed for an hour.
import * as v from 'valibot';
import { endpoint } from '../endpoint';

export const MEDIA_LIMITS = {
  bytes: 10 * 1024 * 1024,
  pixels: 40_000_000,
  longSide: 1920,
  thumbnailSide: 320,
} as const;

export const Photo = v.object({
  id: v.string(),
  url: v.string(),
  thumbnailUrl: v.string(),
  width: v.number(),
  height: v.number(),
  /** ThumbHash of the picture, base64: a blurred preview of about 25 bytes */
  hash: v.string(),
});
export type PhotoView = v.InferOutput<typeof Photo>;

export const uploadPhoto = endpoint({
  name: 'media.upload',
  summary: '上传一张照片（JPEG、PNG、WebP，10 MB 以内）；24 小时内没有用上会自动删除',
  method: 'POST',
  path: '/api/v1/media',
  access: 'signed-in',
  file: 'file',
  reply: Photo,
  status: 201,
  refusals: ['media.unreadable', 'media.unsupported', 'media.too-large', 'media.missing'],
});
