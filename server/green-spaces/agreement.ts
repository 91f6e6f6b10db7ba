// The agreement an adopter accepts. Every version is kept as it was: an adoption names the version and the time, and what was
// accepted can be read for ever.
import mongoose, { Schema } from 'mongoose';
import { Refusal } from '../core/refusal';

export interface AgreementRecord {
  /** version, from 1 */
  _id: number;
  title: string;
  text: string;
  from: Date;
}
export const Agreements = mongoose.model(
  'AdoptionAgreement',
  new Schema<AgreementRecord>(
    { _id: Number, title: String, text: String, from: Date },
    { versionKey: false, id: false },
  ),
  'adoptionAgreements',
);

/** The draft of the next version; the document stays, so that its version never comes twice. */
export interface AgreementDraft {
  _id: 'draft';
  version: number;
  title: string | null;
  text: string | null;
  at: Date;
  label: string;
}
export const AgreementDrafts = mongoose.model(
  'AdoptionAgreementDraft',
  new Schema<AgreementDraft>(
    { _id: String, version: Number, title: String, text: String, at: Date, label: String },
    { versionKey: false, id: false },
  ),
  'adoptionAgreementDrafts',
);

const FIRST = {
  title: '楚雄州城市绿地认养协议',
  text: `一、认养的是养护的心意，不是土地。绿地、树木和设施的权属不变，仍归国家或集体所有。
二、认养人按绿地页面写明的养护要求照料：浇水、除草、捡拾垃圾等。修剪大枝、打药、移栽由管理单位负责，请不要自己动手。
三、不在绿地上搭建、硬化、圈围，不改种蔬菜，不挪作停车、堆物、经营等其他用途，不砍伐、迁移树木。古树名木只看护，不动土、不攀折。
四、公众照常使用绿地。发现病虫、缺株、设施损坏或有人破坏，请在页面上报，由管理单位处理。
五、认养期 1 至 3 年，从管理单位通过之日起算。到期前可以优先续期；到期后 14 天内未续的，绿地重新开放认养。
六、不想继续认养，提前 30 天在页面上说一声即可，不需要理由。
七、投工认养长期没有养护记录的，系统会提醒两次；仍然没有的，绿地重新开放认养。
八、违反第三条，或城市建设需要用地的，管理单位可以收回认养并说明理由；认养人可以在 30 天内申诉一次。
九、出资认养的款项由双方另行约定，本平台不收取任何费用。
十、牌名经管理单位审核后制作。联系人姓名和电话只给管理单位核实使用，不公开；是否公开牌名由认养人决定，可以随时更改。
十一、养护时请注意安全：避开车流、高温和雷雨，未成年人须有大人陪同。`,
} as const;

/** Gives an empty database the agreement the portal comes with. */
export const seedAgreement = async (): Promise<void> => {
  await Agreements.updateOne({ _id: 1 }, { $setOnInsert: { ...FIRST, from: new Date(0) } }, { upsert: true });
};

/** The agreement in force. */
export const currentAgreement = async (): Promise<AgreementRecord> => {
  const found = await Agreements.findOne().sort({ _id: -1 }).lean<AgreementRecord>();
  if (!found) throw new Error('no agreement: the database was not seeded');
  return found;
};

/** @throws Refusal adoption.not-found */
export const agreementOf = async (version: number): Promise<AgreementRecord> => {
  const found = await Agreements.findById(version).lean<AgreementRecord>();
  if (!found) throw new Refusal('adoption.not-found', { detail: '没有这个版本的协议。' });
  return found;
};
