import { useState } from 'react';
import { listAdminDepartments, listBeats, listCounties } from '../../../shared/areas/admin-contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { load, save } from '../../platform/storage';

const KEY = 'administration-county';

/** The county that is being administered; the same on every page, and again tomorrow. */
export function useCounty() {
  const counties = useCall('counties', async () => (await call(listCounties)).items);
  const [chosen, setChosen] = useState<string | undefined>(() => load<string>(KEY));
  const known = counties.data ?? [];
  const county = known.some(({ code }) => code === chosen) ? chosen : known[0]?.code;
  return {
    counties,
    county,
    options: known.map(({ code, name }) => ({ id: code, text: name })),
    choose: (code: string) => {
      setChosen(code);
      save(KEY, code);
    },
  };
}

/** Departments and beats of a county, for tables and for choosing from. */
export function usePlaces(county: string | undefined) {
  const departments = useCall(
    county && `departments ${county}`,
    async () => (await call(listAdminDepartments, { query: { county: county ?? '' } })).items,
  );
  const beats = useCall(county && `beats ${county}`, () => call(listBeats, { query: { county: county ?? '' } }));
  return { departments, beats };
}
export const LEVELS: Readonly<Record<string, string>> = {
  prefecture: '州',
  county: '县市',
  town: '乡镇街道',
  community: '社区村',
  grid: '网格',
  zone: '园区片区',
  street: '街道',
};
