// Changes to the draft of the catalogue. Nothing in force changes here; still every change is on the record.
import mongoose from 'mongoose';
import type { Actor } from '../../../shared/people/actor';
import type { DraftCategoryInput, DraftClocksInput } from '../../../shared/reports/catalogue-contract';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { adminLabel, canAdministerAll } from '../../people';
import { type CategoryRecord, catalogue, reportSettings } from '../catalogue';
import { type Draft, Drafts, readDraft } from '../catalogue-draft';
import { presentDraft, recordOf } from '../compare-catalogue';

export interface By {
  actor: Actor;
  now: Date;
}

/** 409 with the draft as it is now. */
export const staleDraft = async (now: Date) =>
  new Refusal('administration.stale', { extra: { current: await presentDraft(now) } });

type Content = Pick<Draft, 'categories' | 'clocks'>;
/** What a change makes of the draft, and what of it the record says: the parts that change, before and after. */
interface Changed {
  draft: Content;
  before: unknown;
  after: unknown;
}
const EMPTY: Pick<Draft, 'version' | 'categories' | 'clocks'> = { version: 0, categories: [], clocks: null };

/** @throws Refusal post.not-held | administration.stale */
const changeDraft = async (
  { actor, now }: By,
  version: number,
  text: string,
  change: (draft: Content) => Changed,
): Promise<void> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  const draft = (await readDraft()) ?? EMPTY;
  if (draft.version !== version) throw await staleDraft(now);
  const label = adminLabel(actor, now);
  const { draft: changed, before, after } = change(draft);
  const next: Draft = { _id: 'draft', version: version + 1, ...changed, at: now, label };
  try {
    await mongoose.connection.transaction(async (session) => {
      if (version === 0) await Drafts.create([next], { session });
      else {
        const { _id: _, ...set } = next;
        const { matchedCount } = await Drafts.updateOne({ _id: 'draft', version }, { $set: set }, { session });
        // somebody was faster; thrown as a plain mark, since reading the draft does not belong in here
        if (matchedCount === 0) throw new Refusal('administration.stale');
      }
      await writeAudit(
        { actor, label, at: now, act: 'draft-catalogue', kind: 'catalogue', object: 'draft', text, before, after },
        session,
      );
    });
  } catch (error) {
    const lost = isDuplicateKey(error) || (error instanceof Refusal && error.code === 'administration.stale');
    throw lost ? await staleDraft(now) : error;
  }
};

/** Writes a category into the draft, whole. */
export const draftCategory = (by: By, version: number, id: string, input: DraftCategoryInput): Promise<void> =>
  changeDraft(by, version, `草稿：类别“${input.name}”`, (draft) => {
    const entry = catalogue.current().byId.get(id);
    const known = draft.categories.find(({ _id }) => _id === id) ?? (entry && recordOf(entry));
    const last = Math.max(-1, ...[...catalogue.current().byId.values(), ...draft.categories].map(({ order }) => order));
    const row: CategoryRecord = { ...input, _id: id, order: known?.order ?? last + 1 };
    const categories = [...draft.categories.filter(({ _id }) => _id !== id), row];
    // one that was in the draft already is compared with what it was there
    return { draft: { ...draft, categories }, before: known ?? null, after: row };
  });

export const draftClocks = (by: By, version: number, clocks: DraftClocksInput): Promise<void> =>
  changeDraft(by, version, '草稿：共用时限', (draft) => {
    const next = { ...reportSettings.current(), ...clocks };
    return { draft: { ...draft, clocks: next }, before: draft.clocks ?? reportSettings.current(), after: next };
  });

/** Gives up the draft, or one category or the clocks of it. */
export const discardDraft = (by: By, version: number, only: string | undefined): Promise<void> =>
  changeDraft(by, version, only ? `放弃草稿里的“${only}”` : '放弃草稿', ({ categories, clocks }) => {
    const rest = {
      categories: only === undefined ? [] : categories.filter(({ _id }) => _id !== only),
      clocks: only === undefined || only === 'clocks' ? null : clocks,
    };
    const gone = {
      categories: categories.filter((one) => !rest.categories.includes(one)),
      clocks: rest.clocks ? null : clocks,
    };
    return { draft: rest, before: gone, after: null };
  });
