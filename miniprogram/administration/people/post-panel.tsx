import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type AdminPostView, changePost, endPost, reinvite } from '../../../shared/people/admin-contract';
import { setLeave } from '../../../shared/people/contract';
import { call } from '../../api/client';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { Field } from '../../components/field';
import { SwitchRow } from '../../components/switch';
import { toast } from '../../components/toast';
import { dayText, endOf, startOf, timeText } from '../parts/dates';
import { Problem } from '../parts/problem';
import { useSave } from '../parts/use-save';
import { CodeNote } from './code-note';
import { HandOverForm } from './hand-over-form';
import { StateTag } from './state-tag';
import type { People } from './use-people';

type Act = 'change' | 'leave' | 'hand-over' | undefined;

/** One post: what it is, and what an administrator can do about it. */
export function PostPanel({ post, people }: { post: AdminPostView; people: People }) {
  const [act, setAct] = useState<Act>();
  const [code, setCode] = useState<{ code: string; expiresAt: string }>();
  const save = useSave();
  const stale = () => void people.list.reload();
  const params = { id: post.id };
  const over = post.state === 'ended';
  const vacant = post.state === 'invited' || post.state === 'lapsed';

  const end = async () => {
    const yes = await ask({
      title: `结束${post.areaName}${post.roleName}？`,
      text: '从现在起不再有这个职务的权限。还有在办的上报，请用“移交并结束”。',
      yes: '结束',
      danger: true,
    });
    if (!yes) return;
    const next = await save.run(() => call(endPost, { params, body: { version: post.version } }), stale);
    if (next) people.changed(next);
  };
  const newCode = async () => {
    const reply = await save.run(() => call(reinvite, { params, body: { version: post.version } }), stale);
    if (!reply) return;
    setCode(reply);
    people.changed(reply.post);
  };
  return (
    <>
      <View className="adm-dl">
        <Text className="adm-dt">姓名</Text>
        <Text>{post.holder}</Text>
        <Text className="adm-dt">状态</Text>
        <StateTag state={post.state} />
        <Text className="adm-dt">任期</Text>
        <Text>{`${dayText(post.from)} 到 ${post.to ? dayText(post.to) : '不限'}`}</Text>
        {post.leave ? (
          <>
            <Text className="adm-dt">休假</Text>
            <Text>{`${timeText(post.leave.from)} 到 ${timeText(post.leave.to)}`}</Text>
          </>
        ) : null}
        {post.invitedUntil ? (
          <>
            <Text className="adm-dt">邀请码</Text>
            <Text>{`${timeText(post.invitedUntil)} 前有效`}</Text>
          </>
        ) : null}
      </View>
      {code ? <CodeNote {...code} whose={`${post.areaName}${post.roleName}`} /> : null}
      <Problem text={save.problem} />
      {over || act ? null : (
        <View className="adm-acts">
          {vacant ? <Button kind="secondary" icon="refresh" text="换邀请码" busy={save.busy} onTap={newCode} /> : null}
          {vacant ? null : <Button id="hand-over" icon="swap" text="移交并结束" onTap={() => setAct('hand-over')} />}
          <Button kind="plain" icon="edit" text="改姓名、任期" onTap={() => setAct('change')} />
          {vacant ? null : <Button kind="plain" icon="pause" text="休假" onTap={() => setAct('leave')} />}
          <Button kind="danger" icon="close" text="结束" busy={save.busy} onTap={end} />
        </View>
      )}
      {act === 'change' ? <ChangeForm post={post} people={people} onDone={() => setAct(undefined)} /> : null}
      {act === 'leave' ? <LeaveForm post={post} people={people} onDone={() => setAct(undefined)} /> : null}
      {act === 'hand-over' ? <HandOverForm post={post} people={people} onBack={() => setAct(undefined)} /> : null}
    </>
  );
}

interface FormProps {
  post: AdminPostView;
  people: People;
  onDone: () => void;
}

function ChangeForm({ post, people, onDone }: FormProps) {
  const [holder, setHolder] = useState(post.holder);
  const [publicName, setPublicName] = useState(post.publicName);
  const [to, setTo] = useState('');
  const save = useSave();
  const send = async () => {
    const ends = endOf(to);
    const body = {
      version: post.version,
      publicName,
      ...(holder.trim() === post.holder ? {} : { holder: holder.trim() }),
      ...(ends ? { to: ends } : {}),
    };
    const next = await save.run(
      () => call(changePost, { params: { id: post.id }, body }),
      () => void people.list.reload(),
    );
    if (!next) return;
    people.changed(next);
    toast('已保存');
    onDone();
  };
  return (
    <>
      <Problem text={save.problem} />
      <Field label="姓名" value={holder} onChange={setHolder} max={20} error={save.fields.holder} />
      <Field
        label="任期到（含当天）"
        value={to}
        onChange={setTo}
        max={10}
        hint={post.to ? dayText(post.to) : '不限；写成 2026-12-31'}
        error={to && !endOf(to) ? '日期写成 2026-12-31' : save.fields.to}
      />
      <View className="card card--flush">
        <SwitchRow title="公开全名" on={publicName} onChange={setPublicName} />
      </View>
      <View className="adm-acts">
        <Button
          text="保存"
          busy={save.busy}
          off={!holder.trim() || (to !== '' && !endOf(to))}
          onTap={() => void send()}
        />
        <Button kind="plain" text="不改了" onTap={onDone} />
      </View>
    </>
  );
}

function LeaveForm({ post, people, onDone }: FormProps) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const save = useSave();
  const begins = startOf(from);
  const ends = endOf(to);
  const send = async (leave: { from: string; to: string } | null) => {
    const reply = await save.run(
      () => call(setLeave, { params: { id: post.id }, body: { version: post.version, leave } }),
      () => void people.list.reload(),
    );
    if (!reply) return;
    await people.list.reload();
    toast(leave ? '已登记休假' : '已取消休假');
    onDone();
  };
  return (
    <>
      <Problem text={save.problem} />
      <View className="cap-2">休假期间，超期的上报越过这个职务，直接报上一级。</View>
      <View className="adm-two">
        <View className="grow">
          <Field label="从" value={from} onChange={setFrom} max={10} hint="2026-12-01" />
        </View>
        <View className="grow">
          <Field label="到（含当天）" value={to} onChange={setTo} max={10} hint="2026-12-07" />
        </View>
      </View>
      <View className="adm-acts">
        <Button
          text={begins && ends ? '登记休假' : '先填起止日期'}
          off={!begins || !ends}
          busy={save.busy}
          onTap={() => begins && ends && void send({ from: begins, to: ends })}
        />
        {post.leave ? <Button kind="plain" text="取消休假" busy={save.busy} onTap={() => void send(null)} /> : null}
        <Button kind="plain" text="不登记了" onTap={onDone} />
      </View>
    </>
  );
}
