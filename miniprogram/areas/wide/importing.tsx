import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { IMPORT_KINDS, KIND_NAMES } from '../../../shared/areas/exchange-contract';
import { wordsFor } from '../../api/errors';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Note } from '../../components/note';
import { SwitchRow } from '../../components/switch';
import { AnnouncedList } from './announced';
import { Report } from './report';
import { type Datum, type Import, useImport } from './use-import';

const DATUMS: readonly { id: Datum; text: string }[] = [
  { id: 'cgcs2000', text: 'CGCS2000（测绘成果）' },
  { id: 'wgs84', text: 'WGS-84（GPS）' },
  { id: 'gcj02', text: 'GCJ-02（微信、高德）' },
  { id: 'bd09', text: 'BD-09（百度）' },
];

const COLUMNS: Record<(typeof IMPORT_KINDS)[number], string> = {
  divisions: 'code、name，可有 formerCodes、labelLng、labelLat；图形是面，可以没有',
  grids: 'code（14 或 15 位）、name；图形是面',
  streets: 'code、name、town（九位代码），可有 widthM、dutyPhone、from、to、patrolDays（多少天巡一次）；图形是线或面',
  zones: 'code、name、county（六位代码），可有 estate；图形是面',
  beats: 'code、area、categories（用 ; 隔开，全部写 *）、role 或 department；没有图形',
};

/** Choose what it is, choose the file, look at the report, put it in force. */
export function Importing() {
  const it = useImport();
  return (
    <View className="awide-col">
      <View className="card">
        <View className="head">导入和导出</View>
        <Choice title="哪一种">
          {IMPORT_KINDS.map((kind) => (
            <Chip
              key={kind}
              text={KIND_NAMES[kind]}
              role="radio"
              on={it.kind === kind}
              onTap={() => it.setKind(kind)}
            />
          ))}
        </Choice>
        {it.kind === 'beats' ? null : (
          <Choice title="文件里的坐标系">
            {DATUMS.map(({ id, text }) => (
              <Chip key={id} text={text} role="radio" on={it.datum === id} onTap={() => it.setDatum(id)} />
            ))}
          </Choice>
        )}
        <View className="cap gap-2">GeoJSON，或带 wkt 列的 CSV（UTF-8）。要有的列：{COLUMNS[it.kind]}。</View>
        <View className="cap">停用一个：写上 retired=true，可以用 successor 写明由哪个编码接替。</View>
        <SwitchRow
          icon="list"
          title="文件就是全部"
          note="打开后，文件里没有的会被停用"
          on={it.complete}
          onChange={it.setComplete}
        />
        <View className="row gap-3 awide-acts">
          <Button icon="doc" text="选择文件来核对" busy={it.busy} onTap={it.choose} />
          <Button kind="plain" text="导出 GeoJSON" busy={it.busy} onTap={() => it.save('geojson')} />
          <Button kind="plain" text="导出 CSV" busy={it.busy} onTap={() => it.save('csv')} />
        </View>
        <View className="cap gap-2">核对时什么都不改动，看过结果再决定换不换。</View>
      </View>
      <Progress it={it} />
      {it.error ? (
        <Note tone="amber" icon="warning">
          <View className="note-b">{wordsFor(it.error).title}</View>
          <View>{wordsFor(it.error).detail}</View>
        </Note>
      ) : null}
      <AnnouncedList it={it} />
      {it.job?.report ? <Report it={it} job={it.job} report={it.job.report} /> : null}
    </View>
  );
}

function Choice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <View className="gap-3">
      <Text className="cap-2">{title}</Text>
      <View className="awide-chips" role="radiogroup" aria-label={title}>
        {children}
      </View>
    </View>
  );
}

function Progress({ it }: { it: Import }) {
  const { job, sent } = it;
  if (job?.state === 'failed' && job.problem)
    return (
      <Note tone="amber" icon="warning">
        <View className="note-b">没有完成</View>
        <View>{job.problem}</View>
      </Note>
    );
  const sending = sent === undefined ? undefined : { step: '正在上传', share: sent / 100 };
  const now = sending ?? (job?.state === 'checking' ? job.progress : undefined);
  if (!now) return null;
  const percent = Math.round(now.share * 100);
  return (
    <View className="card" role="progressbar" aria-valuenow={percent} aria-label={now.step}>
      <View className="row row--between">
        <Text className="strong">{now.step}</Text>
        <Text className="cap">{percent}%</Text>
      </View>
      <View className="awide-bar">
        <View className="awide-done" style={{ width: `${percent}%` }} />
      </View>
    </View>
  );
}
