// A draft becomes a version of the catalogue, at once or from an instant. Reports that are open keep the limits frozen on them.
import mongoose, { type ClientSession } from 'mongoose';
import { clockChanges } from '../../../shared/reports/catalogue-changes';
import type { ReportSettings } from '../../../shared/reports/settings';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { type SettingRecord, Settings, settingsBook } from '../../core/settings';
import { adminLabel, canAdministerAll } from '../../people';
import { Categories, catalogue, reportSettings } from '../catalogue';
import { type CatalogueVersion, CatalogueVersions, Drafts, readDraft, readScheduled } from '../catalogue-draft';
import { differing } from '../compare-catalogue';
import { type By, staleDraft } from './draft-catalogue';

/** Puts a version in force, inside the transaction that says so. */
const apply = async (version: CatalogueVersion, session: ClientSession): Promise<void> => {
  for (const { after } of version.categories)
    await Categories.replaceOne({ _id: after._id }, after, { upsert: true, session });
  const stored = await Settings.findById('reports', null, { session }).lean<SettingRecord>();
  const clocks: ReportSettings = version.clocks?.after ?? (stored?.value as ReportSettings) ?? reportSettings.defaults;
  await Settings.updateOne(
    { _id: 'reports' },
    { $set: { value: { ...clocks, version: version._id } }, $inc: { version: 1 } },
    { upsert: true, session },
  );
  await settingsBook.raise(session);
  await catalogue.raise(session);
};

const refresh = async (): Promise<void> => {
  await settingsBook.touch();
  await catalogue.touch();
};

/**
 * Publishes the draft.
 * @param from when it comes into force; in the past or absent: now
 * @throws Refusal post.not-held | administration.stale | catalogue.nothing-to-publish | catalogue.scheduled-already
 */
export const publishCatalogue = async (
  { actor, now }: By,
  { version, from, note }: { version: number; from?: string | undefined; note: string },
): Promise<void> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  const draft = await readDraft();
  if (!draft || draft.version !== version) throw await staleDraft(now);
  refuseUnless(!(await readScheduled()), 'catalogue.scheduled-already');
  const inForce = reportSettings.current();
  const changed = differing(draft);
  const clockLines = draft.clocks ? clockChanges(inForce, draft.clocks) : [];
  refuseUnless(changed.length + clockLines.length > 0, 'catalogue.nothing-to-publish');
  const starts = from ? new Date(from) : now;
  const label = adminLabel(actor, now);
  try {
    await mongoose.connection.transaction(async (session) => {
      // emptied, never deleted: its version goes on, so that nobody's old page fits a newer draft
      const { matchedCount } = await Drafts.updateOne(
        { _id: 'draft', version },
        { $set: { categories: [], clocks: null }, $inc: { version: 1 } },
        { session },
      );
      if (matchedCount === 0) throw new Refusal('administration.stale');
      const stored = await Settings.findById('reports', null, { session }).lean<SettingRecord>();
      const current = (stored?.value as ReportSettings | undefined)?.version ?? inForce.version;
      const next: CatalogueVersion = {
        _id: current + 1,
        at: now,
        from: starts,
        appliedAt: starts <= now ? now : null,
        label,
        note,
        categories: changed.map(({ before, after }) => ({ before: before ?? null, after })),
        clocks: draft.clocks && clockLines.length > 0 ? { before: inForce, after: draft.clocks } : null,
      };
      await CatalogueVersions.create([next], { session });
      if (next.appliedAt) await apply(next, session);
      await writeAudit(
        {
          actor,
          label,
          at: now,
          act: 'publish-catalogue',
          kind: 'catalogue',
          object: String(next._id),
          text: `发布第 ${next._id} 版：${note}`,
          before: { categories: changed.map(({ before }) => before ?? null), clocks: next.clocks?.before ?? null },
          after: { from: starts, categories: changed.map(({ after }) => after), clocks: next.clocks?.after ?? null },
        },
        session,
      );
    });
  } catch (error) {
    const lost = isDuplicateKey(error) || (error instanceof Refusal && error.code === 'administration.stale');
    throw lost ? await staleDraft(now) : error;
  }
  if (starts <= now) await refresh();
};

/** The worker's turn: a version whose instant has come. @returns whether there was one */
export const applyScheduled = async (now: Date): Promise<boolean> => {
  const due = await CatalogueVersions.findOne({ appliedAt: null, from: { $lte: now } }).lean<CatalogueVersion>();
  if (!due) return false;
  await mongoose.connection.transaction(async (session) => {
    const { matchedCount } = await CatalogueVersions.updateOne(
      { _id: due._id, appliedAt: null },
      { $set: { appliedAt: now } },
      { session },
    );
    if (matchedCount === 0) return;
    await apply(due, session);
    await writeAudit(
      {
        actor: null,
        label: '系统',
        at: now,
        act: 'apply-catalogue',
        kind: 'catalogue',
        object: String(due._id),
        text: `第 ${due._id} 版生效`,
        before: { version: due._id - 1 },
        after: { version: due._id },
      },
      session,
    );
  });
  await refresh();
  return true;
};

/** Takes back what is not yet in force; its content is the draft again. @throws Refusal catalogue.version-not-found | administration.stale */
export const withdrawScheduled = async ({ actor, now }: By, id: number): Promise<void> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  const label = adminLabel(actor, now);
  const waiting = await CatalogueVersions.findOne({ _id: id, appliedAt: null }).lean<CatalogueVersion>();
  refuseUnless(waiting, 'catalogue.version-not-found');
  // a draft begun meanwhile would be overwritten
  const draft = await readDraft();
  if (!draft || draft.categories.length > 0 || draft.clocks) throw await staleDraft(now);
  await mongoose.connection.transaction(async (session) => {
    const { deletedCount } = await CatalogueVersions.deleteOne({ _id: id, appliedAt: null }, { session });
    refuseUnless(deletedCount === 1, 'catalogue.version-not-found');
    const { matchedCount } = await Drafts.updateOne(
      { _id: 'draft', version: draft.version },
      {
        $set: {
          categories: waiting.categories.map(({ after }) => after),
          clocks: waiting.clocks?.after ?? null,
          at: now,
          label,
        },
        $inc: { version: 1 },
      },
      { session },
    );
    refuseUnless(matchedCount === 1, 'administration.stale');
    const text = `撤回第 ${id} 版`;
    const act = { act: 'withdraw-catalogue', kind: 'catalogue', object: String(id), text };
    const before = { from: waiting.from, note: waiting.note };
    await writeAudit({ actor, label, at: now, ...act, before, after: { from: null } }, session);
  });
};
