import { forget, load, save } from '../platform/storage';
import { createStore, useStore } from '../platform/store';

/** What the person has written so far. Places are WGS-84. */
export interface Draft {
  submissionId: string;
  description: string;
  category?: string;
  condition?: string;
  place?: { lng: number; lat: number; accuracy?: number; byHand: boolean };
  address: string;
  /** it began with the code on a street's card */
  source?: 'qr';
  photos: { key: string; ref?: string; id?: string }[];
  allowContact: boolean;
  anonymous: boolean;
  private: boolean;
  /** what it was found on: a green plot, a shift, a patrol */
  link?: { kind: string; id: string };
  savedAt: string;
}

const KEY = 'draft';
const store = createStore<Draft | undefined>(load<Draft>(KEY));

export const useDraft = () => useStore(store);
export const currentDraft = () => store.get();

/** Whether there is anything worth coming back to. */
export const isWorthKeeping = (draft: Draft) => draft.description.trim() !== '' || draft.photos.length > 0;

/** Kept at every keystroke. False when the device has no room: the form then says so. */
export function keepDraft(draft: Draft): boolean {
  store.set(draft);
  return save(KEY, draft);
}

export function dropDraft() {
  store.set(undefined);
  forget(KEY);
}
