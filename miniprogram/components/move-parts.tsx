import { View } from '@tarojs/components';
import { useState } from 'react';
import { listSimilarReports } from '../../shared/reports/admin-contract';
import { LIMITS, type ReportView } from '../../shared/reports/contract';
import { call } from '../api/client';
import { useCall } from '../api/use-call';
import { Button } from './button';
import { Chip } from './chip';
import { ErrorFace, Skeleton } from './faces';
import { Field } from './field';
import { Icon } from './icon';
import { ListRow } from './list-row';
import { when } from './when';

interface TaskProps {
  report: ReportView;
  /** of one's own department only */
  own: boolean;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** Tasks that are open and may be meant; whoever has one only has nothing to choose. */
export const tasksFor = (report: ReportView, own: boolean) =>
  report.joint.filter((task) => task.state === 'open' && (!own || task.mine));

export function TaskChoice({ report, own, chosen, onChoose }: TaskProps) {
  const tasks = tasksFor(report, own);
  return (
    <View className="card card--flush move-part">
      {tasks.map((task) => (
        <ListRow
          key={task.id}
          icon="users"
          title={task.department}
          note={task.ask}
          bare
          tail={task.id === chosen ? <Icon name="check" className="jade-text" /> : null}
          onTap={() => onChoose(task.id)}
        />
      ))}
    </View>
  );
}

export interface DocumentLine {
  name: string;
  copies: number;
}
const USUAL = ['现场照片', '现场检查笔录', '询问笔录', '证据清单', '案件移送书'];

/** The list of what is handed over: usual ones by a tap, others typed, copies counted. */
export function Documents({
  lines,
  onChange,
}: {
  lines: readonly DocumentLine[];
  onChange: (lines: DocumentLine[]) => void;
}) {
  const [name, setName] = useState('');
  const add = (what: string) => {
    const said = what.trim();
    if (!said || lines.length >= LIMITS.documents) return;
    const known = lines.some((line) => line.name === said);
    onChange(
      known
        ? lines.map((line) => (line.name === said ? { ...line, copies: Math.min(99, line.copies + 1) } : line))
        : [...lines, { name: said, copies: 1 }],
    );
    setName('');
  };
  return (
    <View className="move-part">
      <View className="lab">移送材料（点一次加一份）</View>
      <View className="chips">
        {USUAL.map((usual) => (
          <Chip key={usual} icon="doc" text={usual} onTap={() => add(usual)} />
        ))}
      </View>
      <View className="row gap-2">
        <View className="grow">
          <Field value={name} max={60} hint="别的材料" onChange={setName} onConfirm={() => add(name)} />
        </View>
        <Button kind="plain" small text="加上" off={!name.trim()} onTap={() => add(name)} />
      </View>
      {lines.length ? (
        <View className="card card--flush gap-2">
          {lines.map((line) => (
            <ListRow
              key={line.name}
              icon="doc"
              title={line.name}
              value={`${line.copies} 份`}
              bare
              tail={
                <Button
                  kind="quiet"
                  small
                  icon="close"
                  text=""
                  label={`去掉${line.name}`}
                  onTap={() => onChange(lines.filter((one) => one.name !== line.name))}
                />
              }
            />
          ))}
        </View>
      ) : null}
    </View>
  );
}

/** What it may be the same as, the nearest first; any other number can be typed. */
export function LeadChoice({
  report,
  chosen,
  onChoose,
}: {
  report: ReportView;
  chosen: string | undefined;
  onChoose: (number: string) => void;
}) {
  const { number } = report;
  const similar = useCall(number, () => call(listSimilarReports, { params: { number } }));
  const [typed, setTyped] = useState('');
  const now = Date.now();
  return (
    <View className="move-part">
      <View className="lab">并到哪一件（主件）</View>
      {similar.status === 'loading' ? <Skeleton kind="rows" count={2} /> : null}
      {similar.status === 'error' ? <ErrorFace error={similar.error} onRetry={() => void similar.reload()} /> : null}
      {similar.data?.items.length ? (
        <View className="card card--flush">
          {similar.data.items.map((one) => (
            <ListRow
              key={one.number}
              icon="list"
              title={`${one.category.name} · ${one.distanceM ?? 0} 米`}
              note={`${when(one.submittedAt, now)} · ${one.excerpt || one.address}`}
              bare
              tail={one.number === chosen ? <Icon name="check" className="jade-text" /> : null}
              onTap={() => {
                setTyped('');
                onChoose(one.number);
              }}
            />
          ))}
        </View>
      ) : null}
      {similar.data && similar.data.items.length === 0 ? (
        <View className="cap-2">附近近日没有相似的，可以填编号。</View>
      ) : null}
      <View className="gap-2">
        <Field
          icon="search"
          value={typed}
          max={30}
          hint="或填主件编号"
          onChange={(next) => {
            setTyped(next);
            onChoose(next.trim());
          }}
        />
      </View>
    </View>
  );
}
