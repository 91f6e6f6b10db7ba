// The message box of a person, written from the history of reports by a worker.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Id, Limit, page, Time } from '../fields';

export const Message = v.object({
  id: v.string(),
  kind: v.string(),
  title: v.string(),
  text: v.string(),
  /** number of the report the message is about */
  report: v.nullable(v.string()),
  at: Time,
  read: v.boolean(),
});

export const listMessages = endpoint({
  name: 'notifications.list',
  summary: '我的消息，新的在前',
  method: 'GET',
  path: '/api/v1/me/messages',
  access: 'signed-in',
  query: v.object({ cursor: Cursor, limit: Limit }),
  reply: v.object({ ...page(Message).entries, unread: v.number() }),
  refusals: [],
});

export const markRead = endpoint({
  name: 'notifications.markRead',
  summary: '把一条或全部消息标为已读',
  method: 'POST',
  path: '/api/v1/me/messages/read',
  access: 'signed-in',
  body: v.object({ id: v.optional(Id) }),
  reply: v.object({ unread: v.number() }),
  refusals: ['message.not-found'],
});
