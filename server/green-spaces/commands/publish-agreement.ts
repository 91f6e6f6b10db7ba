// The agreement holds for every county, so it is the prefecture's: drafted, compared and published by its administrators, every change
// on the record. An adoption keeps the version it accepted.
import type { ClientSession } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import { compareLines } from '../../../shared/green-spaces/agreement-changes';
import type * as contract from '../../../shared/green-spaces/agreement-contract';
import type { Actor } from '../../../shared/people/actor';
import { writeAudit } from '../../core/audit';
import { isDuplicateKey } from '../../core/database';
import { Refusal, refuseUnless } from '../../core/refusal';
import { adminLabel, canAdministerAll } from '../../people';
import { Adoptions } from '../adoption-model';
import { type AgreementDraft, AgreementDrafts, type AgreementRecord, Agreements, currentAgreement } from '../agreement';
import { inTransaction } from '../steps';

const SHOWN = 20;

const present = async (): Promise<contract.AgreementsView> => {
  const [draft, versions] = await Promise.all([
    AgreementDrafts.findById('draft').lean<AgreementDraft>(),
    Agreements.find().sort({ _id: -1 }).limit(SHOWN).lean<AgreementRecord[]>(),
  ]);
  const current = versions[0] ?? (await currentAgreement());
  const adoptions = await Promise.all(
    versions.map(({ _id }) => Adoptions.countDocuments({ 'agreement.version': _id, open: true })),
  );
  const drafted = draft && draft.title !== null && draft.text !== null ? draft : null;
  return {
    version: draft?.version ?? 0,
    current: { version: current._id, title: current.title, text: current.text, from: current.from.toISOString() },
    draft: drafted && {
      title: drafted.title ?? '',
      text: drafted.text ?? '',
      at: drafted.at.toISOString(),
      by: drafted.label,
    },
    changes: drafted ? compareLines(`${current.title}\n${current.text}`, `${drafted.title}\n${drafted.text}`) : [],
    versions: versions.map(({ _id, title, from }, i) => ({
      version: _id,
      title,
      from: from.toISOString(),
      adoptions: adoptions[i] ?? 0,
    })),
  };
};

/** @throws Refusal post.not-held */
export const readAgreements = (actor: Actor): Promise<contract.AgreementsView> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  return present();
};

/** The draft becomes something else, unless it is not the one that was seen. @throws Refusal administration.stale */
const replaceDraft = async (seen: number, next: Omit<AgreementDraft, '_id' | 'version'>, session: ClientSession) => {
  const draft = { ...next, version: seen + 1 };
  if (seen === 0) await AgreementDrafts.create([{ _id: 'draft', ...draft }], { session });
  else {
    const { matchedCount } = await AgreementDrafts.updateOne(
      { _id: 'draft', version: seen },
      { $set: draft },
      { session },
    );
    refuseUnless(matchedCount === 1, 'administration.stale');
  }
};

/** Of two at once the second sees what is there now. */
const changing = async (work: (session: ClientSession) => Promise<void>): Promise<contract.AgreementsView> => {
  try {
    await inTransaction(work);
  } catch (error) {
    const lost = isDuplicateKey(error) || (error instanceof Refusal && error.code === 'administration.stale');
    throw lost ? new Refusal('administration.stale', { extra: { current: await present() } }) : error;
  }
  return present();
};

/** Writes the draft, or gives it up. @throws Refusal post.not-held | administration.stale */
export const draftAgreement = (
  actor: Actor,
  { version, draft }: Validated<typeof contract.draftAgreement>['body'],
  now: Date,
): Promise<contract.AgreementsView> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  const label = adminLabel(actor, now);
  return changing(async (session) => {
    const earlier = await AgreementDrafts.findById('draft', null, { session }).lean<AgreementDraft>();
    const after = { title: draft?.title ?? null, text: draft?.text ?? null };
    await replaceDraft(version, { ...after, at: now, label }, session);
    const before = { title: earlier?.title ?? null, text: earlier?.text ?? null };
    const act = { act: 'draft-agreement', kind: 'adoption-agreement', object: 'draft' };
    const said = draft ? '写认养协议草稿' : '放弃认养协议草稿';
    await writeAudit({ actor, label, at: now, ...act, text: said, before, after }, session);
  });
};

/** The draft in force from now on. @throws Refusal post.not-held | administration.stale | agreement.nothing-drafted */
export const publishAgreement = async (
  actor: Actor,
  { version, note }: Validated<typeof contract.publishAgreement>['body'],
  now: Date,
): Promise<contract.AgreementsView> => {
  refuseUnless(canAdministerAll(actor), 'post.not-held');
  const label = adminLabel(actor, now);
  return changing(async (session) => {
    const draft = await AgreementDrafts.findById('draft', null, { session }).lean<AgreementDraft>();
    refuseUnless((draft?.version ?? 0) === version, 'administration.stale');
    const current = await Agreements.findOne({}, null, { session }).sort({ _id: -1 }).lean<AgreementRecord>();
    const { title, text } = draft ?? { title: null, text: null };
    refuseUnless(
      current && title !== null && text !== null && (title !== current.title || text !== current.text),
      'agreement.nothing-drafted',
    );
    const next: AgreementRecord = { _id: current._id + 1, title, text, from: now };
    await Agreements.create([next], { session });
    await replaceDraft(version, { title: null, text: null, at: now, label }, session);
    const act = { act: 'publish-agreement', kind: 'adoption-agreement', object: String(next._id) };
    const [before, after] = [current, next].map((one) => ({ version: one._id, title: one.title, text: one.text }));
    await writeAudit(
      { actor, label, at: now, ...act, text: `发布认养协议第 ${next._id} 版：${note}`, before, after },
      session,
    );
  });
};
