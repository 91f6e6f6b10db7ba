import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { LIMITS, type ReportView } from '../../../shared/reports/contract';
import { moveRow, PERSON_MOVES, type PersonMove } from '../../../shared/reports/moves';
import { BarTool, Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { JointCard } from '../../components/joint-card';
import { MoveSheet } from '../../components/move-sheet';
import { MOVE_WORDS } from '../../components/move-words';
import { Note } from '../../components/note';
import { OrderNotes } from '../../components/order-notes';
import { Page } from '../../components/page';
import { PhotoGrid } from '../../components/photo-grid';
import { Sheet } from '../../components/sheet';
import { go } from '../../platform/go';
import { CaseCard } from './case-card';
import './index.scss';
import { useHandle } from './use-handle';

/** Words that fit most results; the chief finishes the sentence. */
const RESULTS = ['已清理干净。', '已修好，请放心使用。', '已劝离并恢复通行。', '已立案查处。'];

/** Steps in the order of how often they come first. */
const FIRST: readonly PersonMove[] = [
  'joint-answer',
  'assign',
  'verify-pass',
  'call-back',
  'reopen',
  'grant-extension',
  'grant-suspension',
  'grant-reopen',
  'resume',
  'answer-supervision',
  'supervise',
];
const TOOLS: readonly PersonMove[] = ['reply', 'transfer', 'return', 'verify-fail', 'reject'];
/** Steps that belong to the reporter's own page. */
const REPORTERS: readonly PersonMove[] = ['withdraw', 'urge', 'supplement', 'appeal', 'not-fixed', 'request-reopen'];

type Handle = ReturnType<typeof useHandle>;

export default function HandlePage() {
  const handle = useHandle();
  const { shown, report, sheet } = handle;
  const [more, setMore] = useState(false);
  return (
    <Page
      title="处理"
      back="back"
      sun
      bar={shown ? <Bar handle={handle} report={shown} onMore={() => setMore(true)} /> : undefined}
    >
      <View className="wrap">
        {report.status === 'loading' ? <Skeleton kind="detail" count={2} /> : null}
        {report.status === 'error' ? <ErrorFace error={report.error} onRetry={() => void report.reload()} /> : null}
        {shown ? (
          <>
            <CaseCard report={shown} />
            <OrderNotes report={shown} />
            <JointCard report={shown} />
            {shown.facts.jointOpen && !shown.can.resolve && shown.can['joint-release'] ? (
              <View className="move-part">
                <Note icon="users">{`还有 ${shown.facts.jointOpen} 个部门没有反馈，都反馈或免除后才能办结。`}</Note>
              </View>
            ) : null}
            {shown.can.resolve ? <Result handle={handle} /> : null}
          </>
        ) : null}
      </View>
      {sheet && shown ? (
        <MoveSheet
          move={sheet}
          report={shown}
          busy={handle.busy}
          samples={handle.templatesFor(sheet)}
          onClose={() => handle.setSheet(undefined)}
          onSend={(step, done, leaves) => void handle.send(step, done, leaves)}
        />
      ) : null}
      {more && shown ? <More handle={handle} report={shown} onClose={() => setMore(false)} /> : null}
    </Page>
  );
}

function Result({ handle }: { handle: Handle }) {
  const { photos, text, needsPhoto } = handle;
  const templates = [...handle.templatesFor('resolve'), ...RESULTS].slice(0, 5);
  return (
    <View className="card">
      <View className="lab">
        <Text>处理后的照片</Text>
        <Text className="lab-note">{needsPhoto ? '这一类必须有' : '有就拍一张'}</Text>
      </View>
      <PhotoGrid
        photos={photos.photos}
        max={LIMITS.photos}
        addText="对着同一处拍"
        onAdd={() => void photos.add(LIMITS.photos - photos.photos.length, 'camera')}
        onRetry={(key) => void photos.retry(key)}
        onRemove={photos.remove}
      />
      <View className="lab gap-4">告诉居民怎么办的</View>
      <View className="chips move-part">
        {templates.map((words) => (
          <Chip
            key={words}
            text={words.replace(/。$/, '').slice(0, 18)}
            on={text.includes(words)}
            onTap={() => handle.setText(text.includes(words) ? text.replace(words, '') : text + words)}
          />
        ))}
      </View>
      <Field
        id="result"
        lines
        value={text}
        max={LIMITS.moveText}
        hint="怎么处理的、以后怎么管，一两句就行"
        help="会一字不改给上报人看，也会公开"
        onChange={handle.setText}
      />
    </View>
  );
}

interface BarProps {
  handle: Handle;
  report: ReportView;
  onMore: () => void;
}

const shortLabel = (name: PersonMove) =>
  moveRow(name).label.replace('不予受理', '不受理').replace('核查不通过', '不通过');

function Bar({ handle, report, onMore }: BarProps) {
  const { can } = report;
  const { busy, missing, setSheet } = handle;
  const first = FIRST.find((name) => can[name]);
  return (
    <>
      {TOOLS.filter((name) => can[name])
        .slice(0, 2)
        .map((name) => (
          <BarTool key={name} icon={MOVE_WORDS[name].icon} text={shortLabel(name)} onTap={() => setSheet(name)} />
        ))}
      <BarTool icon="more" text="更多" onTap={onMore} />
      {can.accept ? (
        <Button id="accept" icon="accept" text="受理" busy={busy} onTap={handle.accept} />
      ) : can.resolve ? (
        <Button
          id="resolve"
          icon={missing ? 'camera' : 'check'}
          text={missing ?? '办结'}
          off={Boolean(missing)}
          busy={busy}
          onTap={handle.resolve}
        />
      ) : first ? (
        <Button icon={MOVE_WORDS[first].icon} text={moveRow(first).label} busy={busy} onTap={() => setSheet(first)} />
      ) : (
        <Button icon="list" text="看全部经过" onTap={() => go.reportDetail(report.number)} />
      )}
    </>
  );
}

/** Everything the person may do with the case, in the words of the table. */
function More({ handle, report, onClose }: { handle: Handle; report: ReportView; onClose: () => void }) {
  const open = (name: PersonMove) => {
    onClose();
    handle.setSheet(name);
  };
  const names = PERSON_MOVES.filter(
    (name) => report.can[name] && !REPORTERS.includes(name) && name !== 'accept' && name !== 'resolve',
  );
  return (
    <Sheet title="还可以" onClose={onClose}>
      <View className="move-list">
        {names.map((name) => (
          <Button
            key={name}
            kind="plain"
            block
            icon={MOVE_WORDS[name].icon}
            text={moveRow(name).label}
            onTap={() => open(name)}
          />
        ))}
        <Button kind="plain" block icon="list" text="看全部经过" onTap={() => go.reportDetail(report.number)} />
      </View>
    </Sheet>
  );
}
