import { View } from '@tarojs/components';
import { useState } from 'react';
import { FACT_NAMES, FACTS } from '../../../shared/volunteers/facts';
import { dateOfDay, dayOf } from '../../../shared/workdays';
import { newId } from '../../api/ids';
import { Button } from '../../components/button';
import { Choices } from '../../components/choices';
import { Field } from '../../components/field';
import type { FactDraft } from './use-dossier';

const FRESH = { kind: 'training', text: '', hours: '' } as const;

/** One more training, commendation or appraisal for the record. */
export function FactForm({ onSend }: { onSend: (id: string, draft: FactDraft) => Promise<boolean> }) {
  const today = dateOfDay(dayOf(Date.now()));
  const [id, setId] = useState(newId);
  const [draft, setDraft] = useState<FactDraft>({ ...FRESH, day: today });
  const [busy, setBusy] = useState(false);
  const edit = (change: Partial<FactDraft>) => setDraft((old) => ({ ...old, ...change }));
  const { kind, text, day, hours } = draft;
  const missing =
    text.trim().length < 2 ? '先写内容' : /^\d{4}-\d{2}-\d{2}$/.test(day) ? undefined : '日期写成 2026-11-24';
  const send = async () => {
    setBusy(true);
    if (await onSend(id, draft)) {
      setId(newId());
      setDraft({ ...FRESH, day: today });
    }
    setBusy(false);
  };
  return (
    <View className="card form gap-3">
      <Choices
        label="记入档案"
        note="本人能看到"
        items={FACT_NAMES.map((one) => ({ id: one, text: FACTS[one].name, icon: FACTS[one].icon }))}
        chosen={[kind]}
        onChoose={(one) => edit({ kind: one, hours: '' })}
      />
      <Field
        id="fact-text"
        label="内容"
        value={text}
        max={100}
        hint={FACTS[kind].hint}
        onChange={(words) => edit({ text: words })}
      />
      <Field id="fact-day" label="日期" value={day} max={10} hint="2026-11-24" onChange={(to) => edit({ day: to })} />
      {FACTS[kind].hours ? (
        <Field
          id="fact-hours"
          label="学时"
          note="可不填"
          type="number"
          value={hours}
          max={4}
          hint="4"
          onChange={(to) => edit({ hours: to })}
        />
      ) : null}
      <View className="gap-3">
        <Button
          id="add-fact"
          block
          kind="secondary"
          text={missing ?? '记入档案'}
          off={Boolean(missing)}
          busy={busy}
          onTap={() => void send()}
        />
      </View>
    </View>
  );
}
