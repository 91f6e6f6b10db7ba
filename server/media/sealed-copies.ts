// Blurring replaces every copy that a link can reach: full picture, thumbnail and hash are written anew under another name, and what was
// there is kept sealed, beyond any link, so that staff can bring it back.
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import sharp from 'sharp';
import { MEDIA_LIMITS } from '../../shared/media/contract';
import type { AreaOfPhoto } from '../../shared/moderation/contract';
import { Refusal } from '../core/refusal';
import { seal, unseal } from '../core/sealed';
import type { PhotoFacts } from './links';
import { type Media, Medias } from './model';
import { preparePicture } from './picture';
import type { Storage } from './storage';

const bytesOf = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const sealedName = (id: string) => `${id}.sealed`;
const factsOf = ({ _id, width, height, hash }: Media): PhotoFacts => ({ _id, width, height, hash });

/** What is left of an area: so few patches of colour that nothing can be read or recognised. */
const PATCHES = 5;

/** @param areas shares of width and height; a pixel is added on each side */
const blurAreas = async (bytes: Buffer, areas: readonly AreaOfPhoto[]): Promise<Buffer> => {
  const { width, height } = await sharp(bytes).metadata();
  const patches = await Promise.all(
    areas.map(async (area) => {
      const left = Math.max(0, Math.floor(area.x * width) - 1);
      const top = Math.max(0, Math.floor(area.y * height) - 1);
      const box = {
        left,
        top,
        width: Math.min(width - left, Math.ceil(area.width * width) + 2),
        height: Math.min(height - top, Math.ceil(area.height * height) + 2),
      };
      const across = Math.max(1, Math.min(PATCHES, box.width));
      const down = Math.max(1, Math.min(PATCHES, box.height));
      // two passes: within one, sharp would resize once only
      const tiny = await sharp(bytes).extract(box).resize(across, down, { fit: 'fill' }).png().toBuffer();
      const input = await sharp(tiny).resize(box.width, box.height, { fit: 'fill', kernel: 'cubic' }).png().toBuffer();
      return { input, left, top };
    }),
  );
  return sharp(bytes).composite(patches).jpeg({ quality: 90 }).toBuffer();
};

const read = async (storage: Storage, name: string): Promise<Buffer> => {
  const stream = await storage.get(name);
  if (!stream) throw new Refusal('media.not-found');
  return bytesOf(stream);
};

/**
 * A new picture with the areas blurred; the one it is made from is kept sealed. Nothing shows it yet and nothing is withdrawn: the
 * report's own guarded update decides. Loose until then.
 * @throws Refusal media.not-found
 */
export const blurredCopy = async (
  storage: Storage,
  keys: readonly Uint8Array[],
  id: string,
  areas: readonly AreaOfPhoto[],
): Promise<PhotoFacts> => {
  const source = await Medias.findById(id).lean<Media>();
  if (!source) throw new Refusal('media.not-found');
  const bytes = await read(storage, `${id}.jpg`);
  await storage.put(sealedName(id), Buffer.from(seal(keys, bytes.toString('base64'))));
  const picture = await preparePicture(await blurAreas(bytes, areas));
  const made: Media = {
    _id: randomBytes(16).toString('base64url'),
    owner: source.owner,
    width: picture.width,
    height: picture.height,
    bytes: picture.full.length,
    hash: picture.hash,
    createdAt: new Date(),
    blurredFrom: id,
    loose: true,
  };
  await storage.put(`${made._id}.jpg`, picture.full);
  await storage.put(`${made._id}.thumb.jpg`, picture.thumbnail);
  await Medias.create(made);
  return factsOf(made);
};

/** The picture a blurred one was made from, put back where links reach it. @throws Refusal media.not-found */
export const unblurredCopy = async (storage: Storage, keys: readonly Uint8Array[], id: string): Promise<PhotoFacts> => {
  const blurred = await Medias.findById(id).lean<Media>();
  const source = blurred?.blurredFrom ? await Medias.findById(blurred.blurredFrom).lean<Media>() : null;
  if (!source) throw new Refusal('media.not-found');
  const sealed = await read(storage, sealedName(source._id));
  const full = Buffer.from(unseal(keys, sealed.toString()), 'base64');
  const side = MEDIA_LIMITS.thumbnailSide;
  const thumbnail = await sharp(full)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 72 })
    .toBuffer();
  await storage.put(`${source._id}.jpg`, full);
  await storage.put(`${source._id}.thumb.jpg`, thumbnail);
  return factsOf(source);
};

/** Takes a picture away from where links reach it; what is sealed stays. Again changes nothing. */
export const withdrawCopy = async (storage: Storage, id: string): Promise<void> => {
  await storage.remove(`${id}.jpg`);
  await storage.remove(`${id}.thumb.jpg`);
};

/** Which of these were made by blurring, and from what. */
export const blurredAmong = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const found = await Medias.find({ _id: { $in: [...ids] }, blurredFrom: { $exists: true } }, { blurredFrom: 1 }).lean<
    Media[]
  >();
  return new Map(found.flatMap(({ _id, blurredFrom }) => (blurredFrom ? [[_id, blurredFrom] as const] : [])));
};
