// Sign-in on a wide screen: the browser shows a QR code and a number, the signed-in mini-program approves.
// The QR code carries a hash of the browser's id: who photographs it can approve, but never take the token.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Types } from 'mongoose';
import QRCode from 'qrcode';
import type { Actor } from '../../../shared/people/actor';
import type { Deps } from '../../core/deps';
import { Refusal } from '../../core/refusal';
import { BrowserSessions } from '../model';
import { sessionOfPerson } from './sign-in';

const LIFE_MS = 120_000;
const hash = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, 22);

/** `{id, number, qr, expiresAt}`; `qr` is an SVG data URL that holds `login:<hash>`. */
export const startBrowserSignIn = async () => {
  const id = randomBytes(24).toString('base64url');
  const number = String(randomInt(10, 100));
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + LIFE_MS);
  await BrowserSessions.create({ _id: hash(id), number, createdAt, expiresAt });
  const svg = await QRCode.toString(`login:${hash(id)}`, { type: 'svg', margin: 1 });
  return {
    id,
    number,
    qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    expiresAt: expiresAt.toISOString(),
  };
};

const find = async (id: string) => {
  const session = await BrowserSessions.findOne({ _id: { $in: [id, hash(id)] } }).lean();
  if (!session || session.expiresAt <= new Date()) throw new Refusal('browser-sign-in.unknown');
  return session;
};

/** A signed-in person approves; the number, when given, must be the one on the wide screen. */
export const approveBrowserSignIn = async (actor: Actor, id: string, number: string | undefined): Promise<void> => {
  const session = await find(id);
  if (number !== undefined && session.number !== number) throw new Refusal('browser-sign-in.wrong-number');
  const { matchedCount } = await BrowserSessions.updateOne(
    { _id: session._id, approvedBy: null, takenAt: null },
    { $set: { approvedBy: new Types.ObjectId(actor.personId) } },
  );
  if (matchedCount === 0) throw new Refusal('browser-sign-in.already-used');
};

/** Pending, or the session: handed out once. */
export const takeBrowserSession = async (deps: Deps, id: string) => {
  const session = await BrowserSessions.findById(hash(id)).lean();
  if (!session || session.expiresAt <= new Date()) throw new Refusal('browser-sign-in.unknown');
  if (!session.approvedBy) return { status: 'pending' as const, expiresAt: session.expiresAt.toISOString() };
  const { matchedCount } = await BrowserSessions.updateOne(
    { _id: session._id, takenAt: null },
    { $set: { takenAt: new Date() } },
  );
  if (matchedCount === 0) throw new Refusal('browser-sign-in.already-used');
  return { status: 'approved' as const, session: await sessionOfPerson(deps, session.approvedBy) };
};
