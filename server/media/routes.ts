import { uploadPhoto as uploadContract } from '../../shared/media/contract';
import { Refusal } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { uploadPhoto } from './commands/upload-photo';
import { linkIsGood, presentPhoto, type Variant } from './links';
import type { Storage } from './storage';

export const mediaRoutes = (server: Server, storage: Storage): void => {
  const { router, deps } = server;

  serve(server, uploadContract, async ({ actor, raw }) =>
    presentPhoto(deps.keys.media, await uploadPhoto(storage, actor, raw)),
  );

  // bytes, not JSON: the one address that is no contract
  router.get('/api/v1/media/:id/:variant.jpg', async (ctx) => {
    const { id = '', variant = '' } = ctx.params;
    const { expires, signature } = ctx.query;
    if (
      !/^[A-Za-z0-9_-]{22}$/.test(id) ||
      (variant !== 'full' && variant !== 'thumb') ||
      typeof signature !== 'string' ||
      !linkIsGood(deps.keys.media, id, variant satisfies Variant, Number(expires), signature)
    )
      throw new Refusal('media.not-found');
    const stream = await storage.get(variant === 'full' ? `${id}.jpg` : `${id}.thumb.jpg`);
    if (!stream) throw new Refusal('media.not-found');
    ctx.type = 'image/jpeg';
    ctx.set('cache-control', 'private, max-age=3600, immutable');
    ctx.set('x-content-type-options', 'nosniff');
    // the mini-program's pages come from another origin; the link itself is the permission
    ctx.set('cross-origin-resource-policy', 'cross-origin');
    ctx.body = stream;
  });
};
