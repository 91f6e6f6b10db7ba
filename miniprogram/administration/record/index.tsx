import { Text, View } from '@tarojs/components';
import type { AuditEntryView } from '../../../shared/administration/contract';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Tap } from '../../components/tap';
import { timeText } from '../parts/dates';
import { Frame, Panel } from '../parts/frame';
import { Pick } from '../parts/pick';
import { Problem } from '../parts/problem';
import { Table } from '../parts/table';
import { ACT_WORDS, pathWords, valueWords } from './act-words';
import { type RecordPage, useRecord } from './use-record';

/** The record of administrative acts: who, when, what, before and after. Nobody can change it. */
export default function RecordPageView() {
  const page = useRecord();
  const entry = page.list.items.find(({ id }) => id === page.opened);
  return (
    <Frame
      at="record"
      panel={
        entry ? (
          <Panel title={ACT_WORDS[entry.act] ?? entry.act} onClose={() => page.open(undefined)}>
            <Entry entry={entry} page={page} />
          </Panel>
        ) : null
      }
    >
      <Tools page={page} />
      <List page={page} />
    </Frame>
  );
}

function Tools({ page }: { page: RecordPage }) {
  const { filter } = page;
  const acts = Object.entries(ACT_WORDS).map(([id, text]) => ({ id, text }));
  return (
    <>
      <View className="adm-tools">
        <View className="adm-w">
          <Pick
            hint="事项"
            options={[{ id: '', text: '全部事项' }, ...acts]}
            value={filter.act ?? ''}
            onPick={(act) => page.narrow({ act: act || undefined })}
          />
        </View>
        <View className="adm-w">
          <Field value={page.from} onChange={page.setFrom} max={10} hint="从 2026-11-01" />
        </View>
        <View className="adm-w">
          <Field value={page.to} onChange={page.setTo} max={10} hint="到 2026-11-30（含）" />
        </View>
        <View className="grow" />
        <Button
          id="export"
          kind="secondary"
          icon="doc"
          text="导出 CSV"
          busy={page.save.busy}
          onTap={() => void page.takeOut()}
        />
      </View>
      {filter.person || filter.object ? (
        <View className="adm-chips adm-segs">
          {filter.person ? (
            <Tap className="chip chip--on" label="不再只看这个人" onTap={() => page.narrow({ person: undefined })}>
              <Text>只看一个人的 ×</Text>
            </Tap>
          ) : null}
          {filter.object ? (
            <Tap
              className="chip chip--on"
              label="不再只看这个对象"
              onTap={() => page.narrow({ object: undefined, kind: undefined })}
            >
              <Text>只看一个对象的 ×</Text>
            </Tap>
          ) : null}
        </View>
      ) : null}
      <Problem text={page.save.problem} />
    </>
  );
}

const COLUMNS = [
  { head: '时间', width: '190px' },
  { head: '办理人', width: '1.2fr' },
  { head: '事项', width: '1fr' },
  { head: '说明', width: '1.6fr' },
];

function List({ page }: { page: RecordPage }) {
  const { list } = page;
  if (list.status === 'loading') return <Skeleton kind="rows" count={8} />;
  if (list.status === 'error') return <ErrorFace error={list.error} onRetry={() => void list.reload()} />;
  if (list.items.length === 0) return <Empty icon="doc" title="没有这样的记录" text="换个事项或时间看看。" />;
  return (
    <Table
      columns={COLUMNS}
      opened={page.opened}
      onOpen={page.open}
      onMore={list.more === 'ready' || list.more === 'error' ? () => void list.loadMore() : undefined}
      rows={list.items.map((entry) => ({
        key: entry.id,
        spoken: `打开 ${entry.text}`,
        cells: [
          <Text key="at" className="adm-num">
            {timeText(entry.at)}
          </Text>,
          entry.label,
          ACT_WORDS[entry.act] ?? entry.act,
          entry.text,
        ],
      }))}
    />
  );
}

function Entry({ entry, page }: { entry: AuditEntryView; page: RecordPage }) {
  const { person } = entry;
  return (
    <>
      <View className="adm-dl">
        <Text className="adm-dt">时间</Text>
        <Text>{timeText(entry.at)}</Text>
        <Text className="adm-dt">办理人</Text>
        <Text>{entry.label}</Text>
        <Text className="adm-dt">说明</Text>
        <Text>{entry.text}</Text>
        <Text className="adm-dt">对象编号</Text>
        <Text className="cap">{entry.object}</Text>
      </View>
      {entry.changes.length > 0 ? (
        <View>
          <View className="lab">改动：项目、以前、以后</View>
          <View className="adm-lines">
            {entry.changes.flatMap(({ path, before, after }) => [
              <Text key={`${path} name`}>{pathWords(path)}</Text>,
              <Text key={`${path} before`} className={before === null ? 'cap' : 'adm-was'}>
                {valueWords(before)}
              </Text>,
              <Text key={`${path} after`} className="strong">
                {valueWords(after)}
              </Text>,
            ])}
          </View>
        </View>
      ) : null}
      <View className="adm-acts">
        {person ? <Button kind="plain" icon="user" text="只看这个人的" onTap={() => page.narrow({ person })} /> : null}
        <Button
          kind="plain"
          icon="doc"
          text="只看这个对象的"
          onTap={() => page.narrow({ object: entry.object, kind: entry.kind })}
        />
      </View>
    </>
  );
}
