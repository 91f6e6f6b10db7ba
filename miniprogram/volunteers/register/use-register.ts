import { useState } from 'react';
import { standingAt } from '../../../shared/volunteers/age';
import type { FreeTime, Skill } from '../../../shared/volunteers/choices';
import { registerVolunteer } from '../../../shared/volunteers/contract';
import { readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';

export interface Registration {
  name: string;
  phone: string;
  birthYear: string;
  skills: Skill[];
  times: FreeTime[];
  districts: string[];
  guardianName: string;
  guardianPhone: string;
  consent: boolean;
  agreed: boolean;
}
const FRESH: Registration = {
  name: '',
  phone: '',
  birthYear: '',
  skills: [],
  times: [],
  districts: [],
  guardianName: '',
  guardianPhone: '',
  consent: false,
  agreed: false,
};

export function useRegister() {
  const [child, setChild] = useState(useRouter().params.child === '1');
  const [form, setForm] = useState(FRESH);
  const [registrationId] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const ground = useCall('ground', readGround);
  const edit = (change: Partial<Registration>) => {
    setFields({});
    setForm((old) => ({ ...old, ...change }));
  };
  const year = Number(form.birthYear);
  const standing = /^\d{4}$/.test(form.birthYear) ? standingAt(year, new Date().getFullYear()) : 'adult';
  const minor = child || standing !== 'adult';
  const missing = !form.name.trim()
    ? '先填姓名'
    : !form.phone.trim()
      ? '先填电话'
      : !/^\d{4}$/.test(form.birthYear)
        ? '先填出生年份'
        : standing === 'guardian-only' && !child
          ? '14 岁以下请监护人登记'
          : minor && !(form.guardianName.trim() && form.guardianPhone.trim() && form.consent)
            ? '要监护人同意'
            : form.agreed
              ? undefined
              : '先看须知并同意';
  const send = async () => {
    setBusy(true);
    try {
      const guardian = { name: form.guardianName.trim(), phone: form.guardianPhone.trim(), consent: true as const };
      const made = await call(registerVolunteer, {
        body: {
          registrationId,
          name: form.name.trim(),
          phone: form.phone.trim(),
          birthYear: year,
          skills: form.skills,
          times: form.times,
          districts: form.districts,
          child,
          ...(minor ? { guardian } : {}),
          agreed: true,
        },
      });
      toast(`登记好了，编号 ${made.number}`);
      go.back();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setFields(error.fields);
      else toast(`${title}，${detail}`, 'warning');
    }
    setBusy(false);
  };
  const districts = (ground.data?.divisions ?? []).filter(({ code }) => code.length === 6 || code.length === 9);
  return { child, setChild, form, edit, minor, missing, busy, fields, send, districts };
}
