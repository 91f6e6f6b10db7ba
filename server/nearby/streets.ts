// What the card of a street tells: what is open there and this month's figures. Bounded by what is open on one street.
import { monthOf } from '../../shared/nearby/mapped';
import { CARD, type ReportRecord, Reports } from '../reports';
import { MapPoints, type StreetMonth, StreetMonths } from './model';

/** Open public reports of a street: how many, and the newest. */
export const openOnStreet = async (
  street: string,
  limit: number,
): Promise<{ count: number; reports: ReportRecord[] }> => {
  const open = { street, kind: 'open' as const };
  const [count, points] = await Promise.all([
    MapPoints.countDocuments(open),
    MapPoints.find(open, { _id: 1 }).sort({ day: -1 }).limit(limit).lean<{ _id: ReportRecord['_id'] }[]>(),
  ]);
  const rows = await Reports.find({ _id: { $in: points.map(({ _id }) => _id) }, public: true }, CARD).lean<
    ReportRecord[]
  >();
  return { count, reports: rows.sort((a, b) => b.submittedAt.getTime() - a.submittedAt.getTime()) };
};

/** This month's figures of a street; nothing counted yet is nothing. */
export const streetMonth = async (street: string, now: Date): Promise<Omit<StreetMonth, '_id'>> => {
  const { _id: _, ...figures } = (await StreetMonths.findById(`${street}/${monthOf(now)}`).lean<StreetMonth>()) ?? {
    _id: '',
  };
  return figures;
};
