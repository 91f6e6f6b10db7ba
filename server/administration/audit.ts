// The record of administrative acts, read: searched newest first, and written out as a table.
import { Types } from 'mongoose';
import { unparse } from 'papaparse';
import type { listAudit } from '../../shared/administration/contract';
import { differences } from '../../shared/administration/differences';
import type { Validated } from '../../shared/endpoint';
import type { Actor } from '../../shared/people/actor';
import { fullTimeText } from '../../shared/words';
import { Audit, type AuditRecord, writeAudit } from '../core/audit';
import { after, fromCursor, toCursor } from '../core/cursor';
import { refuseUnless } from '../core/refusal';
import { adminLabel, canAdminister, canAdministerAll } from '../people';

type Query = Omit<Validated<typeof listAudit>['query'], 'cursor' | 'limit'>;

/** What somebody may read: the prefecture's administrators everything, others what they did themselves. */
const filterFor = (actor: Actor, { person, act, kind, object, from, to }: Query) => {
  refuseUnless(canAdminister(actor), 'post.not-held');
  const who = canAdministerAll(actor) ? person : actor.personId;
  return {
    ...(who && { person: new Types.ObjectId(who) }),
    ...(act && { act }),
    ...(kind && { kind }),
    ...(object && { object }),
    ...((from || to) && { at: { ...(from && { $gte: new Date(from) }), ...(to && { $lt: new Date(to) }) } }),
  };
};

const present = ({ _id, at, person, label, act, kind, object, text, before, after: next }: AuditRecord) => ({
  id: String(_id),
  at: at.toISOString(),
  person: person && String(person),
  label,
  act,
  kind,
  object,
  text,
  changes: differences(before, next),
});

/** @throws Refusal post.not-held | request.invalid */
export const auditPage = async (actor: Actor, { cursor, limit, ...query }: Validated<typeof listAudit>['query']) => {
  const filter = filterFor(actor, query);
  const beyond = cursor
    ? after('at', -1, '_id', -1, fromCursor(cursor, [(v) => v instanceof Date, (v) => v instanceof Types.ObjectId]))
    : {};
  // $and: the cursor's own condition on `at` must not take the place of the search's
  const rows = await Audit.find({ $and: [filter, beyond] })
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean<AuditRecord[]>();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(present), next: rows.length > limit && last ? toCursor([last.at, last._id]) : null };
};

const MOST_ROWS = 5000;
const HEAD = ['时间', '办理人', '事项', '对象种类', '对象编号', '说明', '改动'];
/** Spreadsheets in China take a file for GBK unless it begins with this. */
const BOM = '\uFEFF';

/** Everything that fits as CSV; that it was taken out is an act of its own. @throws Refusal post.not-held */
export const auditTable = async (actor: Actor, query: Query, now: Date) => {
  const rows = await Audit.find(filterFor(actor, query))
    .sort({ at: -1, _id: -1 })
    .limit(MOST_ROWS + 1)
    .lean<AuditRecord[]>();
  const shown = rows.slice(0, MOST_ROWS);
  const data = shown
    .map(present)
    .map(({ at, label, act, kind, object, text, changes }) => [
      fullTimeText(new Date(at)),
      label,
      act,
      kind,
      object,
      text,
      changes.map(({ path, before, after: next }) => `${path}: ${before ?? '—'} → ${next ?? '—'}`).join('\n'),
    ]);
  await writeAudit({
    actor,
    label: adminLabel(actor, now),
    at: now,
    act: 'export-audit',
    kind: 'audit',
    object: 'audit',
    text: `导出 ${shown.length} 条管理记录`,
    after: query,
  });
  // a cell that begins like a formula is not run by the spreadsheet it is opened in
  const csv = BOM + unparse({ fields: HEAD, data }, { escapeFormulae: true });
  return {
    filename: `管理记录-${now.toISOString().slice(0, 10)}.csv`,
    csv,
    rows: shown.length,
    truncated: rows.length > MOST_ROWS,
  };
};
