import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import type { Validated } from '../../../shared/endpoint';
import type { applyForPlot as contract } from '../../../shared/green-spaces/adoption-contract';
import { NO_CARE } from '../../../shared/green-spaces/care';
import { isCreditCode, plainCreditCode } from '../../../shared/green-spaces/credit-code';
import { NO_ADOPTION_FACTS } from '../../../shared/green-spaces/facts';
import { checkPlaque } from '../../../shared/green-spaces/plaque';
import { type AdoptionState, ownPlacesTaken } from '../../../shared/green-spaces/states';
import type { Actor } from '../../../shared/people/actor';
import { isDuplicateKey } from '../../core/database';
import { toAnnounce } from '../../core/outbox';
import { missingGlyphs } from '../../core/print/fonts';
import { Refusal, refuseUnless } from '../../core/refusal';
import { seal } from '../../core/sealed';
import { type AdoptionEntry, type AdoptionRecord, Adoptions } from '../adoption-model';
import { currentAgreement } from '../agreement';
import { AdoptionContents, doubtfulPlaque } from '../content-model';
import { type PlotRecord, Plots } from '../plot-model';
import { countOnPerson, countOnPlot, ensureAdopter, entryFor, isOpen, nextLookAt, onPlot } from '../steps';
import { settleLine, startIfDue } from './settle-line';

export type Application = Validated<typeof contract>['body'];

const fingerprintOf = (code: string, body: Application) =>
  createHash('sha256')
    .update(JSON.stringify([code, body]))
    .digest('base64url')
    .slice(0, 22);

const checked = (plot: PlotRecord, body: Application) => {
  refuseUnless(plot.modes.includes(body.mode), 'plot.mode-not-offered', {
    fields: { mode: '这块绿地不接受这种认养方式' },
  });
  const { problem, flagged } = checkPlaque(body.plaque);
  const unprintable = problem ? [] : missingGlyphs(body.plaque);
  const wrong = problem ?? (unprintable.length > 0 ? `“${unprintable.join('')}”印不出来，请换一个字` : null);
  refuseUnless(wrong === null, 'adoption.plaque-refused', { detail: `${wrong}。`, fields: { plaque: wrong ?? '' } });
  if (body.subject !== 'organisation') return { flagged, organisation: null };
  refuseUnless(body.organisation, 'adoption.organisation-needed', {
    fields: { 'organisation.name': '请填写单位名称' },
  });
  const creditCode = plainCreditCode(body.organisation.creditCode);
  refuseUnless(isCreditCode(creditCode), 'adoption.credit-code-wrong', {
    fields: { 'organisation.creditCode': '校验位不对，请对照营业执照核对十八位代码' },
  });
  return { flagged, organisation: { name: body.organisation.name, creditCode } };
};

const firstAnswer = async (actor: Actor, code: string, body: Application): Promise<AdoptionRecord | null> => {
  const earlier = await Adoptions.findOne({
    adopter: new Types.ObjectId(actor.personId),
    submissionId: body.submissionId,
  }).lean<AdoptionRecord>();
  if (earlier && earlier.fingerprint !== fingerprintOf(code, body)) throw new Refusal('adoption.submission-reused');
  return earlier;
};

const compose = async (actor: Actor, code: string, body: Application, keys: readonly Uint8Array[], now: Date) => {
  const plot = await Plots.findOne({ _id: code, listed: true }).lean<PlotRecord>();
  refuseUnless(plot, 'plot.not-found');
  refuseUnless(plot.state === 'open', 'plot.not-open');
  const { flagged, organisation } = checked(plot, body);
  const agreement = await currentAgreement();
  refuseUnless(body.agreement === agreement._id, 'adoption.agreement-outdated', {
    fields: { agreement: '协议有更新，请看过新的协议再同意' },
    extra: { agreement: agreement._id },
  });
  const record: AdoptionRecord = {
    _id: new Types.ObjectId(),
    plot: code,
    plotName: plot.name,
    county: plot.county,
    unit: plot.unit,
    adopter: new Types.ObjectId(actor.personId),
    submissionId: body.submissionId,
    fingerprint: fingerprintOf(code, body),
    subject: body.subject,
    mode: body.mode,
    years: body.years,
    plaque: body.plaque,
    plaqueFlagged: flagged,
    onWall: body.onWall,
    contact: { name: seal(keys, body.contact.name), phone: seal(keys, body.contact.phone) },
    organisation: organisation && {
      name: seal(keys, organisation.name),
      creditCode: seal(keys, organisation.creditCode),
    },
    note: body.note,
    agreement: { version: agreement._id, acceptedAt: now },
    state: 'applied',
    open: true,
    version: 1,
    seq: 0,
    appliedAt: now,
    startAt: null,
    endAt: null,
    endedAt: null,
    tasks: plot.tasks,
    neglectDays: plot.neglectDays,
    facts: { ...NO_ADOPTION_FACTS },
    care: { ...NO_CARE },
    lastCareAt: null,
    lastDone: {},
    members: [],
    certificate: null,
    predecessor: null,
    nextAt: new Date(0),
    history: [],
    announced: 0,
    ...toAnnounce(),
  };
  return { plot, record };
};

/** Where a new application goes: to the desk, at once to approval, or into the line. */
const placed = (plot: PlotRecord, record: AdoptionRecord, now: Date): AdoptionRecord => {
  const full = plot.taken >= plot.capacity;
  // whoever came earlier and waits goes first
  const ahead = plot.waiting > 0;
  const byItself = plot.automatic && !record.plaqueFlagged;
  const first: AdoptionState = full || (byItself && ahead) ? 'waiting' : 'applied';
  const apply: AdoptionEntry = {
    ...entryFor({ state: first }, 'promote', now),
    move: 'apply',
    from: null,
    to: first,
    person: record.adopter,
    label: '认养人',
    text: record.note,
    moveId: record.submissionId,
  };
  const applied: AdoptionRecord = { ...record, state: first, seq: plot.line + 1, history: [apply] };
  const decided: AdoptionRecord =
    byItself && first === 'applied'
      ? {
          ...applied,
          state: 'approved',
          startAt: now,
          version: 2,
          history: [apply, entryFor(applied, 'approve', now)],
        }
      : applied;
  return { ...decided, open: isOpen(decided.state), nextAt: nextLookAt(decided) };
};

/**
 * Applies for a plot. The same submission again is the same application (`fresh: false`). One transaction takes the person's own
 * place, the plot's, and the number in its line.
 * @throws Refusal plot.*, adoption.* (see the contract)
 */
export const applyForPlot = async (
  actor: Actor,
  code: string,
  body: Application,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<{ adoption: AdoptionRecord; fresh: boolean }> => {
  const earlier = await firstAnswer(actor, code, body);
  if (earlier) return { adoption: earlier, fresh: false };
  const { record } = await compose(actor, code, body, keys, now);
  await ensureAdopter(record.adopter);
  try {
    const made = await onPlot(code, async (session) => {
      const plot = await Plots.findById(code).session(session).lean<PlotRecord>();
      refuseUnless(plot, 'plot.not-found');
      refuseUnless(plot.state === 'open', 'plot.not-open');
      const adoption = placed(plot, record, now);
      await countOnPerson(record.adopter, ownPlacesTaken(null, adoption.state), session);
      await countOnPlot(code, null, adoption.state, session, 1);
      await Adoptions.insertMany([adoption], { session });
      // words the check has doubts about wait for a person as well as for the unit
      if (adoption.plaqueFlagged) await AdoptionContents.insertMany([doubtfulPlaque(adoption, now)], { session });
      return adoption;
    });
    if (!made) throw new Refusal('adoption.stale');
    const adoption = await startIfDue(made, now);
    await settleLine(code, now);
    return { adoption, fresh: true };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // the retry raced its first try, or there is an open adoption of this plot already
    const again = await firstAnswer(actor, code, body);
    if (again) return { adoption: again, fresh: false };
    throw new Refusal('adoption.already-applied');
  }
};
