// The message box of a person, written from the history of reports by a worker.
import * as v from 'valibot';
import { endpoint } from '../endpoint';
import { Cursor, Id, Limit, page, Time } from '../fields';
import { MESSAGE_KIND_NAMES } from './kinds';

/** What a message is about, and so which page it opens: a report by its number, everything else by its id. */
export const LINK_KINDS = ['report', 'limit', 'adoption', 'activity', 'activity-roll', 'hours'] as const;
const MessageLink = v.object({ kind: v.picklist(LINK_KINDS), id: v.string() });
export type MessageLink = v.InferOutput<typeof MessageLink>;

export const Message = v.object({
  id: v.string(),
  kind: v.string(),
  title: v.string(),
  text: v.string(),
  /** number of the report the message is about */
  report: v.nullable(v.string()),
  link: v.nullable(MessageLink),
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

const Setting = v.object({
  kind: v.picklist(MESSAGE_KIND_NAMES),
  label: v.string(),
  on: v.boolean(),
  /** part of an office's duty: cannot be switched off */
  required: v.boolean(),
});
const Settings = v.object({ items: v.array(Setting) });

export const readMessageSettings = endpoint({
  name: 'notifications.readSettings',
  summary: '我接收哪几类消息',
  method: 'GET',
  path: '/api/v1/me/message-settings',
  access: 'signed-in',
  reply: Settings,
  refusals: [],
});

export const changeMessageSetting = endpoint({
  name: 'notifications.changeSetting',
  summary: '打开或关闭一类消息；任务类消息不能关闭',
  method: 'PUT',
  path: '/api/v1/me/message-settings',
  access: 'signed-in',
  body: v.object({
    kind: v.picklist(MESSAGE_KIND_NAMES, '没有这类消息'),
    on: v.boolean('是否接收要填 true 或 false'),
  }),
  reply: Settings,
  refusals: ['message.kind-required'],
});

export const listFailedDeliveries = endpoint({
  name: 'notifications.listFailed',
  summary: '管理员：没有发出去的消息，重试次数多的在前，最多 50 条；会自动重试，间隔逐次加长',
  method: 'GET',
  path: '/api/v1/deliveries/failed',
  access: 'signed-in',
  reply: v.object({
    items: v.array(
      v.object({
        kind: v.string(),
        id: v.string(),
        tries: v.number(),
        problem: v.string(),
        nextTryAt: Time,
        waiting: v.number(),
      }),
    ),
  }),
  refusals: ['post.not-held'],
});

const Known = v.pipe(v.string(), v.maxLength(40), v.regex(/^[0-9A-Za-z-]+$/, '编号格式不对'));
export const retryDelivery = endpoint({
  name: 'notifications.retry',
  summary: '管理员：马上重试一件事的消息',
  method: 'POST',
  path: '/api/v1/deliveries/failed/:kind/:id/retry',
  access: 'signed-in',
  params: v.object({ kind: Known, id: Known }),
  reply: v.object({ retried: v.literal(true) }),
  refusals: ['post.not-held', 'delivery.not-found'],
});
