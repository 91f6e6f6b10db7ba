import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import type { AdminPostView } from '../../../shared/people/admin-contract';
import { handOver, readHandOver, readHandOverChoices } from '../../../shared/reports/hand-over-contract';
import { call } from '../../api/client';
import { newId } from '../../api/ids';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Pick } from '../parts/pick';
import { Problem } from '../parts/problem';
import { useSave } from '../parts/use-save';
import { CodeNote } from './code-note';
import type { People } from './use-people';

type Done = Reply<typeof handOver>;
const NEW = 'new';
const ASK_EVERY_MS = 2000;

interface Props {
  post: AdminPostView;
  people: People;
  onBack: () => void;
}

/** Ends a post and gives its open cases to whoever goes on, in one step. */
export function HandOverForm({ post, people, onBack }: Props) {
  const choices = useCall(`hand-over ${post.id}`, () => call(readHandOverChoices, { params: { id: post.id } }));
  const [batchId] = useState(newId);
  const [successor, setSuccessor] = useState(NEW);
  const [holder, setHolder] = useState('');
  const [text, setText] = useState('');
  const [done, setDone] = useState<Done>();
  const save = useSave();
  useProgress(done, setDone);
  if (choices.status === 'loading') return <Skeleton kind="rows" count={2} />;
  if (choices.status === 'error') return <ErrorFace error={choices.error} onRetry={() => void choices.reload()} />;
  const { openCases, jointTasks, supervisions, callbacks, successors } = choices.data;
  const along = [
    ...(jointTasks ? [`${jointTasks} 件协办`] : []),
    ...(supervisions ? [`${supervisions} 件等着答复的督办`] : []),
  ];
  const others = openCases + jointTasks + supervisions;

  const send = async () => {
    const body = {
      batchId,
      version: post.version,
      successor: successor === NEW ? { holder: holder.trim() } : { post: successor },
      text: text.trim(),
    };
    const reply = await save.run(
      () => call(handOver, { params: { id: post.id }, body }),
      () => void people.list.reload(),
    );
    if (!reply) return;
    setDone(reply);
    people.changed({ ...post, version: post.version + 1, state: 'ended', to: new Date().toISOString() });
  };
  if (done)
    return (
      <View role="status" id="handed-over">
        <Note icon={done.finishedAt ? 'check-circle' : 'clock'}>
          {done.finishedAt
            ? `${done.total} 件在办上报已全部移交给${done.to}，每件的进展里都有记录。`
            : `已移交 ${done.done} / ${done.total} 件，其余正在后台继续，可以离开。`}
        </Note>
        {done.code && done.expiresAt ? (
          <View className="gap-2">
            <CodeNote code={done.code} expiresAt={done.expiresAt} whose={done.to} />
          </View>
        ) : null}
      </View>
    );
  const missing = successor === NEW && !holder.trim() ? '先填接任人的姓名' : undefined;
  return (
    <>
      <Note icon="info">
        <Text>
          {`现在有 ${openCases} 件在办${along.length ? `，还有 ${along.join('、')}，一起移交` : ''}。移交后时限不变，上报人能在进展里看到换了谁。`}
          {callbacks ? `本县市还有 ${callbacks} 件待回访，由在任的派遣员和核查员接着办。` : ''}
        </Text>
      </Note>
      <Problem text={save.problem} />
      <Pick
        id="successor"
        label="由谁接手"
        hint="选接手的人"
        options={[
          { id: NEW, text: `新任${post.areaName}${post.roleName}` },
          ...successors.map((one) => ({ id: one.post, text: `${one.label}${one.samePlace ? '（同一处）' : ''}` })),
        ]}
        value={successor}
        onPick={setSuccessor}
      />
      {successor === NEW ? (
        <Field
          id="successor-name"
          label="接任人姓名"
          value={holder}
          onChange={setHolder}
          max={20}
          hint="本人用邀请码认领"
        />
      ) : null}
      <Field
        id="hand-over-why"
        label="说明"
        note="可以不填"
        lines
        value={text}
        onChange={setText}
        max={200}
        hint="写在每件上报的进展里，比如：岗位调整"
      />
      <View className="adm-acts">
        <Button
          id="hand-over-send"
          icon="swap"
          text={missing ?? `移交 ${others} 件并结束`}
          off={Boolean(missing)}
          busy={save.busy}
          onTap={() => void send()}
        />
        <Button kind="plain" text="先不移交" onTap={onBack} />
      </View>
    </>
  );
}

/** A great number goes on beside the request: asked for until it is done. */
function useProgress(done: Done | undefined, setDone: (next: Done) => void) {
  useEffect(() => {
    if (!done || done.finishedAt) return;
    const timer = setInterval(async () => {
      try {
        setDone({ ...done, ...(await call(readHandOver, { params: { id: done.batchId } })) });
      } catch {
        // asked again at the next turn
      }
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [done, setDone]);
}
