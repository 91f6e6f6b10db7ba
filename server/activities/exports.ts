// Tables to take away, as CSV or XLSX: masked like everything else. The address is signed for five minutes and says itself what it is of.
import Papa from 'papaparse';
import writeXlsx from 'write-excel-file/node';
import { KINDS } from '../../shared/activities/kinds';
import { SIGN_UP_WORDS } from '../../shared/activities/sign-ups';
import { STATE_WORDS } from '../../shared/activities/states';
import { clockText, maskPhone } from '../../shared/words';
import { dateOfDay, dayOf } from '../../shared/workdays';
import { areaName } from '../areas';
import { hmac, sameText } from '../core/keys';
import { maskedName, profileOf, type VolunteerRecord, Volunteers, volunteersById } from '../volunteers';
import { Activities, Shifts, SignUps } from './model';
import type { ActivityRecord, ShiftRecord, SignUpRecord } from './record';
import { serviceBook } from './service-book';
import { periodOf, scopeOf } from './statistics';

export interface ExportWish {
  what: 'activities' | 'attendances' | 'volunteers';
  format: 'csv' | 'xlsx';
  from: string;
  to: string;
}
type Cell = string | number | null;
interface Table {
  title: string;
  head: string[];
  rows: Cell[][];
}
const MOST = 20_000;
const MINUTES = 5;

const dateTime = (at: Date | null) => (at ? `${dateOfDay(dayOf(at.getTime()))} ${clockText(at)}` : '');

const activitiesTable = async (keys: readonly string[], { from, to }: ExportWish): Promise<Table> => {
  const rows = await Activities.find({ desks: { $in: [...keys] }, startsAt: periodOf(from, to) }, { history: 0 })
    .sort({ startsAt: 1 })
    .limit(MOST)
    .lean<ActivityRecord[]>();
  const shifts = await Shifts.find(
    { activity: { $in: rows.map(({ _id }) => _id) } },
    { activity: 1, capacity: 1, free: 1, queued: 1 },
  ).lean<ShiftRecord[]>();
  const sum = (activity: ActivityRecord, value: (shift: ShiftRecord) => number) =>
    shifts.filter((shift) => shift.activity.equals(activity._id)).reduce((total, shift) => total + value(shift), 0);
  return {
    title: '活动',
    head: ['活动', '种类', '状态', '开始', '结束', '地点', '主办', '区域', '名额', '已报名', '候补'],
    rows: rows.map((one) => [
      one.title,
      KINDS[one.kind].name,
      STATE_WORDS[one.state].name,
      dateTime(one.startsAt),
      dateTime(one.endsAt),
      one.place,
      one.organiserName,
      one.area?.name ?? areaName(one.county),
      sum(one, ({ capacity }) => capacity),
      sum(one, ({ capacity, free }) => capacity - free),
      sum(one, ({ queued }) => queued),
    ]),
  };
};

const attendancesTable = async (
  keys: readonly string[],
  { from, to }: ExportWish,
  fieldKeys: readonly Uint8Array[],
): Promise<Table> => {
  const rows = await SignUps.find(
    { ...scopeOf(keys), from: periodOf(from, to), state: { $ne: 'asked' } },
    { history: 0 },
  )
    .sort({ from: 1, _id: 1 })
    .limit(MOST)
    .lean<SignUpRecord[]>();
  const [activities, volunteers] = await Promise.all([
    Activities.find({ _id: { $in: rows.map(({ activity }) => activity) } }, { title: 1 }).lean<ActivityRecord[]>(),
    volunteersById([...new Set(rows.flatMap(({ volunteer }) => (volunteer ? [String(volunteer)] : [])))]),
  ]);
  const titles = new Map(activities.map(({ _id, title }) => [String(_id), title]));
  const byId = new Map(volunteers.map((one) => [String(one._id), one]));
  const named = (volunteer: VolunteerRecord | undefined) => (volunteer ? maskedName(fieldKeys, volunteer) : '居民');
  return {
    title: '报名与考勤',
    head: ['活动', '班次开始', '班次结束', '志愿者编号', '姓名', '人数', '状态', '签到', '签退', '时长'],
    rows: rows.map((row) => {
      const volunteer = byId.get(String(row.volunteer));
      return [
        titles.get(String(row.activity)) ?? '',
        dateTime(row.from),
        dateTime(row.to),
        volunteer?.number ?? '',
        named(volunteer),
        row.seats,
        SIGN_UP_WORDS[row.state].name,
        dateTime(row.inAt),
        dateTime(row.outAt),
        row.state === 'credited' ? row.hours : null,
      ];
    }),
  };
};

const volunteersTable = async (
  keys: readonly string[],
  { from, to }: ExportWish,
  fieldKeys: readonly Uint8Array[],
): Promise<Table> => {
  const counties = keys.filter((key) => key.startsWith('dispatcher:')).map((key) => key.slice(11));
  const rows = await Volunteers.find({
    county: { $in: counties },
    since: periodOf(from, to),
    state: { $in: ['active', 'left'] },
  })
    .sort({ since: 1 })
    .limit(MOST)
    .lean<VolunteerRecord[]>();
  const hours = await serviceBook.hoursOf(rows);
  return {
    title: '志愿者',
    head: ['志愿者编号', '姓名', '电话', '登记日期', '状态', '累计时长'],
    rows: rows.map((row) => [
      row.number ?? '',
      maskedName(fieldKeys, row),
      maskPhone(profileOf(fieldKeys, row)?.phone ?? ''),
      dateTime(row.since),
      row.state === 'active' ? '在册' : '已退出',
      hours.get(String(row._id)) ?? 0,
    ]),
  };
};

/** A spreadsheet must not take somebody's words for a formula. */
const harmless = (cell: Cell): Cell => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const asXlsx = async ({ title, head, rows }: Table): Promise<Buffer> => {
  const bold = head.map((value) => ({ value, fontWeight: 'bold' as const }));
  const cells = rows.map((row) => row.map((value) => (value === null || value === '' ? null : { value })));
  const columns = head.map((name) => ({ width: Math.max(10, name.length * 4) }));
  return writeXlsx([bold, ...cells], { sheet: title, columns }).toBuffer();
};

/** The file of a wish; `keys` are what the person organises with. */
export const exportFile = async (wish: ExportWish, keys: readonly string[], fieldKeys: readonly Uint8Array[]) => {
  const table =
    wish.what === 'activities'
      ? await activitiesTable(keys, wish)
      : wish.what === 'attendances'
        ? await attendancesTable(keys, wish, fieldKeys)
        : await volunteersTable(keys, wish, fieldKeys);
  const safe = { ...table, rows: table.rows.map((row) => row.map(harmless)) };
  const name = `${table.title}-${wish.from}-${wish.to}.${wish.format}`;
  // spreadsheets take a file without this mark for their own old encoding
  const body =
    wish.format === 'xlsx'
      ? await asXlsx(safe)
      : Buffer.from(`\ufeff${Papa.unparse({ fields: safe.head, data: safe.rows })}`, 'utf8');
  return { name, body };
};

const sign = (key: Uint8Array, text: string) => hmac(key, `export/${text}`).slice(0, 27);

/** Address of the file, good for five minutes. */
export const exportPath = (key: Uint8Array, wish: ExportWish, keys: readonly string[]): string => {
  const expires = Math.floor(Date.now() / 1000) + MINUTES * 60;
  const text = Buffer.from(JSON.stringify({ ...wish, keys, expires })).toString('base64url');
  return `/api/v1/activity-exports/${text}/${sign(key, text)}`;
};

/** What an address is of; undefined when it is forged or too old. */
export const readExportPath = (
  key: Uint8Array,
  text: string,
  signature: string,
): (ExportWish & { keys: string[] }) | undefined => {
  if (!sameText(signature, sign(key, text))) return undefined;
  const wish = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as ExportWish & {
    keys: string[];
    expires: number;
  };
  return wish.expires * 1000 > Date.now() ? wish : undefined;
};
