import type { Actor } from '../../shared/people/actor';
import { Refusal } from '../core/refusal';
import type { PhotoFacts } from './links';
import { type Media, Medias } from './model';

/**
 * The person's own photos in the order given: one round trip, none when there are none.
 * @throws Refusal media.not-yours naming the photo that is missing, expired or somebody else's.
 */
export const ownPhotos = async (actor: Actor, ids: readonly string[]): Promise<PhotoFacts[]> => {
  if (ids.length === 0) return [];
  const found = await Medias.find({ _id: { $in: [...ids] } }, { owner: 1, width: 1, height: 1, hash: 1 }).lean<
    Media[]
  >();
  return ids.map((id, i) => {
    const media = found.find((m) => m._id === id);
    if (!media || String(media.owner) !== actor.personId)
      throw new Refusal('media.not-yours', {
        fields: { [`photos.${i}`]: '照片不存在、已过期，或不是您上传的，请重新上传' },
      });
    return { _id: media._id, width: media.width, height: media.height, hash: media.hash };
  });
};
