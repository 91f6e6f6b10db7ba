import { readReport } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useRouter } from '../../platform/page';
import { justSent } from '../just-sent';

/** The report just sent, or the same one read again when the page was opened anew. */
export function useSent() {
  const number = useRouter().params.number ?? '';
  const held = justSent.get();
  return useCall(number, () =>
    held?.number === number ? Promise.resolve(held) : call(readReport, { params: { number } }),
  );
}
