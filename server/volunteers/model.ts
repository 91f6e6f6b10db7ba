// Volunteers, their groups and certificates. What tells who somebody is lies sealed in one field (domain.md §10); whoever deletes their
// registration leaves an empty row behind, so that counts of activities and hours stay what they were.
import mongoose, { Schema, type Types } from 'mongoose';
import type { FreeTime, Skill } from '../../shared/volunteers/choices';
import type { FactKind } from '../../shared/volunteers/facts';

const required = true as const;
const options = { versionKey: false as const, minimize: false };

export interface VolunteerRecord {
  _id: Types.ObjectId;
  /** null once deleted */
  number: string | null;
  /** account of the volunteer, or of the guardian of a child; null once deleted */
  person: Types.ObjectId | null;
  child: boolean;
  registrationId: string;
  /** sealed Profile, and the fingerprint of the key it is sealed with; null once deleted */
  profile: string | null;
  print: string | null;
  county: string;
  skills: Skill[];
  times: FreeTime[];
  districts: string[];
  groups: Types.ObjectId[];
  state: 'active' | 'left' | 'deleted';
  since: Date;
}
const volunteer = new Schema<VolunteerRecord>(
  {
    number: { type: String, default: null },
    person: { type: Schema.Types.ObjectId, default: null },
    child: { type: Boolean, required },
    registrationId: { type: String, required },
    profile: { type: String, default: null },
    print: { type: String, default: null },
    county: { type: String, required },
    skills: [String],
    times: [String],
    districts: [String],
    groups: [Schema.Types.ObjectId],
    state: { type: String, required },
    since: { type: Date, required },
  },
  options,
);
// two who drew the same number: the second draws again; also reads a certificate's holder and a leader by number
volunteer.index({ number: 1 }, { unique: true, partialFilterExpression: { number: { $type: 'string' } } });
// a registration sent twice makes one volunteer; also lists those of an account
volunteer.index(
  { person: 1, registrationId: 1 },
  { unique: true, partialFilterExpression: { person: { $type: 'objectId' } } },
);
// one registration of their own per account, even from two devices at once
volunteer.index(
  { person: 1, child: 1 },
  { unique: true, partialFilterExpression: { child: false, person: { $type: 'objectId' } } },
);
// the dispatcher's list
volunteer.index({ county: 1, since: -1, _id: -1 });
// members of a group
volunteer.index({ groups: 1, state: 1 });
// what is sealed with an old key
volunteer.index({ print: 1 });
export const Volunteers = mongoose.model('Volunteer', volunteer, 'volunteers');

export interface GroupRecord {
  _id: Types.ObjectId;
  groupId: string;
  name: string;
  about: string;
  area: string;
  county: string;
  /** accounts of the leaders */
  leaders: Types.ObjectId[];
  since: Date;
}
const group = new Schema<GroupRecord>(
  {
    groupId: { type: String, required },
    name: { type: String, required },
    about: { type: String, default: '' },
    area: { type: String, required },
    county: { type: String, required },
    leaders: [Schema.Types.ObjectId],
    since: { type: Date, required },
  },
  options,
);
// a group sent twice is founded once
group.index({ groupId: 1 }, { unique: true });
export const Groups = mongoose.model('VolunteerGroup', group, 'volunteerGroups');

/** A training, a commendation or an appraisal of a volunteer; goes with the registration. */
export interface FactRecord {
  _id: Types.ObjectId;
  volunteer: Types.ObjectId;
  factId: string;
  kind: FactKind;
  text: string;
  /** YYYY-MM-DD */
  day: string;
  hours: number | null;
  /** who wrote it down, by office */
  by: string;
  at: Date;
}
const fact = new Schema<FactRecord>(
  {
    volunteer: { type: Schema.Types.ObjectId, required },
    factId: { type: String, required },
    kind: { type: String, required },
    text: { type: String, required },
    day: { type: String, required },
    hours: { type: Number, default: null },
    by: { type: String, required },
    at: { type: Date, required },
  },
  options,
);
// one sent twice is one
fact.index({ volunteer: 1, factId: 1 }, { unique: true });
// a volunteer's, newest first
fact.index({ volunteer: 1, day: -1, _id: -1 });
export const Facts = mongoose.model('VolunteerFact', fact, 'volunteerFacts');

export interface CertificateRecord {
  _id: Types.ObjectId;
  number: string;
  certificateId: string;
  volunteer: Types.ObjectId;
  county: string;
  /** sealed: name and volunteer number as printed; null once deleted */
  holder: string | null;
  print: string | null;
  hours: number;
  times: number;
  /** days, YYYY-MM-DD */
  from: string;
  to: string;
  /** what was done: title, day and hours of each service, as printed */
  services: { title: string; day: string; hours: number }[];
  issuer: string;
  responsible: string;
  handler: string;
  contact: string;
  issuedAt: Date;
  withdrawn: { at: Date; reason: string } | null;
}
const certificate = new Schema<CertificateRecord>(
  {
    number: { type: String, required },
    certificateId: { type: String, required },
    volunteer: { type: Schema.Types.ObjectId, required },
    county: { type: String, required },
    holder: { type: String, default: null },
    print: { type: String, default: null },
    hours: { type: Number, required },
    times: { type: Number, required },
    from: { type: String, required },
    to: { type: String, required },
    services: [new Schema({ title: String, day: String, hours: Number }, { _id: false })],
    issuer: { type: String, required },
    responsible: { type: String, required },
    handler: { type: String, required },
    contact: { type: String, required },
    issuedAt: { type: Date, required },
    withdrawn: { type: new Schema({ at: Date, reason: String }, { _id: false }), default: null },
  },
  options,
);
// verification; two that drew the same number: the second draws again
certificate.index({ number: 1 }, { unique: true });
// asked for twice, issued once; also lists a volunteer's
certificate.index({ volunteer: 1, certificateId: 1 }, { unique: true });
// what is sealed with an old key
certificate.index({ print: 1 });
export const Certificates = mongoose.model('Certificate', certificate, 'certificates');
