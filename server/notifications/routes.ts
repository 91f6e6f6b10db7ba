import { Types } from 'mongoose';
import * as contract from '../../shared/notifications/contract';
import { after, fromCursor, toCursor } from '../core/cursor';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { canAdminister } from '../people';
import { failedAnnouncements, retryAnnouncement } from '../reports';
import { type MessageRecord, Messages } from './model';
import { changeSetting, settingsOf } from './settings';

/** Number on the bell. */
export const unreadFor = (personId: string): Promise<number> =>
  Messages.countDocuments({ person: new Types.ObjectId(personId), unread: true });

const present = (m: MessageRecord) => ({
  id: String(m._id),
  kind: m.kind,
  title: m.title,
  text: m.text,
  report: m.report,
  at: m.at.toISOString(),
  read: m.unread !== true,
});

export const notificationRoutes = (server: Server): void => {
  serve(server, contract.listMessages, async ({ actor, query }) => {
    const person = new Types.ObjectId(actor.personId);
    const beyond = query.cursor
      ? after(
          'at',
          -1,
          '_id',
          -1,
          fromCursor(query.cursor, [(v) => v instanceof Date, (v) => v instanceof Types.ObjectId]),
        )
      : {};
    const [rows, unread] = await Promise.all([
      Messages.find({ person, ...beyond })
        .sort({ at: -1, _id: -1 })
        .limit(query.limit + 1)
        .lean<MessageRecord[]>(),
      unreadFor(actor.personId),
    ]);
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(present),
      next: rows.length > query.limit && last ? toCursor([last.at, last._id]) : null,
      unread,
    };
  });

  serve(server, contract.markRead, async ({ actor, body }) => {
    const person = new Types.ObjectId(actor.personId);
    if (body.id === undefined) await Messages.updateMany({ person, unread: true }, { $unset: { unread: 1 } });
    else {
      refuseUnless(Types.ObjectId.isValid(body.id), 'message.not-found');
      const { matchedCount } = await Messages.updateOne(
        { _id: new Types.ObjectId(body.id), person },
        { $unset: { unread: 1 } },
      );
      refuseUnless(matchedCount === 1, 'message.not-found');
    }
    return { unread: await unreadFor(actor.personId) };
  });

  serve(server, contract.readMessageSettings, ({ actor }) => settingsOf(actor));
  serve(server, contract.changeMessageSetting, ({ actor, body }) => changeSetting(actor, body.kind, body.on));

  serve(server, contract.listFailedDeliveries, async ({ actor, query }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    return { items: await failedAnnouncements(query.limit) };
  });
  serve(server, contract.retryDelivery, async ({ actor, params }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    await retryAnnouncement(params.report);
    return { retried: true as const };
  });
};
