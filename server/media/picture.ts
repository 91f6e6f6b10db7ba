// A photo as it is kept: judged by content, turned upright, re-encoded (so nothing of EXIF or GPS remains),
// at most 1920 px on the long side, with a thumbnail and a blurred preview.
import sharp, { type Metadata } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { MEDIA_LIMITS } from '../../shared/media/contract';
import { Refusal } from '../core/refusal';

// two at a time on a small machine: pictures must not starve requests of memory
sharp.concurrency(1);
sharp.cache(false);

const FORMATS = ['jpeg', 'png', 'webp'];
const isPicture = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xd8) ||
  bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) ||
  (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP');

export interface Picture {
  full: Buffer;
  thumbnail: Buffer;
  width: number;
  height: number;
  hash: string;
}

const inspect = async (bytes: Buffer): Promise<Metadata> => {
  // the first bytes decide before any decoder sees the rest
  if (!isPicture(bytes)) throw new Refusal('media.unsupported');
  let metadata: Metadata;
  try {
    metadata = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
  } catch {
    throw new Refusal('media.unreadable');
  }
  if (!metadata.format || !FORMATS.includes(metadata.format)) throw new Refusal('media.unsupported');
  if (metadata.width * metadata.height > MEDIA_LIMITS.pixels || (metadata.pages ?? 1) > 1)
    throw new Refusal('media.too-large');
  return metadata;
};

/** @throws Refusal media.unsupported | media.unreadable | media.too-large */
export const preparePicture = async (bytes: Buffer): Promise<Picture> => {
  await inspect(bytes);
  const within = (side: number) => ({ width: side, height: side, fit: 'inside' as const, withoutEnlargement: true });
  try {
    const upright = sharp(bytes, { limitInputPixels: MEDIA_LIMITS.pixels, failOn: 'error' }).rotate();
    const { data: full, info } = await upright
      .clone()
      .resize(within(MEDIA_LIMITS.longSide))
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80, progressive: true })
      .toBuffer({ resolveWithObject: true });
    const small = sharp(full);
    const thumbnail = await small.clone().resize(within(MEDIA_LIMITS.thumbnailSide)).jpeg({ quality: 72 }).toBuffer();
    const { data, info: tiny } = await small
      .clone()
      .resize(within(64))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const hash = Buffer.from(rgbaToThumbHash(tiny.width, tiny.height, data)).toString('base64');
    return { full, thumbnail, width: info.width, height: info.height, hash };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('media.unreadable');
  }
};
