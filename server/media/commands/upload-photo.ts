import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { Types } from 'mongoose';
import { MEDIA_LIMITS } from '../../../shared/media/contract';
import type { Actor } from '../../../shared/people/actor';
import { Refusal } from '../../core/refusal';
import { type Media, Medias } from '../model';
import { preparePicture } from '../picture';
import type { Storage } from '../storage';

/** The bytes of the one `file` field. @throws Refusal media.missing | media.too-large | request.malformed */
const receive = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: request.headers,
        limits: { files: 1, fields: 10, fileSize: MEDIA_LIMITS.bytes, parts: 12 },
      });
    } catch {
      request.resume();
      return reject(new Refusal('media.missing'));
    }
    const fail = (refusal: Refusal) => {
      request.unpipe(parser);
      request.resume();
      reject(refusal);
    };
    let received: Promise<Buffer> | undefined;
    parser.on('file', (name, stream) => {
      if (name !== 'file') {
        stream.resume();
        return;
      }
      received = new Promise((done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('limit', () => fail(new Refusal('media.too-large')));
        stream.on('end', () => done(Buffer.concat(chunks)));
      });
    });
    parser.on('close', () => (received ? received.then(resolve, reject) : reject(new Refusal('media.missing'))));
    parser.on('error', () => fail(new Refusal('request.malformed')));
    request.on('aborted', () => reject(new Refusal('request.malformed')));
    request.pipe(parser);
  });

/** Keeps a picture for `owner`; loose until something refers to it. Files first: a record never lacks its picture. */
export const keepPicture = async (
  storage: Storage,
  owner: Types.ObjectId,
  bytes: Buffer,
  now: Date,
): Promise<Media> => {
  const picture = await preparePicture(bytes);
  const id = randomBytes(16).toString('base64url');
  await storage.put(`${id}.jpg`, picture.full);
  await storage.put(`${id}.thumb.jpg`, picture.thumbnail);
  const { width, height, hash } = picture;
  const media: Media = { _id: id, owner, width, height, bytes: picture.full.length, hash, createdAt: now, loose: true };
  await Medias.create(media);
  return media;
};

export const uploadPhoto = async (storage: Storage, actor: Actor, request: IncomingMessage): Promise<Media> =>
  keepPicture(storage, new Types.ObjectId(actor.personId), await receive(request), new Date());
