import * as contract from '../../shared/green-spaces/content-contract';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { canDispatch } from '../people';
import { flagContent } from './commands/flag-content';
import { moderateContent } from './commands/moderate-content';
import { contentQueue, openFlagsOf, presentContent, type Shown } from './content';

export const contentRoutes = (server: Server): void => {
  const full = async (shown: Shown, mediaKey: Uint8Array) =>
    presentContent(shown, await openFlagsOf(shown.content._id), mediaKey);

  serve(server, contract.flagAdoptionContent, async ({ actor, params, body, now }) => {
    await flagContent(actor, params.piece, body, now);
    return { flagged: true as const };
  });
  serve(server, contract.listAdoptionContent, async ({ actor, query, deps }) => {
    refuseUnless(canDispatch(actor), 'post.not-held');
    const { items, next } = await contentQueue(actor, query);
    return { items: await Promise.all(items.map((shown) => full(shown, deps.keys.media))), next };
  });
  serve(server, contract.moderateAdoptionContent, async ({ actor, params, body, now, deps }) =>
    full(await moderateContent(actor, params.piece, body, now), deps.keys.media),
  );
};
