// Field schemas several rooms share. Messages are what a person reads beside the field.
import * as v from 'valibot';

/** WGS-84 is what the portal stores; every coordinate that crosses an edge names its datum (domain.md §2). */
export const Datum = v.picklist(['wgs84', 'cgcs2000', 'gcj02', 'bd09'], '坐标系只能是 wgs84、cgcs2000、gcj02 或 bd09');
const lng = v.pipe(v.number('经度要是数字'), v.minValue(-180, '经度超出范围'), v.maxValue(180, '经度超出范围'));
const lat = v.pipe(v.number('纬度要是数字'), v.minValue(-90, '纬度超出范围'), v.maxValue(90, '纬度超出范围'));
const accuracy = v.pipe(
  v.number('定位精度要是数字'),
  v.minValue(0, '定位精度不能为负'),
  v.maxValue(100_000, '定位精度超出范围'),
);

/** A place as a person gives it. `accuracy` in metres. */
export const Place = v.object({ lng, lat, datum: Datum, accuracy: v.optional(accuracy) });
/** A place as the portal gives it out. */
export const StoredPlace = v.object({ lng: v.number(), lat: v.number(), datum: v.literal('wgs84') });

/** A number in a query string. */
export const numberInQuery = (what: string) =>
  v.pipe(v.string(`请填写${what}`), v.regex(/^-?\d{1,12}(\.\d{1,12})?$/, `${what}要是数字`), v.transform(Number));
export const placeInQuery = {
  lng: v.pipe(numberInQuery('经度'), lng),
  lat: v.pipe(numberInQuery('纬度'), lat),
  datum: Datum,
};
export const accuracyInQuery = v.optional(v.pipe(numberInQuery('定位精度'), accuracy));

/** A whole number between two bounds; `what` it is, where the message does not stand beside its field. */
export const whole = (least: number, most: number, what = '') =>
  v.pipe(
    v.number(`${what}要是数字`),
    v.integer(`${what}要是整数`),
    v.minValue(least, `${what}至少是 ${least}`),
    v.maxValue(most, `${what}最多是 ${most}`),
  );

export const Time = v.pipe(v.string(), v.isoTimestamp());
export const text = (what: string, max: number) =>
  v.pipe(v.string(`${what}要是文字`), v.maxLength(max, `${what}最多 ${max} 个字`));
/** Identifier chosen by the caller so that a retry is recognised. */
export const ClientId = v.pipe(
  v.string('请提供编号'),
  v.regex(/^[A-Za-z0-9_-]{8,64}$/, '编号要是 8–64 位字母、数字、- 或 _'),
);
export const Id = v.pipe(v.string('编号要是文字'), v.regex(/^[A-Za-z0-9_-]{1,64}$/, '编号格式不对'));

export const Cursor = v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,400}$/, '翻页标记无效，请从第一页看起')));
export const Limit = v.optional(
  v.pipe(
    numberInQuery('每页条数'),
    v.integer('每页条数要是整数'),
    v.minValue(1, '每页至少 1 条'),
    v.maxValue(50, '每页最多 50 条'),
  ),
  '20',
);
export const page = <const S extends v.GenericSchema>(item: S) =>
  v.object({ items: v.array(item), next: v.nullable(v.string()) });
