// The rotating code of a shift (domain.md §6): one per minute, signed by the server. An organiser whose telephone is offline shows
// codes fetched up to five minutes before, and a volunteer who is offline sends theirs up to five minutes later; so a code
// counts from its own minute until five minutes after it. What is signed is made on the server alone (server/activities/codes.ts);
// here is the arithmetic of minutes.

export const SLOT_MS = 60_000;
/** minutes a telephone may be offline */
export const OFFLINE_SLOTS = 5;
/** clocks of telephones and servers differ a little */
const SKEW_MS = 5_000;

/** Number of the minute. */
export const slotAt = (at: Date): number => Math.floor(at.getTime() / SLOT_MS);
export const slotStart = (slot: number): Date => new Date(slot * SLOT_MS);

export type CodeAge = 'good' | 'early' | 'late';

/** Whether the code of a minute counts at `now`. */
export function ageOf(slot: number, now: Date): CodeAge {
  const start = slot * SLOT_MS;
  if (now.getTime() + SKEW_MS < start) return 'early';
  return now.getTime() < start + SLOT_MS * (1 + OFFLINE_SLOTS) ? 'good' : 'late';
}

/** Minutes whose codes count at `now`, the latest first. */
export const goodSlots = (now: Date): number[] =>
  Array.from({ length: OFFLINE_SLOTS + 2 }, (_, i) => slotAt(now) + 1 - i).filter(
    (slot) => ageOf(slot, now) === 'good',
  );

/** When somebody was there who shows the code of this minute: a code sent later counts for its own minute. */
export const seenAt = (slot: number, now: Date): Date => {
  const end = (slot + 1) * SLOT_MS;
  return now.getTime() < end ? now : new Date(end);
};

/** What the QR code says: `yicheng:shift:<shift>:<code>`. */
export const codeText = (shift: string, code: string): string => `yicheng:shift:${shift}:${code}`;

/** A scanned text or typed characters; undefined when it is neither. Letters as people type them: any case, O for 0, I and L for 1. */
export function readCode(text: string): { shift?: string; code: string } | undefined {
  const scanned = /^yicheng:shift:([0-9a-f]{24}):([0-9A-Z]{8})$/.exec(text.trim());
  if (scanned?.[1] && scanned[2]) return { shift: scanned[1], code: scanned[2] };
  const typed = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(typed) ? { code: typed } : undefined;
}
