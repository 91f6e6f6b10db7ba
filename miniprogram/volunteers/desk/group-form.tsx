import { View } from '@tarojs/components';
import { useState } from 'react';
import { createGroup } from '../../../shared/volunteers/group-contract';
import { readGround } from '../../api/catalogue';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { Choices } from '../../components/choices';
import { Field } from '../../components/field';
import { toast } from '../../components/toast';

const FRESH = { name: '', about: '', area: '', leader: '' };

/** Founds a group with its first leader. */
export function GroupForm({ onDone }: { onDone: (id: string) => void }) {
  const [groupId] = useState(newId);
  const [form, setForm] = useState(FRESH);
  const [busy, setBusy] = useState(false);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string>();
  const ground = useCall('ground', readGround);
  const areas = (ground.data?.divisions ?? []).filter(({ level }) => level === 'county' || level === 'community');
  const edit = (change: Partial<typeof FRESH>) => {
    setFields({});
    setProblem(undefined);
    setForm((old) => ({ ...old, ...change }));
  };
  const missing =
    form.name.trim().length < 2
      ? '先写队名'
      : !form.area
        ? '先选区域'
        : !form.leader.trim()
          ? '先写队长的志愿者编号'
          : undefined;
  const send = async () => {
    setBusy(true);
    try {
      const made = await call(createGroup, {
        body: {
          groupId,
          name: form.name.trim(),
          about: form.about.trim(),
          area: form.area,
          leaders: [form.leader.trim()],
        },
      });
      toast(`${made.name}成立了`);
      onDone(made.id);
    } catch (error) {
      const { title, detail } = wordsFor(error);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setFields(error.fields);
      else setProblem(`${title}。${detail}`);
    }
    setBusy(false);
  };
  return (
    <View className="card form">
      <Field
        id="group-name"
        label="队名"
        value={form.name}
        max={30}
        hint="北浦志愿队"
        error={fields.name}
        onChange={(name) => edit({ name })}
      />
      <Field
        id="group-about"
        lines
        label="介绍"
        note="可不写"
        value={form.about}
        max={300}
        hint="什么时候做什么，欢迎谁来"
        onChange={(about) => edit({ about })}
      />
      <Choices
        label="区域"
        items={areas.map(({ code, name }) => ({ id: code, text: name }))}
        chosen={[form.area]}
        onChoose={(area) => edit({ area })}
      />
      <Field
        id="group-leader"
        label="队长"
        note="志愿者编号"
        value={form.leader}
        max={16}
        hint="YC-"
        error={fields.leaders ?? fields.area}
        onChange={(leader) => edit({ leader: leader.toUpperCase() })}
      />
      {problem ? (
        <View className="help help--err" role="alert">
          {problem}
        </View>
      ) : null}
      <View className="gap-3">
        <Button
          id="send-group"
          block
          text={missing ?? '成立志愿队'}
          off={Boolean(missing)}
          busy={busy}
          onTap={() => void send()}
        />
      </View>
    </View>
  );
}
