// Adoptions as stored: like reports they embed their append-only history, which is also the outbox.
import mongoose, { Schema, type Types } from 'mongoose';
import { type CareCounts, type LastDone, NO_CARE, type PlotTask } from '../../shared/green-spaces/care';
import { type AdoptionFacts, NO_ADOPTION_FACTS } from '../../shared/green-spaces/facts';
import type { AdoptionMoveName } from '../../shared/green-spaces/moves';
import type { AdoptionState, Mode, Subject } from '../../shared/green-spaces/states';
import { indexPending, type Pending, pendingPath } from '../core/outbox';
import type { PhotoFacts } from '../media';

export type AdoptionStep = AdoptionMoveName | 'apply' | 'join' | 'leave' | 'content-hide' | 'content-restore';

export interface AdoptionEntry {
  _id: Types.ObjectId;
  at: Date;
  move: AdoptionStep;
  from: AdoptionState | null;
  to: AdoptionState;
  person: Types.ObjectId | null;
  /** as shown, frozen: 认养人 · 园林绿化科经办人 李** · 系统 */
  label: string;
  text: string;
  photos: PhotoFacts[];
  reason: string | null;
  /** chosen by the client: the same one again is a retry */
  moveId: string;
}

export interface Member {
  _id: Types.ObjectId;
  person: Types.ObjectId;
  /** sealed */
  name: string;
  at: Date;
}

export interface AdoptionRecord {
  _id: Types.ObjectId;
  plot: string;
  plotName: string;
  county: string;
  unit: string;
  adopter: Types.ObjectId;
  submissionId: string;
  fingerprint: string;
  subject: Subject;
  mode: Mode;
  years: number;
  plaque: string;
  plaqueFlagged: boolean;
  /** a moderator took the words out of public sight */
  plaqueHidden?: boolean;
  onWall: boolean;
  /** both sealed */
  contact: { name: string; phone: string };
  /** both sealed */
  organisation: { name: string; creditCode: string } | null;
  note: string;
  agreement: { version: number; acceptedAt: Date };
  state: AdoptionState;
  /** neither over nor refused */
  open: boolean;
  version: number;
  /** number in the line of the plot */
  seq: number;
  appliedAt: Date;
  startAt: Date | null;
  endAt: Date | null;
  endedAt: Date | null;
  /** of the plot, kept up when the unit changes them */
  tasks: PlotTask[];
  neglectDays: number | null;
  facts: AdoptionFacts;
  care: CareCounts;
  lastCareAt: Date | null;
  lastDone: LastDone;
  members: Member[];
  invitation?: { hash: string; expiresAt: Date };
  certificate: { number: string; at: Date } | null;
  predecessor: Types.ObjectId | null;
  /** when the clockwork has to look again; far future when never */
  nextAt: Date;
  history: AdoptionEntry[];
  announced: number;
  pending?: Pending;
}

const required = true as const;
const plain = { _id: false as const };
/** A photo as adoptions and care logs keep it. */
export const photo = new Schema<PhotoFacts>(
  { _id: { type: String, required }, width: Number, height: Number, hash: String },
  plain,
);
const entry = new Schema<AdoptionEntry>({
  at: { type: Date, required },
  move: { type: String, required },
  from: { type: String, default: null },
  to: { type: String, required },
  person: { type: Schema.Types.ObjectId, default: null },
  label: { type: String, required },
  text: { type: String, default: '' },
  photos: [photo],
  reason: { type: String, default: null },
  moveId: { type: String, required },
});
const adoption = new Schema<AdoptionRecord>(
  {
    plot: { type: String, required },
    plotName: { type: String, required },
    county: { type: String, required },
    unit: { type: String, required },
    adopter: { type: Schema.Types.ObjectId, required },
    submissionId: { type: String, required },
    fingerprint: { type: String, required },
    subject: { type: String, required },
    mode: { type: String, required },
    years: { type: Number, required },
    plaque: { type: String, required },
    plaqueFlagged: { type: Boolean, required },
    plaqueHidden: { type: Boolean, default: false },
    onWall: { type: Boolean, required },
    contact: new Schema({ name: { type: String, required }, phone: { type: String, required } }, plain),
    organisation: { type: new Schema({ name: String, creditCode: String }, plain), default: null },
    note: { type: String, default: '' },
    agreement: new Schema({ version: { type: Number, required }, acceptedAt: { type: Date, required } }, plain),
    state: { type: String, required },
    open: { type: Boolean, required },
    version: { type: Number, required },
    seq: { type: Number, required },
    appliedAt: { type: Date, required },
    startAt: { type: Date, default: null },
    endAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    tasks: [
      new Schema(
        { task: String, rhythm: Schema.Types.Mixed, everyVisit: Boolean, note: { type: String, default: '' } },
        plain,
      ),
    ],
    neglectDays: { type: Number, default: null },
    facts: {
      type: new Schema<AdoptionFacts>(
        {
          neglectReminders: Number,
          dueReminded: Boolean,
          renewalReminded: Boolean,
          renewals: Number,
          noticeUntil: { type: Date, default: null },
          appeal: { type: String, default: null },
          handedOver: Boolean,
        },
        plain,
      ),
      default: () => ({ ...NO_ADOPTION_FACTS }),
    },
    care: {
      type: new Schema<CareCounts>(
        {
          visits: Number,
          atPlace: Number,
          minutes: Number,
          lastDay: Number,
          lastAtPlaceDay: Number,
          streak: Number,
          bestStreak: Number,
        },
        plain,
      ),
      default: () => ({ ...NO_CARE }),
    },
    lastCareAt: { type: Date, default: null },
    lastDone: { type: Schema.Types.Mixed, default: () => ({}) },
    members: [
      new Schema<Member>({
        person: { type: Schema.Types.ObjectId, required },
        name: { type: String, required },
        at: { type: Date, required },
      }),
    ],
    invitation: { type: new Schema({ hash: String, expiresAt: Date }, plain), default: undefined },
    certificate: { type: new Schema({ number: String, at: Date }, plain), default: null },
    predecessor: { type: Schema.Types.ObjectId, default: null },
    nextAt: { type: Date, required },
    history: [entry],
    announced: { type: Number, required },
    pending: pendingPath,
  },
  { versionKey: false, minimize: false },
);
// an application sent twice (retry, double tap, two devices) is one
adoption.index({ adopter: 1, submissionId: 1 }, { unique: true });
// a person has one open adoption of a plot, however many applications race; also "mine" on the plot's page
adoption.index({ adopter: 1, plot: 1 }, { unique: true, partialFilterExpression: { open: true } });
// my adoptions, and those I help with
adoption.index({ adopter: 1, open: -1, appliedAt: -1 });
adoption.index({ 'members.person': 1, open: -1 });
// the line of a plot, who holds it, who had it last
adoption.index({ plot: 1, state: 1, seq: 1 });
adoption.index({ plot: 1, endedAt: -1 });
// desks of the managing unit and of the county: by state, in the order of what is due
adoption.index({ unit: 1, state: 1, nextAt: 1, _id: 1 });
adoption.index({ county: 1, state: 1, nextAt: 1, _id: 1 });
adoption.index({ county: 1, 'facts.appeal': 1, nextAt: 1, _id: 1 });
adoption.index({ unit: 1, 'facts.appeal': 1, nextAt: 1, _id: 1 });
adoption.index({ county: 1, _id: 1 });
adoption.index({ unit: 1, _id: 1 });
// the clockwork: what is due next
adoption.index({ nextAt: 1 });
// the wall: most care first
adoption.index({ onWall: 1, state: 1, 'care.visits': -1, _id: -1 });
// a certificate by its number; two that drew the same number: the second draws again
adoption.index(
  { 'certificate.number': 1 },
  { unique: true, partialFilterExpression: { 'certificate.number': { $exists: true } } },
);
// an invitation by its code
adoption.index(
  { 'invitation.hash': 1 },
  { unique: true, partialFilterExpression: { 'invitation.hash': { $exists: true } } },
);
// is a photo in use (sweep of loose uploads)
adoption.index({ 'history.photos._id': 1 });
indexPending(adoption);
export const Adoptions = mongoose.model('Adoption', adoption, 'adoptions');

/** How many adoptions a person holds or has applied for: the limit is guarded here, whatever plots they race for. */
export interface AdopterRecord {
  /** the person */
  _id: Types.ObjectId;
  held: number;
}
export const Adopters = mongoose.model(
  'Adopter',
  new Schema<AdopterRecord>({ _id: Schema.Types.ObjectId, held: { type: Number, required } }, { versionKey: false }),
  'adopters',
);
