import { Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import {
  type AgreementsView,
  draftAgreement,
  publishAgreement,
  readAgreements,
} from '../../../shared/green-spaces/agreement-contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { timeText } from '../parts/dates';
import { Tag } from '../parts/frame';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import { useSave } from '../parts/use-save';

const COLUMNS = [
  { head: '版本', width: '140px' },
  { head: '标题', width: '2fr' },
  { head: '从', width: '1fr' },
  { head: '按这一版认养（没有结束的）', width: '1fr' },
];

/** The adoption agreement: a draft, what it changes, its publication, and who accepted which version. */
export function useAgreement() {
  const state = useCall('adoption agreements', () => call(readAgreements));
  const view =
    state.status === 'loading' ? (
      <Skeleton kind="rows" count={6} />
    ) : state.status === 'error' ? (
      <ErrorFace error={state.error} onRetry={() => void state.reload()} />
    ) : (
      <Agreement agreements={state.data} put={state.put} reload={() => void state.reload()} />
    );
  return { view, panel: null, tools: null };
}

interface Parts {
  agreements: AgreementsView;
  put: (next: AgreementsView) => void;
  reload: () => void;
}

function Agreement({ agreements, put, reload }: Parts) {
  const { current, draft, changes, version, versions } = agreements;
  const shown = draft ?? current;
  const [title, setTitle] = useState(shown.title);
  const [text, setText] = useState(shown.text);
  const [note, setNote] = useState('');
  const save = useSave();
  // somebody else's draft, or a publication, replaces what stands in the form, but nothing that is being written
  const was = useRef(shown);
  useEffect(() => {
    const { title: oldTitle, text: oldText } = was.current;
    was.current = { ...was.current, title: shown.title, text: shown.text };
    setTitle((typed) => (typed.trim() === oldTitle ? shown.title : typed));
    setText((typed) => (typed.trim() === oldText ? shown.text : typed));
  }, [shown.title, shown.text]);
  const edited = title.trim() !== shown.title || text.trim() !== shown.text;
  const changed = changes.some(({ kind }) => kind !== 'same');

  const write = async (next: { title: string; text: string } | null, word: string) => {
    await save.commit(() => call(draftAgreement, { body: { version, draft: next } }), {
      said: word,
      after: put,
      stale: reload,
    });
  };
  const drop = async () => {
    const yes = await ask({ title: '放弃草稿？', text: '现行协议不变，草稿会丢掉。', yes: '放弃', danger: true });
    if (yes) await write(null, '草稿已放弃');
  };
  const publish = async () => {
    const yes = await ask({
      title: `发布第 ${current.version + 1} 版？`,
      text: '从现在起，新的申请要同意这一版。已经认养的仍按他们当时同意的版本。',
      yes: '发布',
    });
    if (!yes) return;
    await save.commit(() => call(publishAgreement, { body: { version, note: note.trim() } }), {
      said: (reply) => `第 ${reply.current.version} 版已生效`,
      after: (reply) => {
        put(reply);
        setNote('');
      },
      stale: reload,
    });
  };
  return (
    <>
      <View className="card adm-card">
        <View className="row row--between">
          <Text className="head">{draft ? '草稿' : `现行：第 ${current.version} 版`}</Text>
          {draft ? <Tag tone="amber" icon="edit" text={`${draft.by} ${timeText(draft.at)} 写`} /> : null}
        </View>
        <Problem text={save.problem} />
        <View className="gap-2">
          <Field
            id="agreement-title"
            label="标题"
            value={title}
            max={50}
            onChange={setTitle}
            error={save.fields['draft.title']}
          />
        </View>
        <View className="gap-2 adm-long">
          <Field
            id="agreement-text"
            label="正文"
            note="一条一行"
            lines
            value={text}
            max={10_000}
            onChange={setText}
            error={save.fields['draft.text']}
          />
        </View>
        <View className="adm-acts gap-3">
          <Button
            id="save-draft"
            text={edited ? '存为草稿，看改了什么' : '改一改正文，就可以存草稿'}
            off={!edited}
            busy={save.busy}
            onTap={() => void write({ title: title.trim(), text: text.trim() }, '草稿已存')}
          />
          {draft ? <Button kind="danger" text="放弃草稿" busy={save.busy} onTap={() => void drop()} /> : null}
        </View>
      </View>
      {draft ? (
        <View className="card adm-card adm-publish">
          <Text className="head">和第 {current.version} 版相比</Text>
          {edited ? (
            <Note tone="amber" icon="warning">
              上面还有没存的改动，这里比的是已存的草稿。
            </Note>
          ) : null}
          {changed ? (
            <View className="gap-2" role="list">
              {changes.map(({ kind, text: line }, i) => (
                // lines may repeat: their place tells them apart
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
                <View key={i} className={`adm-line adm-line--${kind}`} role="listitem">
                  <Text className="adm-line-k">{KINDS[kind].word}</Text>
                  {kind === 'same' ? null : <Icon name={KINDS[kind].icon} />}
                  <Text className="grow">{line}</Text>
                </View>
              ))}
            </View>
          ) : (
            <Note tone="plain" icon="check">
              草稿和现行协议一样，没有可发布的改动。
            </Note>
          )}
          <View className="gap-3">
            <Field
              id="agreement-note"
              label="为什么改"
              value={note}
              max={200}
              hint="留在管理记录里"
              onChange={setNote}
              error={save.fields.note}
            />
          </View>
          <View className="adm-acts gap-3">
            <Button
              id="publish-agreement"
              text={
                edited
                  ? '先存草稿'
                  : !changed
                    ? '没有改动'
                    : note.trim()
                      ? `发布第 ${current.version + 1} 版`
                      : '先写为什么改'
              }
              off={edited || !changed || !note.trim()}
              busy={save.busy}
              onTap={() => void publish()}
            />
          </View>
        </View>
      ) : null}
      <Text className="adm-sub">历次版本</Text>
      <Table
        columns={COLUMNS}
        rows={versions.map((one) => ({
          key: String(one.version),
          cells: [
            <Text key="version" className="strong adm-num">
              第 {one.version} 版
            </Text>,
            one.title,
            one.version === 1 ? '一开始' : timeText(one.from),
            <Text key="adoptions" className="adm-num">
              {one.adoptions} 份
            </Text>,
          ],
        }))}
      />
    </>
  );
}

const KINDS = {
  same: { word: '不变', icon: '' },
  removed: { word: '删去', icon: 'close' },
  added: { word: '新增', icon: 'check' },
} as const;
