import { Types } from 'mongoose';
import type { MessageLink } from '../../shared/notifications/contract';
import { MESSAGE_KINDS } from '../../shared/notifications/kinds';
import { isDuplicateKey } from '../core/database';
import { type Announcement, followersOf, type Step } from '../reports';
import { type Draft, draftsFor, wordsNow } from './kinds';
import { Messages } from './model';
import { mutedAmong } from './settings';

/** Puts drafts into the boxes of those concerned, once per (entry, person, kind); doing it again changes nothing. */
export const writeMessages = async (
  entry: { _id: Types.ObjectId; at: Date },
  link: MessageLink,
  drafts: readonly Draft[],
): Promise<void> => {
  const muted = await mutedAmong(drafts.filter(({ kind }) => !MESSAGE_KINDS[kind].required).flatMap(({ to }) => to));
  const messages = drafts.flatMap(({ kind, to, title, text }) =>
    [...new Set(to)]
      .filter((person) => MESSAGE_KINDS[kind].required || !muted.has(`${person} ${kind}`))
      .map((person) => ({
        _id: new Types.ObjectId(),
        person: new Types.ObjectId(person),
        kind,
        entry: entry._id,
        title,
        text,
        ...(link.kind === 'report' ? { report: link.id } : { report: null, link }),
        at: entry.at,
        unread: true as const,
      })),
  );
  if (messages.length === 0) return;
  try {
    await Messages.insertMany(messages, { ordered: false });
  } catch (error) {
    // written before by a worker that died before saying so
    if (!isDuplicateKey(error)) throw error;
  }
};

const REWRITES: readonly Step[] = ['content-hide', 'content-redact', 'content-restore'];
/** What was blacked out, hidden or brought back on a report is so in the messages that were sent of it. Again changes nothing. */
const rewriteMessages = async ({ report }: Announcement, now: Date): Promise<void> => {
  for (const entry of report.history)
    for (const { kind, ...said } of wordsNow({ report, entry }, now))
      await Messages.updateMany({ entry: entry._id, kind }, { $set: said });
};

/** Writes the messages of one entry of a report. */
export const deliverMessages =
  (now: () => Date) =>
  async (announcement: Announcement): Promise<void> => {
    const { report, entry } = announcement;
    const followers = report.followers + report.seconds > 0 ? await followersOf(report._id) : [];
    await writeMessages(entry, { kind: 'report', id: report.number }, draftsFor(announcement, followers, now()));
    if (REWRITES.includes(entry.move)) await rewriteMessages(announcement, now());
  };
