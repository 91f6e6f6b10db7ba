import { useState } from 'react';
import { changeConsent, moveAdoption, readAdoption } from '../../../shared/green-spaces/adoption-contract';
import { inviteFamily, removeMember } from '../../../shared/green-spaces/family-contract';
import type { AdoptionMoveName } from '../../../shared/green-spaces/moves';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { useRouter, useShown } from '../../platform/page';

export interface MoveInput {
  text?: string;
  reason?: string;
  photos?: string[];
  years?: number;
}

/** One adoption and what may be done with it; also the panel of the unit's desk. */
export function useAdoption(id: string) {
  const me = useMe();
  const loaded = useCall(id ? `${me?.id ?? ''} ${id}` : undefined, () => call(readAdoption, { params: { id } }));
  const [busy, setBusy] = useState(false);

  const doing = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}。${detail}`, 'warning');
      // somebody was faster: show what it is now
      if (error instanceof ApiError && error.status === 409) void loaded.reload();
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const move = (name: AdoptionMoveName, input: MoveInput = {}) =>
    doing(async () => {
      const version = loaded.data?.version ?? 0;
      const after = await call(moveAdoption, {
        params: { id },
        body: { moveId: newId(), version, move: name, ...(input as object) },
      });
      loaded.put(after);
      return after;
    });
  const consent = (onWall: boolean) =>
    doing(async () => loaded.put(await call(changeConsent, { params: { id }, body: { onWall } })));
  const invite = () => doing(() => call(inviteFamily, { params: { id } }));
  const remove = (member: string) =>
    doing(async () => {
      await call(removeMember, { params: { id, member } });
      await loaded.reload();
    });
  return { loaded, busy, move, consent, invite, remove };
}

export function useAdoptionPage() {
  const adoption = useAdoption(useRouter().params.id ?? '');
  useShown(() => void adoption.loaded.reload());
  return adoption;
}
export type AdoptionPageState = ReturnType<typeof useAdoption>;
