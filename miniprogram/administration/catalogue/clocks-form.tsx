import { View } from '@tarojs/components';
import { useState } from 'react';
import { type CatalogueDraftView, draftClocks } from '../../../shared/reports/catalogue-contract';
import { call } from '../../api/client';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { toast } from '../../components/toast';
import { entered, LimitField, typed } from './limit-field';
import type { CataloguePage } from './use-catalogue';

const LIMITS = [
  ['acceptance', '受理时限'],
  ['emergencyAcceptance', '紧急类受理时限'],
  ['rating', '评价期，过了自动结案'],
  ['verification', '核查时限'],
  ['callback', '回访时限'],
] as const;
const RUNGS = [
  ['remind', '用去多少时限提醒（0.5 是一半）'],
  ['overdue', '用去多少算超期（1 是全部）'],
  ['step', '超期后每多用多少再报一级'],
] as const;
const NUMBERS = [
  ['extensionMaxDays', '延期最多几天'],
  ['suspensionMaxDays', '挂账最多几天'],
  ['secondWeightMinutes', '一人附议，排序提前几分钟'],
] as const;

/** Clocks and figures every category shares. */
export function ClocksForm({ page, draft }: { page: CataloguePage; draft: CatalogueDraftView }) {
  const { clocks } = draft;
  const [limits, setLimits] = useState(() => ({
    acceptance: typed(clocks.acceptance),
    emergencyAcceptance: typed(clocks.emergencyAcceptance),
    rating: typed(clocks.rating),
    verification: typed(clocks.verification),
    callback: typed(clocks.callback),
  }));
  const [rungs, setRungs] = useState(() => ({
    remind: String(clocks.rungs.remind),
    overdue: String(clocks.rungs.overdue),
    step: String(clocks.rungs.step),
  }));
  const [numbers, setNumbers] = useState(() => ({
    extensionMaxDays: String(clocks.extensionMaxDays),
    suspensionMaxDays: String(clocks.suspensionMaxDays),
    secondWeightMinutes: String(clocks.secondWeightMinutes),
  }));
  const { save } = page;
  const keep = async () => {
    const body = {
      acceptance: entered(limits.acceptance),
      emergencyAcceptance: entered(limits.emergencyAcceptance),
      rating: entered(limits.rating),
      verification: entered(limits.verification),
      callback: entered(limits.callback),
      rungs: { remind: Number(rungs.remind), overdue: Number(rungs.overdue), step: Number(rungs.step) },
      extensionMaxDays: Number(numbers.extensionMaxDays),
      suspensionMaxDays: Number(numbers.suspensionMaxDays),
      secondWeightMinutes: Number(numbers.secondWeightMinutes),
    };
    if (await page.change((version) => call(draftClocks, { body: { version, clocks: body } })))
      toast('已存入草稿，发布后才生效');
  };
  return (
    <View className="card adm-card">
      <View className="adm-clocks">
        {LIMITS.map(([name, label]) => (
          <LimitField
            key={name}
            id={`clock-${name}`}
            label={label}
            value={limits[name]}
            onChange={(next) => setLimits({ ...limits, [name]: next })}
            error={save.fields[`clocks.${name}`] ?? save.fields[`clocks.${name}.amount`]}
          />
        ))}
        {RUNGS.map(([name, label]) => (
          <Field
            key={name}
            label={label}
            value={rungs[name]}
            onChange={(next) => setRungs({ ...rungs, [name]: next })}
            max={6}
            error={save.fields[`clocks.rungs.${name}`]}
          />
        ))}
        {NUMBERS.map(([name, label]) => (
          <Field
            key={name}
            label={label}
            value={numbers[name]}
            onChange={(next) => setNumbers({ ...numbers, [name]: next })}
            max={6}
            error={save.fields[`clocks.${name}`]}
          />
        ))}
      </View>
      <View className="adm-acts gap-4">
        <Button id="keep-clocks" text="存入草稿" busy={save.busy} onTap={() => void keep()} />
        {draft.comparison.clocks.length > 0 ? (
          <Button kind="plain" text="放弃时限的改动" busy={save.busy} onTap={() => void page.discard('clocks')} />
        ) : null}
      </View>
    </View>
  );
}
