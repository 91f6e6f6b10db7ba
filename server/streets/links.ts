// Links to printable sheets: a browser that saves a file sends no token, so the link itself is the permission, for an hour.
import { hmac, sameText } from '../core/keys';
import type { SheetLayout } from './print';

const HOUR_MS = 3_600_000;

export interface SheetRequest {
  town: string;
  layout: SheetLayout;
  code: 'wechat' | 'link';
}

const signature = (key: Uint8Array, { town, layout, code }: SheetRequest, expires: number) =>
  hmac(key, `street-cards/${town}/${layout}/${code}/${expires}`).slice(0, 27);

export const sheetUrl = (key: Uint8Array, request: SheetRequest): string => {
  const expires = Date.now() + HOUR_MS;
  const { town, layout, code } = request;
  return `/api/v1/towns/${town}/street-cards.pdf?layout=${layout}&code=${code}&expires=${expires}&signature=${signature(key, request, expires)}`;
};

export const sheetLinkIsGood = (key: Uint8Array, request: SheetRequest, expires: number, given: string): boolean =>
  Number.isSafeInteger(expires) && expires > Date.now() && sameText(given, signature(key, request, expires));
