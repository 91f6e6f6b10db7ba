import { useEffect, useState } from 'react';
import type { FreeTime, Skill } from '../../../shared/volunteers/choices';
import { readMyVolunteers, updateVolunteer } from '../../../shared/volunteers/contract';
import { readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';

interface Offer {
  /** a new one; empty: it stays as it is */
  phone: string;
  skills: Skill[];
  times: FreeTime[];
  districts: string[];
}

/** What a volunteer offers, as it is and as it is being changed. */
export function useProfile() {
  const { id } = useRouter().params;
  const me = useMe();
  const mine = useCall(me?.id, () => call(readMyVolunteers));
  const ground = useCall('ground', readGround);
  const volunteer = mine.data?.items.find((one) => one.id === id);
  const [offer, setOffer] = useState<Offer>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (volunteer)
      setOffer(
        (old) =>
          old ?? {
            phone: '',
            skills: [...volunteer.skills],
            times: [...volunteer.times],
            districts: volunteer.districts.map(({ code }) => code),
          },
      );
  }, [volunteer]);
  const near = (ground.data?.divisions ?? []).filter(({ code }) => code.length === 6 || code.length === 9);
  const own = (volunteer?.districts ?? []).filter(({ code }) => !near.some((one) => one.code === code));
  const save = async () => {
    if (!volunteer || !offer) return;
    setBusy(true);
    setProblem(undefined);
    const { phone, ...choices } = offer;
    try {
      await call(updateVolunteer, {
        params: { id: volunteer.id },
        body: { ...choices, ...(phone.trim() && { phone: phone.trim() }) },
      });
      toast('已保存');
      go.back();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      const fields = error instanceof ApiError ? Object.values(error.fields).join('；') : '';
      setProblem(fields || `${title}。${detail}`);
    }
    setBusy(false);
  };
  return {
    mine,
    volunteer,
    offer,
    edit: (change: Partial<Offer>) => setOffer((old) => old && { ...old, ...change }),
    districts: [...own, ...near],
    busy,
    problem,
    save,
  };
}
