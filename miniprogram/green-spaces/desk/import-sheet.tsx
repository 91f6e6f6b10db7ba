import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { importPlots } from '../../../shared/green-spaces/desk-contract';
import { PLOT_COLUMNS } from '../../../shared/green-spaces/plot-files';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { Button } from '../../components/button';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { toast } from '../../components/toast';
import { chooseDocument, readDocument } from '../../platform/document';
import type { PlotDesk } from './use-plot-desk';

interface Picked {
  name: string;
  text: string;
}
const formatOf = ({ name, text }: Picked) =>
  /json$/i.test(name) || text.trimStart().startsWith('{') ? 'geojson' : 'csv';

/** A file is tried first; nothing is written while a line is wrong. */
export function ImportSheet({ desk }: { desk: PlotDesk }) {
  const [file, setFile] = useState<Picked>();
  const [result, setResult] = useState<Reply<typeof importPlots>>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (picked: Picked, dryRun: boolean) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const reply = await call(importPlots, { body: { format: formatOf(picked), content: picked.text, dryRun } });
      setResult(reply);
      if (reply.written) {
        toast(`已导入：新增 ${reply.added}，更新 ${reply.changed}`);
        desk.changed();
      }
    } catch (error) {
      setResult(undefined);
      setProblem(wordsFor(error).detail);
    }
    setBusy(false);
  };
  const pick = async () => {
    const chosen = await chooseDocument('.csv,.json,.geojson');
    if (!chosen) return;
    const picked = { name: chosen.name, text: await readDocument(chosen) };
    setFile(picked);
    await send(picked, true);
  };
  const ready = file && result && !result.written && result.problems.length === 0;
  return (
    <Sheet
      title="导入绿地"
      onClose={() => desk.setImporting(false)}
      foot={
        ready ? (
          <Button
            block
            text={`导入：新增 ${result.added}，更新 ${result.changed}`}
            busy={busy}
            onTap={() => void send(file, false)}
          />
        ) : (
          <Button
            block
            icon="doc"
            text={file ? '换一个文件' : '选择 CSV 或 GeoJSON 文件'}
            busy={busy}
            onTap={() => void pick()}
          />
        )
      }
    >
      <View className="cap-2">一次最多 200 块、60 KB，坐标用 WGS-84。编号已有的会更新。先检查，没有错误才写入。</View>
      {problem ? (
        <Note tone="amber" icon="warning">
          {problem}
        </Note>
      ) : null}
      {result?.problems.map(({ line, code, problem: what }) => (
        <View key={`${line} ${what}`} className="pdesk-line">
          <Text className="pdesk-line-n">第 {line} 行</Text>
          <Text className="grow">
            {code ? `${code}：` : ''}
            {what}
          </Text>
        </View>
      ))}
      <View className="strong gap-4">列</View>
      {Object.entries(PLOT_COLUMNS).map(([column, text]) => (
        <View key={column} className="pdesk-line">
          <Text className="pdesk-line-n">{column}</Text>
          <Text className="grow">{text}</Text>
        </View>
      ))}
    </Sheet>
  );
}
