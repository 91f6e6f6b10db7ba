import { Types } from 'mongoose';
import { isDuplicateKey } from '../core/database';
import type { Announcement } from '../reports';
import { draftsFor } from './kinds';
import { Messages } from './model';

/** Writes the messages of one entry into the boxes of those concerned; doing it again changes nothing. */
export const deliverMessages =
  (now: () => Date) =>
  async (announcement: Announcement): Promise<void> => {
    const { report, entry } = announcement;
    const messages = draftsFor(announcement, now()).flatMap(({ kind, to, title, text }) =>
      to.map((person) => ({
        _id: new Types.ObjectId(),
        person: new Types.ObjectId(person),
        kind,
        entry: entry._id,
        title,
        text,
        report: report.number,
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
