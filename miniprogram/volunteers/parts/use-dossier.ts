import { withdrawCertificate } from '../../../shared/volunteers/certificate-contract';
import type { FactKind } from '../../../shared/volunteers/facts';
import { addFact, readVolunteer, removeFact } from '../../../shared/volunteers/staff-contract';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';

export interface FactDraft {
  kind: FactKind;
  text: string;
  day: string;
  hours: string;
}

/** A volunteer's record in the hands of those in charge. */
export function useDossier(id: string) {
  const me = useMe();
  const dossier = useCall(me ? `${me.id} ${id}` : undefined, () => call(readVolunteer, { params: { id } }));
  const attempt = async (act: () => Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await act();
      toast(done);
      await dossier.reload();
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      const fields = error instanceof ApiError ? Object.values(error.fields).join('；') : '';
      toast(fields || `${title}，${detail}`, 'warning');
      return false;
    }
  };
  return {
    dossier,
    /** @param factId stays the same until it has been answered */
    add: (factId: string, { kind, text, day, hours }: FactDraft) =>
      attempt(
        () =>
          call(addFact, {
            params: { id },
            body: { factId, kind, text: text.trim(), day, hours: hours ? Number(hours) : null },
          }),
        '已记入档案',
      ),
    remove: (fact: string) => attempt(() => call(removeFact, { params: { id, fact } }), '已删去'),
    withdraw: (number: string, reason: string) =>
      attempt(() => call(withdrawCertificate, { params: { number }, body: { reason } }), '证明已撤销'),
  };
}
