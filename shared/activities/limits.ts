// How much of everything one activity, or one request, may hold.
import * as v from 'valibot';

export const ACTIVITY_LIMITS = {
  shifts: 12,
  capacity: 500,
  companions: 5,
  text: 1000,
  photos: 9,
  members: 30,
} as const;
export const Day = v.pipe(v.string('请选择日期'), v.isoDate('日期要写成 2026-11-24'));
