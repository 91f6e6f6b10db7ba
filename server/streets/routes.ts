import { setImmediate as breathe } from 'node:timers/promises';
import * as contract from '../../shared/streets/contract';
import { cardPath, sceneOf } from '../../shared/streets/scene';
import { dateOfDay, dayOf } from '../../shared/workdays';
import { areaNamed, directory, type Street } from '../areas';
import type { Deps } from '../core/deps';
import { originOf } from '../core/public-origin';
import { Refusal, refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { presentCard } from '../reports';
import { cardFacts, stampOf, streetsOf } from './card';
import { type SheetRequest, sheetLinkIsGood, sheetUrl } from './links';
import { cardPicture } from './pictures';
import { canPrintCards } from './policy';
import type { Code, PrintedCard } from './print';
import { streetCard } from './queries';
import { printSheet } from './sheet-pool';
import { wechatCode } from './wechat-code';

const PAGE = '/areas/street/index';
/** a card changes with its street's chief or telephone: a few minutes are soon enough */
const PICTURE_AGE_S = 600;
/** cards made ready at a stretch */
const BREATH = 50;

const printed = async (
  street: Street,
  code: SheetRequest['code'],
  origin: string,
  { config, now }: Deps,
): Promise<PrintedCard> => {
  const facts = cardFacts(street, now());
  const stamp = stampOf(facts);
  const scene = { code: street._id, stamp };
  const mini = config.wechat && code === 'wechat' ? sceneOf(scene) : undefined;
  const drawn: Code =
    config.wechat && mini
      ? { picture: await wechatCode(config.wechat, mini) }
      : { address: `${origin}${cardPath(scene)}` };
  return {
    facts,
    stamp,
    printedOn: dateOfDay(dayOf(now().getTime())),
    demo: config.demo,
    scanWord: '扫一扫，看进度、报问题',
    code: drawn,
  };
};

const wanted = (asked: unknown, { config }: Deps): SheetRequest['code'] =>
  config.wechat && asked !== 'link' ? 'wechat' : 'link';

export const streetRoutes = (server: Server): void => {
  const { router, deps, rateLimit } = server;

  serve(server, contract.readStreet, ({ params, query, actor, now }) =>
    streetCard(params.code, query, now, (report) => presentCard(report, { actor, now, mediaKey: deps.keys.media })),
  );

  serve(server, contract.listStreetTowns, async () => {
    const towns = [...new Set([...directory.current().streets.values()].map(({ town }) => town))].sort();
    return {
      items: towns.map((town) => ({
        code: town,
        name: areaNamed(town)?.name ?? town,
        county: areaNamed(town.slice(0, 6))?.name ?? '',
        streets: streetsOf(town).map(({ _id, name }) => ({ code: _id, name })),
      })),
    };
  });

  serve(server, contract.prepareStreetSheet, async ({ actor, params, body }) => {
    refuseUnless(canPrintCards(actor, params.town.slice(0, 6)), 'post.not-held');
    const streets = streetsOf(params.town).length;
    refuseUnless(streets > 0, 'street.town-empty');
    const code = wanted(body.code, deps);
    return { url: sheetUrl(deps.keys.media, { town: params.town, layout: body.layout, code }), streets };
  });

  // bytes, not JSON, from here on: no contracts
  router.get('/api/v1/streets/:code/card.png', async (ctx) => {
    await rateLimit('read', ctx.ip);
    const street = directory.current().streets.get(ctx.params.code ?? '');
    refuseUnless(street, 'street.not-found');
    const card = await printed(street, wanted(ctx.query.code, deps), originOf(ctx, deps), deps);
    ctx.type = 'image/png';
    ctx.set('cache-control', `public, max-age=${PICTURE_AGE_S}`);
    ctx.set('cross-origin-resource-policy', 'cross-origin');
    ctx.body = await cardPicture(card);
  });

  router.get('/api/v1/towns/:town/street-cards.pdf', async (ctx) => {
    await rateLimit('read', ctx.ip);
    const { town = '' } = ctx.params;
    const { layout, code, expires, signature } = ctx.query;
    const request = { town, layout, code } as SheetRequest;
    if (typeof signature !== 'string' || !sheetLinkIsGood(deps.keys.media, request, Number(expires), signature))
      throw new Refusal('request.not-found');
    const cards: PrintedCard[] = [];
    // one after the other: WeChat counts requests a minute; and others get their turn in between
    for (const [i, street] of streetsOf(town).entries()) {
      cards.push(await printed(street, request.code, originOf(ctx, deps), deps));
      if (i % BREATH === BREATH - 1) await breathe();
    }
    refuseUnless(cards.length > 0, 'street.town-empty');
    const name = areaNamed(town)?.name ?? town;
    ctx.type = 'application/pdf';
    ctx.set('cache-control', 'no-store');
    ctx.set('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${name}街道名片`)}.pdf`);
    ctx.body = await printSheet(`${name}街道名片`, request.layout, cards, deps.now());
  });

  // what the ordinary QR code says: short, and the same for ever, whatever the pages are called
  router.get('/s/:code', async (ctx) => {
    const { code = '' } = ctx.params;
    const { k } = ctx.query;
    if (!/^[0-9A-Za-z-]{1,40}$/.test(code)) throw new Refusal('street.not-found');
    const stamp = typeof k === 'string' && /^[0-9a-f]{6}$/.test(k) ? `&k=${k}` : '';
    ctx.redirect(`/#${PAGE}?code=${code}${stamp}&scan=1`);
  });
};
