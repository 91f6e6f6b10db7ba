// What others see of a report's words and photos. The reporter and the staff concerned see everything; for everybody else what a check
// has doubts about waits, and what a moderator hid is gone. Checking never delays routing (domain.md §4).
import * as v from 'valibot';
import { checkWords, isShown, needsModerator } from '../../shared/moderation/checks';
import { setting } from '../core/settings';
import type { PhotoFacts } from '../media';
import type { Moderation, ReportRecord } from './model';

const ContentSettings = v.object({
  /** words that make a report wait for a dispatcher, whole or as part of a longer one */
  words: v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(20))),
  /** what nothing has checked yet is shown to others; to be switched off when a machine checks every photo */
  showUnchecked: v.boolean(),
});
export const contentSettings = setting('content', '内容审核：词表与公开', ContentSettings, {
  words: ['傻逼', '王八蛋', '去死', '代开发票', '加微信'],
  showUnchecked: true,
});

export const UNCHECKED: Moderation = { text: 'unchecked', photo: 'unchecked', flags: 0, hidden: [] };

/** What the check of the words says when a report comes in. */
export const moderationOf = (text: string, now: Date): Moderation => {
  const checked = { ...UNCHECKED, text: checkWords(text, contentSettings.current().words) };
  return needsModerator(checked) ? { ...checked, waiting: now } : checked;
};

/** Words of a later step that wait for a look. */
export const isDoubtful = (text: string): boolean => checkWords(text, contentSettings.current().words) !== 'unchecked';

export const PIECE_TEXT = 'text';
export const PIECE_ADDRESS = 'address';
/** The name that stands on an entry, as a piece of its own. */
export const personPiece = (entryId: unknown): string => `by-${String(entryId)}`;
const WAITING = '（内容正在审核）';
const HIDDEN = '（内容已隐藏）';

/** A pair of glasses: what a viewer sees of the pieces. */
export interface Glasses {
  description(words: string): string;
  photos(photos: readonly PhotoFacts[]): readonly PhotoFacts[];
  entry(id: unknown, words: string): string;
  /** photos of later steps, which a moderator looks at when somebody flags them */
  entryPhotos(photos: readonly PhotoFacts[]): readonly PhotoFacts[];
}
const CLEAR: Glasses = {
  description: (words) => words,
  photos: (photos) => photos,
  entry: (_, words) => words,
  entryPhotos: (photos) => photos,
};

/** @param full the reporter and the staff concerned see everything */
export const glassesFor = ({ moderation }: Pick<ReportRecord, 'moderation'>, full: boolean): Glasses => {
  if (full) return CLEAR;
  const { showUnchecked } = contentSettings.current();
  const textWaits = !isShown(moderation.text, showUnchecked);
  const photoWaits = !isShown(moderation.photo, showUnchecked);
  const { hidden } = moderation;
  // most reports have nothing to hide, and lists ask for every card
  if (!textWaits && !photoWaits && hidden.length === 0) return CLEAR;
  const shown = (photos: readonly PhotoFacts[]) => photos.filter(({ _id }) => !hidden.includes(_id));
  return {
    description: (words) => (words === '' ? '' : hidden.includes(PIECE_TEXT) ? HIDDEN : textWaits ? WAITING : words),
    photos: (photos) => (photoWaits ? [] : shown(photos)),
    entry: (id, words) => (words !== '' && hidden.includes(String(id)) ? HIDDEN : words),
    entryPhotos: shown,
  };
};

/** Everything of it is shown to everybody: only such a report is offered to others as perhaps their own case. */
export const isShownWhole = ({ moderation, photos }: Pick<ReportRecord, 'moderation' | 'photos'>): boolean => {
  const { showUnchecked } = contentSettings.current();
  const { text, photo, hidden } = moderation;
  return isShown(text, showUnchecked) && (photos.length === 0 || isShown(photo, showUnchecked)) && hidden.length === 0;
};
