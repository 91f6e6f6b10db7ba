import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { invitePost } from '../../../shared/people/contract';
import { boundTo, ROLE_NAMES, ROLES, type Role } from '../../../shared/people/roles';
import { call } from '../../api/client';
import { newId } from '../../api/ids';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { SwitchRow } from '../../components/switch';
import { endOf, startOf } from '../parts/dates';
import { Pick } from '../parts/pick';
import { Problem } from '../parts/problem';
import { LEVELS } from '../parts/use-county';
import { useSave } from '../parts/use-save';
import { CodeNote } from './code-note';
import type { People } from './use-people';

/** A post for somebody who has not come yet: a code for them to claim it with. */
export function InviteForm({ people }: { people: People }) {
  const { places, place } = people;
  const [role, setRole] = useState<Role>();
  const [where, setWhere] = useState<string>();
  const [holder, setHolder] = useState('');
  const [publicName, setPublicName] = useState(false);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [made, setMade] = useState<Reply<typeof invitePost>>();
  const [invitationId, setInvitationId] = useState(newId);
  const save = useSave();
  const inDepartment = role !== undefined && boundTo(role) === 'department';
  const areas = (places.beats.data?.areas ?? []).map(({ code, name, level }) => ({
    id: code,
    text: `${name}（${LEVELS[level] ?? level}）`,
  }));
  const offices = (places.departments.data ?? []).filter(({ closed }) => !closed);
  const options = inDepartment ? offices.map(({ id, name }) => ({ id, text: name })) : areas;
  const county = place.options.find(({ id }) => id === place.county)?.text ?? '';
  const dates = (!from || startOf(from)) && (!to || endOf(to));
  const missing = !role
    ? '先选职务'
    : !where
      ? '再选区域或部门'
      : !holder.trim()
        ? '再填姓名'
        : !dates
          ? '日期写成 2026-11-24'
          : undefined;
  const send = async () => {
    if (!role || !where) return;
    const begins = startOf(from);
    const ends = endOf(to);
    const reply = await save.run(() =>
      call(invitePost, {
        body: {
          invitationId,
          role,
          ...(inDepartment ? { department: where } : { area: where }),
          holder: holder.trim(),
          publicName,
          ...(begins ? { from: begins } : {}),
          ...(ends ? { to: ends } : {}),
        },
      }),
    );
    if (!reply) return;
    setMade(reply);
    void people.list.reload();
  };
  if (made)
    return (
      <>
        <CodeNote
          code={made.code}
          expiresAt={made.expiresAt}
          whose={`${made.post.areaName}${made.post.roleName} ${holder.trim()}`}
        />
        <Button
          kind="plain"
          text="再邀请一位"
          onTap={() => {
            setMade(undefined);
            setInvitationId(newId());
            setHolder('');
          }}
        />
      </>
    );
  return (
    <>
      <View className="cap-2">在{county}任职；要换县市，先在左上角换。</View>
      <Problem text={save.problem} />
      <Pick
        id="invite-role"
        label="职务"
        hint="选一个职务"
        options={ROLE_NAMES.map((id) => ({ id, text: ROLES[id] }))}
        value={role}
        onPick={(id) => {
          setRole(ROLE_NAMES.find((name) => name === id));
          setWhere(undefined);
        }}
      />
      <Pick
        id="invite-place"
        label={inDepartment ? '部门' : '区域或街道'}
        hint={role ? '选一个' : '先选职务'}
        options={role ? options : []}
        value={where}
        onPick={setWhere}
        error={save.fields.area ?? save.fields.department}
      />
      <Field
        id="invite-holder"
        label="姓名"
        value={holder}
        onChange={setHolder}
        max={20}
        hint="任职人的姓名"
        error={save.fields.holder}
        help="对外显示为“李**”，公开全名的除外"
      />
      <View className="adm-two">
        <View className="grow">
          <Field label="从" value={from} onChange={setFrom} max={10} hint="今天" error={save.fields.from} />
        </View>
        <View className="grow">
          <Field label="到（含当天）" value={to} onChange={setTo} max={10} hint="不限" error={save.fields.to} />
        </View>
      </View>
      <View className="card card--flush">
        <SwitchRow title="公开全名" note="公示牌上依法公布姓名的职务才打开" on={publicName} onChange={setPublicName} />
      </View>
      <Button
        id="invite-send"
        block
        text={missing ?? '生成邀请码'}
        off={Boolean(missing)}
        busy={save.busy}
        onTap={() => void send()}
      />
    </>
  );
}
