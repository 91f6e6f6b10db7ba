// The pieces of a report that can be hidden, redacted or blurred by themselves, as a moderator sees them.
import type { ContentView } from '../../shared/moderation/contract';
import { FLAG_REASONS } from '../../shared/moderation/contract';
import { type PhotoFacts, presentPhoto } from '../media';
import { PIECE_ADDRESS, PIECE_TEXT, personPiece, type ReportRecord, stepTitle } from '../reports';
import type { FlagRecord } from './model';
import { NAMING } from './words';

type Piece = ContentView['pieces'][number];

/** What is known beside the report: pieces whose original is kept. */
export interface Kept {
  redacted: ReadonlySet<string>;
  blurred: ReadonlySet<string>;
}

const MODERATORS = /^content-/;
const photoPieces = (title: string, photos: readonly PhotoFacts[], hidden: Set<string>, kept: Kept, key: Uint8Array) =>
  photos.map(
    (photo): Piece => ({
      id: photo._id,
      kind: 'photo',
      title,
      text: '',
      photo: presentPhoto(key, photo),
      hidden: hidden.has(photo._id),
      canHide: true,
      changed: kept.blurred.has(photo._id),
    }),
  );

/** Words and photos in the order they came; of what a machine wrote only what names people is a piece, of what moderators wrote nothing. */
export const presentContent = (
  report: ReportRecord,
  flags: readonly FlagRecord[],
  flagCount: number,
  kept: Kept,
  key: Uint8Array,
): ContentView => {
  const { moderation, description, history } = report;
  const hidden = new Set(moderation.hidden);
  const words = (id: string, kind: Exclude<Piece['kind'], 'photo'>, title: string, text: string): Piece[] =>
    text === ''
      ? []
      : [
          {
            id,
            kind,
            title,
            text,
            photo: null,
            hidden: hidden.has(id),
            canHide: kind === 'text' || kind === 'entry',
            changed: kept.redacted.has(id),
          },
        ];
  const steps = history.filter(
    ({ move, person }) => (person !== null || NAMING.includes(move)) && move !== 'submit' && !MODERATORS.test(move),
  );
  return {
    number: report.number,
    version: report.version,
    text: moderation.text,
    photo: moderation.photo,
    waiting: moderation.waiting?.toISOString() ?? null,
    flags: flags.map(({ reason, text, at }) => ({
      reason: FLAG_REASONS[reason as keyof typeof FLAG_REASONS] ?? reason,
      text,
      at: at.toISOString(),
    })),
    flagCount,
    pieces: [
      ...words(PIECE_TEXT, 'text', '上报人的描述', description),
      ...words(PIECE_ADDRESS, 'address', '上报人写的地点', report.address),
      ...photoPieces('上报时的照片', report.photos, hidden, kept, key),
      ...steps.flatMap((entry) => [
        ...words(String(entry._id), 'entry', `${stepTitle(entry)} · ${entry.label}`, entry.text),
        ...(entry.role === null
          ? []
          : words(personPiece(entry._id), 'person', `${stepTitle(entry)} · 署名`, entry.label)),
        ...photoPieces(`${stepTitle(entry)}的照片`, entry.photos, hidden, kept, key),
      ]),
    ],
  };
};

/** Photos of a report and of its steps, moderators' own entries left out. */
export const photosOf = ({ photos, history }: Pick<ReportRecord, 'photos' | 'history'>): PhotoFacts[] => [
  ...photos,
  ...history.filter(({ move }) => !MODERATORS.test(move)).flatMap((entry) => entry.photos),
];

/** A photo is replaced wherever the report shows it; nothing else of an entry changes. */
export const withPhoto = (
  { photos, history }: Pick<ReportRecord, 'photos' | 'history'>,
  old: string,
  now: PhotoFacts,
): Pick<ReportRecord, 'photos' | 'history'> => {
  const swap = (list: readonly PhotoFacts[]) => list.map((photo) => (photo._id === old ? now : photo));
  return { photos: swap(photos), history: history.map((entry) => ({ ...entry, photos: swap(entry.photos) })) };
};
