import { useState } from 'react';
import { applyForPlot, readAgreement } from '../../../shared/green-spaces/adoption-contract';
import { isCreditCode, plainCreditCode } from '../../../shared/green-spaces/credit-code';
import { checkPlaque } from '../../../shared/green-spaces/plaque';
import { readPlot } from '../../../shared/green-spaces/plot-contract';
import type { Mode, Subject } from '../../../shared/green-spaces/states';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';
import { load, save } from '../../platform/storage';

export interface ApplyForm {
  submissionId: string;
  subject: Subject;
  mode?: Mode;
  years: number;
  plaque: string;
  onWall: boolean;
  name: string;
  phone: string;
  organisation: string;
  creditCode: string;
  note: string;
  agreed?: number;
}
const KEY = 'adoption-draft';
const fresh = (): ApplyForm => ({
  submissionId: newId(),
  subject: 'person',
  years: 1,
  plaque: '',
  onWall: true,
  name: '',
  phone: '',
  organisation: '',
  creditCode: '',
  note: '',
});

/** What keeps the button from being pressed, said on the button. */
const missingIn = (form: ApplyForm, agreement: number | undefined): string | undefined => {
  const plaque = checkPlaque(form.plaque.trim());
  if (plaque.problem) return plaque.problem;
  if (form.subject === 'organisation') {
    if (!form.organisation.trim()) return '请填写单位名称';
    if (!isCreditCode(plainCreditCode(form.creditCode))) return '统一社会信用代码还不对';
  }
  if (!form.name.trim()) return '请填写联系人';
  if (!/^1[3-9]\d{9}$/.test(form.phone.trim())) return '请填写 11 位手机号';
  if (form.agreed === undefined || form.agreed !== agreement) return '请看过并同意认养协议';
  return undefined;
};

export function useApply() {
  const code = useRouter().params.code ?? '';
  const me = useMe();
  const plot = useCall(`${me?.id ?? ''} ${code}`, () => call(readPlot, { params: { code } }));
  const agreement = useCall('agreement', () => call(readAgreement, { params: { version: 'current' } }));
  // kept per plot: leaving the form half filled loses nothing
  const [form, setForm] = useState<ApplyForm>(() => ({ ...fresh(), ...load<ApplyForm>(`${KEY} ${code}`) }));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const edit = (change: Partial<ApplyForm>) =>
    setForm((old) => {
      const next = { ...old, ...change };
      save(`${KEY} ${code}`, next);
      return next;
    });
  const modes = plot.data?.modes ?? [];
  const mode = form.mode && modes.includes(form.mode) ? form.mode : modes[0];
  const missing = missingIn(form, agreement.data?.version);

  const send = async () => {
    if (missing || !mode || busy || form.agreed === undefined) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      const adoption = await call(applyForPlot, {
        params: { code },
        body: {
          submissionId: form.submissionId,
          subject: form.subject,
          mode,
          years: form.years,
          plaque: form.plaque.trim(),
          onWall: form.onWall,
          contact: { name: form.name.trim(), phone: form.phone.trim() },
          ...(form.subject === 'organisation'
            ? { organisation: { name: form.organisation.trim(), creditCode: plainCreditCode(form.creditCode) } }
            : {}),
          note: form.note.trim(),
          agreement: form.agreed,
        },
      });
      save(`${KEY} ${code}`, { ...fresh(), name: form.name, phone: form.phone });
      toast(
        adoption.state === 'active' ? '认养开始了，谢谢您' : adoption.state === 'waiting' ? '已进入候补' : '申请已提交',
      );
      go.adoptionInstead(adoption.id);
    } catch (error) {
      setRefusal(error);
      toast(wordsFor(error).title, 'warning');
      if (error instanceof ApiError && error.code === 'adoption.agreement-outdated') void agreement.reload();
      // an id that was used for something else must not block every further try
      if (error instanceof ApiError && error.code === 'adoption.submission-reused') edit({ submissionId: newId() });
    }
    setBusy(false);
  };
  const fields = refusal instanceof ApiError ? refusal.fields : {};
  return { plot, agreement, form, edit, mode, modes, missing, busy, send, refusal, fields };
}
export type Apply = ReturnType<typeof useApply>;
