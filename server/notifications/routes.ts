import mongoose, { Types } from 'mongoose';
import * as contract from '../../shared/notifications/contract';
import { writeAudit } from '../core/audit';
import { after, fromCursor, toCursor } from '../core/cursor';
import type { Outbox } from '../core/outbox';
import { refuseUnless } from '../core/refusal';
import { type Server, serve } from '../core/serve';
import { adminLabel, canAdminister } from '../people';
import { type MessageRecord, Messages } from './model';
import { changeSetting, settingsOf } from './settings';

const FAILED_SHOWN = 50;

type Failures = Pick<Outbox<never>, 'kind' | 'failed' | 'retry'>;

/** Number on the bell. */
export const unreadFor = (personId: string): Promise<number> =>
  Messages.countDocuments({ person: new Types.ObjectId(personId), unread: true });

const present = (m: MessageRecord) => ({
  id: String(m._id),
  kind: m.kind,
  title: m.title,
  text: m.text,
  report: m.report,
  link: m.link ?? (m.report === null ? null : { kind: 'report' as const, id: m.report }),
  at: m.at.toISOString(),
  read: m.unread !== true,
});

/** @param outboxes of every room that announces */
export const notificationRoutes = (server: Server, outboxes: readonly Failures[]): void => {
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

  serve(server, contract.listFailedDeliveries, async ({ actor }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const lists = await Promise.all(outboxes.map((outbox) => outbox.failed(FAILED_SHOWN)));
    return {
      items: lists
        .flat()
        .sort((a, b) => b.tries - a.tries)
        .slice(0, FAILED_SHOWN),
    };
  });
  serve(server, contract.retryDelivery, async ({ actor, params, now }) => {
    refuseUnless(canAdminister(actor), 'post.not-held');
    const { kind, id } = params;
    const outbox = outboxes.find((one) => one.kind === kind);
    await mongoose.connection.transaction(async (session) => {
      refuseUnless(outbox && (await outbox.retry(id, session)), 'delivery.not-found');
      const act = { act: 'retry-delivery', kind: 'delivery', object: `${kind} ${id}`, text: '重发没有送达的通知' };
      await writeAudit({ actor, label: adminLabel(actor, now), at: now, ...act }, session);
    });
    return { retried: true as const };
  });
};
