import { Text, View } from '@tarojs/components';
import { LIMITS, type ReportView } from '../../../shared/reports/contract';
import { pictureUrl } from '../../api/wire';
import { BarTool, Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Page } from '../../components/page';
import { PhotoGrid } from '../../components/photo-grid';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { Thread, TimeLeft } from '../../components/thread';
import { when } from '../../components/when';
import { previewPhotos } from '../../platform/camera';
import { dial, navigateTo } from '../../platform/device';
import { go } from '../../platform/go';
import { ActSheet } from './act-sheet';
import './index.scss';
import { Picture } from '../../components/picture';
import { useHandle } from './use-handle';

/** Words that fit most results; the chief finishes the sentence. */
const TEMPLATES = [
  '已清理干净。',
  '已修好，请放心使用。',
  '已劝离并恢复通行。',
  '已立案查处。',
  '已约定时间，届时处理：',
];

type Handle = ReturnType<typeof useHandle>;

export default function HandlePage() {
  const handle = useHandle();
  const { shown, report } = handle;
  return (
    <Page title="处理" back="back" sun bar={shown ? <Bar handle={handle} report={shown} /> : undefined}>
      <View className="wrap">
        {report.status === 'loading' ? <Skeleton kind="detail" count={2} /> : null}
        {report.status === 'error' ? <ErrorFace error={report.error} onRetry={() => void report.reload()} /> : null}
        {shown ? (
          <>
            <Case report={shown} />
            {shown.can.resolve ? <Result handle={handle} report={shown} /> : null}
          </>
        ) : null}
      </View>
      {handle.sheet && shown ? <ActSheet act={handle.sheet} handle={handle} report={shown} /> : null}
    </Page>
  );
}

function Case({ report }: { report: ReportView }) {
  const { clock, reporter, location } = report;
  const where = report.address || report.street?.name || '';
  const phone = reporter?.phone;
  return (
    <View className="card">
      <View className="row row--between row--wrap">
        <StateBadge
          state={report.status}
          word={report.status === 'assigned' ? '待受理' : report.statusLabel}
          late={clock?.state === 'late'}
        />
        {clock ? <TimeLeft clock={clock} /> : null}
      </View>
      {clock ? (
        <View className="gap-2">
          <Thread clock={clock} />
        </View>
      ) : null}
      <View className="handle-t">{report.category.name}</View>
      <View className="cap-2">
        {[where, when(report.submittedAt, Date.now()), reporter ? `${reporter.name}上报` : '匿名上报']
          .filter(Boolean)
          .join(' · ')}
      </View>
      {report.description ? <View className="body-s gap-2">{report.description}</View> : null}
      <BeforePhotos report={report} />
      <View className="chips gap-3">
        <Chip icon="map" text="导航" onTap={() => navigateTo({ ...location, name: where || report.category.name })} />
        {reporter?.allowContact && phone && !phone.includes('*') ? (
          <Chip icon="phone" text={phone} onTap={() => dial(phone)} />
        ) : null}
        <Chip icon="clock" text={`经过 ${report.timeline.length}`} onTap={() => go.reportDetail(report.number)} />
      </View>
    </View>
  );
}

function BeforePhotos({ report }: { report: ReportView }) {
  const urls = report.photos.map((photo) => pictureUrl(photo.url));
  if (urls.length === 0) return null;
  return (
    <View className="handle-ph">
      {report.photos.map((photo, index) => (
        <Tap
          key={photo.id}
          className="handle-pic"
          label={`上报时的照片 ${index + 1}`}
          onTap={() => previewPhotos(urls, index)}
        >
          <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt="" />
          {index === 0 ? <Text className="ba-cap">上报时</Text> : null}
        </Tap>
      ))}
    </View>
  );
}

function Result({ handle }: { handle: Handle; report: ReportView }) {
  const { photos, text, needsPhoto } = handle;
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
      <View className="chips handle-tpl">
        {TEMPLATES.map((words) => (
          <Chip
            key={words}
            text={words.replace(/[。：]$/, '')}
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

function Bar({ handle, report }: { handle: Handle; report: ReportView }) {
  const { can } = report;
  const { busy, missing, setSheet } = handle;
  return (
    <>
      {can.reply ? <BarTool icon="reply" text="回复" onTap={() => setSheet('reply')} /> : null}
      {can.transfer ? <BarTool icon="transfer" text="转办" onTap={() => setSheet('transfer')} /> : null}
      {can.return ? <BarTool icon="return" text="退回" onTap={() => setSheet('return')} /> : null}
      {can.reject ? <BarTool icon="reject" text="不受理" onTap={() => setSheet('reject')} /> : null}
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
      ) : can.assign ? (
        <Button icon="send" text="派给谁" busy={busy} onTap={() => setSheet('assign')} />
      ) : (
        <Button kind="secondary" block icon="list" text="看全部经过" onTap={() => go.reportDetail(report.number)} />
      )}
    </>
  );
}
