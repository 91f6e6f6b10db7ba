import { Text, View } from '@tarojs/components';
import type { ReportView } from '../../../shared/reports/contract';
import { pictureUrl } from '../../api/wire';
import { Chip } from '../../components/chip';
import { Picture } from '../../components/picture';
import { StateBadge } from '../../components/state-badge';
import { Tap } from '../../components/tap';
import { Thread, TimeLeft } from '../../components/thread';
import { when } from '../../components/when';
import { previewPhotos } from '../../platform/camera';
import { dial, navigateTo } from '../../platform/device';
import { go } from '../../platform/go';
import { ContactSheet } from './contact-sheet';
import { useContact } from './use-handle';

/** What it is, how long is left, what was said and photographed, and the ways there. */
export function CaseCard({ report }: { report: ReportView }) {
  const { clock, reporter, location, facts } = report;
  const contact = useContact(report.number);
  const now = Date.now();
  const where = report.address || report.street?.name || '';
  const asked = facts.extensionAsked ?? facts.suspensionAsked;
  const { responsible } = report;
  const own = report.can.accept || report.can.resolve;
  const phone = own ? null : responsible?.dutyPhone;
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
        {[where, when(report.submittedAt, now), reporter ? `${reporter.name}上报` : '匿名上报']
          .filter(Boolean)
          .join(' · ')}
      </View>
      {own || !responsible ? null : <View className="cap-2">{`由${responsible.label}负责`}</View>}
      {facts.urges || report.seconds ? (
        <View className="cap-2 amber-text">
          {[facts.urges ? `催办 ${facts.urges} 次` : '', report.seconds ? `${report.seconds} 人也遇到了` : '']
            .filter(Boolean)
            .join(' · ')}
        </View>
      ) : null}
      {asked ? (
        <View className="cap-2 amber-text">
          {facts.extensionAsked ? '申请延期到 ' : '申请挂账到 '}
          {when(asked.until, now)}
        </View>
      ) : null}
      {report.description ? <View className="body-s gap-2">{report.description}</View> : null}
      <Photos photos={report.photos} when="上报时" />
      <Outcome report={report} />
      <View className="chips gap-3">
        <Chip icon="map" text="导航" onTap={() => navigateTo({ ...location, name: where || report.category.name })} />
        {phone ? <Chip icon="phone" text="打电话给负责人" onTap={() => dial(phone)} /> : null}
        {report.can.contact ? <Chip icon="phone" text="联系上报人" onTap={() => contact.setAsking(true)} /> : null}
        <Chip icon="clock" text={`经过 ${report.timeline.length}`} onTap={() => go.reportDetail(report.number)} />
      </View>
      {contact.asking ? <ContactSheet contact={contact} /> : null}
    </View>
  );
}

/** Whoever checks or calls has to know what was done about it and what the reporter thought of that. */
function Outcome({ report: { result, rating } }: { report: ReportView }) {
  return (
    <>
      {result ? (
        <>
          <View className="body-s gap-3">{`处理结果：${result.text}`}</View>
          <Photos photos={result.photos} when="处理后" />
        </>
      ) : null}
      {rating ? (
        <View className="body-s gap-3">
          {`评价：${[rating.scoreText, ...rating.reasons, rating.text].filter(Boolean).join('，')}`}
        </View>
      ) : null}
    </>
  );
}

function Photos({ photos, when: moment }: { photos: ReportView['photos']; when: string }) {
  const urls = photos.map((photo) => pictureUrl(photo.url));
  if (urls.length === 0) return null;
  return (
    <View className="handle-ph">
      {photos.map((photo, index) => (
        <Tap
          key={photo.id}
          className="handle-pic"
          label={`${moment}的照片 ${index + 1}`}
          onTap={() => previewPhotos(urls, index)}
        >
          <Picture className="rep-pic" src={pictureUrl(photo.thumbnailUrl)} alt="" />
          {index === 0 ? <Text className="ba-cap">{moment}</Text> : null}
        </Tap>
      ))}
    </View>
  );
}
