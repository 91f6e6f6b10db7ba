import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ReportView } from '../../../shared/reports/contract';
import { moveRow, PERSON_MOVES, type PersonMove } from '../../../shared/reports/moves';
import { pictureUrl } from '../../api/wire';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { JointCard } from '../../components/joint-card';
import { MoveSheet } from '../../components/move-sheet';
import { MOVE_WORDS } from '../../components/move-words';
import { OrderNotes } from '../../components/order-notes';
import { Picture } from '../../components/picture';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { Thread, TimeLeft } from '../../components/thread';
import { Timeline } from '../../components/timeline';
import { toast } from '../../components/toast';
import { fullDate, when } from '../../components/when';
import { previewPhotos } from '../../platform/camera';
import { Joined } from './joined';
import { type Board, useOpened } from './use-board';

/** One case beside the table: what happened, and every move that is allowed. */
export function CasePanel({ number, board }: { number: string; board: Board }) {
  const { report, moves } = useOpened(number, () => void board.list.reload());
  const [sheet, setSheet] = useState<PersonMove>();
  const shown = report.data;
  return (
    <View className="board-case" role="complementary" aria-label="打开的上报">
      <View className="row row--between">
        <Text className="cap">编号 {number}</Text>
        <Tap className="sheet-x" label="关上这件" onTap={() => board.open(undefined)}>
          <Icon name="close" />
        </Tap>
      </View>
      {report.status === 'loading' ? <Skeleton kind="detail" count={2} /> : null}
      {report.status === 'error' ? <ErrorFace error={report.error} onRetry={() => void report.reload()} /> : null}
      {shown ? (
        <>
          <Head report={shown} />
          <Acts report={shown} onBegin={setSheet} />
          <OrderNotes report={shown} />
          <JointCard report={shown} />
          <Joined
            report={shown}
            onChange={() => {
              void report.reload();
              void board.list.reload();
            }}
          />
          <Why report={shown} />
          <Course report={shown} />
        </>
      ) : null}
      {sheet && shown ? (
        <MoveSheet
          key={sheet}
          move={sheet}
          report={shown}
          busy={moves.busy}
          onClose={() => setSheet(undefined)}
          onSend={async (step, done) => {
            if (await moves.move(step, done)) setSheet(undefined);
          }}
        />
      ) : null}
    </View>
  );
}

function Head({ report }: { report: ReportView }) {
  const { clock, photos } = report;
  const urls = photos.map((photo) => pictureUrl(photo.url));
  return (
    <View className="card">
      <View className="row row--between row--wrap">
        <StateBadge state={report.status} word={report.statusLabel} late={clock?.state === 'late'} />
        {clock ? <TimeLeft clock={clock} /> : null}
      </View>
      {clock ? (
        <View className="gap-2">
          <Thread clock={clock} />
        </View>
      ) : null}
      <View className="head gap-2">{report.category.name}</View>
      <View className="cap-2">
        {[report.address || report.street?.name, fullDate(report.submittedAt)].filter(Boolean).join(' · ')}
      </View>
      <View className="cap-2">{report.responsible ? `现在由${report.responsible.label}办` : '没有人在办'}</View>
      {report.description ? <View className="body-s gap-2">{report.description}</View> : null}
      {photos.length ? (
        <View className="board-ph gap-2">
          {photos.map((photo, index) => (
            <Tap
              key={photo.id}
              className="tl-pic"
              label={`上报时的照片 ${index + 1}`}
              onTap={() => previewPhotos(urls, index)}
            >
              <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt="" />
            </Tap>
          ))}
        </View>
      ) : null}
    </View>
  );
}

/** Steps that belong to the reporter's own page. */
const REPORTERS: readonly PersonMove[] = ['withdraw', 'urge', 'supplement', 'appeal', 'not-fixed', 'request-reopen'];

interface ActsProps {
  report: ReportView;
  onBegin: (name: PersonMove) => void;
}

/** Every move the table allows, in the table's order; the first is the likeliest. */
function Acts({ report, onBegin }: ActsProps) {
  const names = PERSON_MOVES.filter((name) => report.can[name] && !REPORTERS.includes(name));
  if (names.length === 0) return null;
  return (
    <View className="board-acts">
      {names.map((name, index) => (
        <Button
          key={name}
          id={`do-${name}`}
          kind={index === 0 ? 'primary' : 'plain'}
          small
          icon={MOVE_WORDS[name].icon}
          text={moveRow(name).label}
          onTap={() => onBegin(name)}
        />
      ))}
    </View>
  );
}

function Why({ report }: { report: ReportView }) {
  const [open, setOpen] = useState(false);
  return (
    <View className="card">
      <Tap className="row row--between" spoken="为什么派给这里" onTap={() => setOpen(!open)}>
        <Text className="strong">为什么派给这里</Text>
        <Text className="cap">{open ? '收起' : '看依据'}</Text>
      </Tap>
      {open
        ? report.why.map((line) => (
            <View key={line} className="cap-2 gap-1">
              {line}
            </View>
          ))
        : null}
    </View>
  );
}

function Course({ report }: { report: ReportView }) {
  const now = Date.now();
  const entries = [...report.timeline].reverse().sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <View className="card">
      <Timeline
        onTime={(full) => toast(full, 'clock')}
        steps={entries.map((entry, index) => ({
          id: entry.id,
          what: entry.internal ? `${entry.title}（内部）` : entry.title,
          time: { short: when(entry.at, now), full: fullDate(entry.at) },
          who: [entry.by.label, entry.to ? `交给 ${entry.to}` : '', entry.reason ?? ''].filter(Boolean).join(' · '),
          say: entry.text,
          photos: entry.photos,
          ...(index === 0 ? { kind: 'now' as const } : {}),
        }))}
      />
    </View>
  );
}
