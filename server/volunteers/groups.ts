// 城管志愿队: a few dozen, in memory, because leading one is a permission and is asked on many requests.
import type { Types } from 'mongoose';
import { snapshot } from '../core/snapshot';
import { type GroupRecord, Groups } from './model';

export const groupBook = snapshot('volunteer-groups', async () => {
  const rows = await Groups.find().lean<GroupRecord[]>();
  return new Map(rows.map((row) => [String(row._id), row]));
});

/** Groups somebody leads. */
export const groupsLedBy = (person: string): readonly GroupRecord[] =>
  [...groupBook.current().values()].filter(({ leaders }) => leaders.some((id) => String(id) === person));

export const groupNamed = (id: string | Types.ObjectId): GroupRecord | undefined => groupBook.current().get(String(id));

/** Accounts of those who lead a group. */
export const leadersOf = (id: string): string[] => groupNamed(id)?.leaders.map(String) ?? [];
