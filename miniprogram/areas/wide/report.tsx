import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { FIELD_NAMES, type ImportReportView, KIND_NAMES } from '../../../shared/areas/exchange-contract';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { fullDate } from '../../components/when';
import type { AreaImport, Import } from './use-import';

interface ReportProps {
  it: Import;
  job: AreaImport;
  report: ImportReportView;
}

/** What the file would change, and what stands against it. */
export function Report({ it, job, report }: ReportProps) {
  const { errors, warnings, added, changed, retired, unchanged, rows } = report;
  const changes = added.count + changed.count + retired.count;
  const applied = job.state === 'applied';
  return (
    <View className="card">
      <View className="head">{job.fileName}</View>
      <View className="cap">
        {KIND_NAMES[job.kind]}，共 {rows} 行，与现行第 {report.version} 版核对
      </View>
      <View className="figs awide-figs">
        <Count n={added.count} word="新增" />
        <Count n={changed.count} word="更改" />
        <Count n={retired.count} word="停用" />
        <Count n={unchanged} word="不变" />
        <Count n={warnings.count} word="提醒" />
        <Count n={errors.count} word="错误" hot />
      </View>
      {job.state === 'scheduled' && job.validFrom ? (
        <Note tone="amber" icon="clock">
          <View className="note-b">已排定，{fullDate(job.validFrom)} 生效</View>
          <View>到时再核对一遍，没有错误就换上；在那之前可以撤回。</View>
        </Note>
      ) : applied ? (
        <Note icon="check-circle">
          <View className="note-b">已换上，现在是第 {job.madeVersion} 版</View>
          <View>其他服务几秒内跟上；以前的上报仍按当时的版本。</View>
        </Note>
      ) : errors.count > 0 ? (
        <Note tone="torch" icon="warning">
          <View className="note-b">有错误，不能换上</View>
          <View>改好文件再上传，什么都没有改动。</View>
        </Note>
      ) : changes === 0 ? (
        <Note icon="check-circle">
          <View>和现行的一模一样，没有要换的。</View>
        </Note>
      ) : null}
      <Findings title="错误" found={errors} />
      <Findings title="提醒" found={warnings} />
      <Names title="新增" found={added} />
      <Names title="更改" found={changed} />
      <Names title="停用" found={retired} />
      <View className="row gap-3 awide-acts">
        {!applied && job.state === 'checked' && errors.count === 0 && changes > 0 ? (
          <Apply it={it} text={`新增 ${added.count}、更改 ${changed.count}、停用 ${retired.count}`} />
        ) : null}
        <Button kind="plain" text="收起" onTap={it.startOver} />
      </View>
    </View>
  );
}

/** 2026-12-01, or 2026-12-01 08:30; of Yunnan. undefined: no such instant. */
function instantOf(text: string): string | undefined {
  const [, date, time = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?$/.exec(text.trim()) ?? [];
  const at = Date.parse(`${date}T${time}:00+08:00`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** At once, or announced for an instant. */
function Apply({ it, text }: { it: Import; text: string }) {
  const [from, setFrom] = useState('');
  const instant = from.trim() ? instantOf(from) : undefined;
  const wrong = from.trim() !== '' && !instant;
  return (
    <>
      <View className="awide-from">
        <Field
          id="valid-from"
          label="什么时候生效"
          value={from}
          max={16}
          hint="不填就是现在；写成 2026-12-01 或 2026-12-01 08:30"
          error={wrong ? '写成 2026-12-01 或 2026-12-01 08:30' : undefined}
          onChange={setFrom}
        />
      </View>
      <Button
        id="apply"
        icon={instant ? 'clock' : 'check'}
        text={`${instant ? '排定' : '换上'}：${text}`}
        off={wrong}
        busy={it.busy}
        onTap={() => it.apply(instant)}
      />
    </>
  );
}

function Count({ n, word, hot }: { n: number; word: string; hot?: boolean }) {
  return (
    <View className={`fig ${hot && n > 0 ? 'fig--hot' : ''}`}>
      <Text className={`fig-n ${hot && n > 0 ? 'fig-n--torch' : ''}`}>{n}</Text>
      <View>{word}</View>
    </View>
  );
}

function Findings({ title, found }: { title: string; found: ImportReportView['errors'] }) {
  if (found.count === 0) return null;
  return (
    <View className="gap-3">
      <View className="strong">
        {title} {found.count}
        {found.count > found.first.length ? `（列出前 ${found.first.length} 条）` : ''}
      </View>
      <View className="awide-rows">
        {found.first.map(({ at, code, text }, i) => (
          // one row may have the same fault twice
          <View key={`${at} ${code} ${text} ${String(i)}`} className="awide-row">
            <Text className="awide-at cap">{at === null ? '全部' : `第 ${at} 行`}</Text>
            <Text className="awide-code">{code ?? '—'}</Text>
            <Text className="grow">{text}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

interface Named {
  count: number;
  first: { code: string; name: string; fields?: string[] }[];
}
function Names({ title, found }: { title: string; found: Named }) {
  if (found.count === 0) return null;
  return (
    <View className="gap-3">
      <View className="strong">
        {title} {found.count}
        {found.count > found.first.length ? `（列出前 ${found.first.length} 个）` : ''}
      </View>
      <View className="awide-rows">
        {found.first.map(({ code, name, fields }) => (
          <View key={code} className="awide-row">
            <Text className="awide-code">{code}</Text>
            <Text className="grow">{name}</Text>
            {fields ? <Text className="cap">{fields.map((name) => FIELD_NAMES[name] ?? name).join('、')}</Text> : null}
          </View>
        ))}
      </View>
    </View>
  );
}
