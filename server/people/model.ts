import mongoose, { Schema, type Types } from 'mongoose';
import { ROLE_NAMES, type Role } from '../../shared/people/roles';

export interface Person {
  _id: Types.ObjectId;
  /** WeChat openid, or `demo:<name>`; never leaves the server */
  openid: string;
  nickname: string;
  /** sealed */
  phone: string | null;
  createdAt: Date;
  /** tokens issued before this instant are stale */
  sessionsFrom: Date;
}
const person = new Schema<Person>(
  {
    openid: { type: String, required: true },
    nickname: { type: String, required: true },
    phone: { type: String, default: null },
    createdAt: { type: Date, required: true },
    sessionsFrom: { type: Date, required: true },
  },
  { versionKey: false },
);
// two first sign-ins of one person at once make one person
person.index({ openid: 1 }, { unique: true });
export const People = mongoose.model('Person', person, 'people');

/** (person, role, area or department, from, to): the only source of permission (domain.md §1). */
export interface Post {
  _id: Types.ObjectId;
  role: Role;
  area: string | null;
  department: string | null;
  county: string;
  /** name of the area or department as it was when the post was made */
  boundName: string;
  person: Types.ObjectId | null;
  /** name of the holder, sealed */
  holder: string;
  publicName: boolean;
  from: Date;
  to: Date | null;
  /** away: what climbs passes by */
  leave: { from: Date; to: Date } | null;
  /** raised by every change: two administrators at once do not overwrite each other */
  version: number;
  /** `<person>|<id>` of the request that made it */
  invitedBy?: string;
  /** until it is claimed: hash of the one-use code */
  invitation?: { hash: string; expiresAt: Date };
}
const post = new Schema<Post>(
  {
    role: { type: String, enum: ROLE_NAMES, required: true },
    area: { type: String, default: null },
    department: { type: String, default: null },
    county: { type: String, required: true },
    boundName: { type: String, required: true },
    person: { type: Schema.Types.ObjectId, default: null },
    holder: { type: String, required: true },
    publicName: { type: Boolean, required: true },
    from: { type: Date, required: true },
    to: { type: Date, default: null },
    leave: { type: new Schema({ from: Date, to: Date }, { _id: false }), default: null },
    version: { type: Number, default: 1 },
    invitedBy: { type: String, default: undefined },
    invitation: { type: new Schema({ hash: String, expiresAt: Date }, { _id: false }), default: undefined },
  },
  { versionKey: false },
);
// a code is claimed by exactly one person; also finds the post of a code
post.index(
  { 'invitation.hash': 1 },
  { unique: true, partialFilterExpression: { 'invitation.hash': { $exists: true } } },
);
// an invitation sent twice (retry, double tap) makes one post
post.index({ invitedBy: 1 }, { unique: true, partialFilterExpression: { invitedBy: { $exists: true } } });
export const Posts = mongoose.model('Post', post, 'posts');

export interface BrowserSession {
  /** hash of the id that the waiting browser holds: the QR code may be photographed, the id may not */
  _id: string;
  number: string;
  createdAt: Date;
  expiresAt: Date;
  approvedBy: Types.ObjectId | null;
  takenAt: Date | null;
}
const browserSession = new Schema<BrowserSession>(
  {
    _id: String,
    number: { type: String, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    approvedBy: { type: Schema.Types.ObjectId, default: null },
    takenAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// forgotten sign-ins disappear
browserSession.index({ createdAt: 1 }, { expireAfterSeconds: 600 });
export const BrowserSessions = mongoose.model('BrowserSession', browserSession, 'browserSessions');
