import type { ReportView } from '../../../shared/reports/contract';
import { BarTool, Button } from '../../components/button';
import { go } from '../../platform/go';
import type { useDetail, useRating } from './use-detail';

interface ActionsProps {
  report: ReportView;
  detail: ReturnType<typeof useDetail>;
  rating: ReturnType<typeof useRating>;
}

/** Small tools beside the one primary action; at most three, so that a thumb finds them. */
export function Actions({ report, detail, rating }: ActionsProps) {
  const { can } = report;
  const tools = [
    can.supplement ? (
      <BarTool key="supplement" icon="edit" text="补充" onTap={() => detail.setSheet('supplement')} />
    ) : null,
    can.withdraw ? <BarTool key="withdraw" icon="withdraw" text="撤回" onTap={() => void detail.withdraw()} /> : null,
    can.follow ? (
      <BarTool
        key="follow"
        icon={report.following ? 'star-fill' : 'star'}
        text={report.following ? '已关注' : '关注'}
        onTap={() => detail.bond(report, 'follow')}
      />
    ) : null,
    report.visibility === 'public' ? (
      <BarTool key="share" icon="share" text="分享" onTap={() => void detail.share(report)} />
    ) : null,
  ];
  return (
    <>
      {tools.filter(Boolean).slice(0, 3)}
      <Primary report={report} detail={detail} rating={rating} />
    </>
  );
}

/** One primary action at a time: rate, appeal, urge, handle, second, or report another. */
function Primary({ report, detail, rating }: ActionsProps) {
  const { can } = report;
  if (can.rate) {
    return (
      <Button
        id="rate"
        text={rating.missing ?? '提交评价'}
        off={Boolean(rating.missing)}
        busy={detail.busy}
        onTap={rating.send}
      />
    );
  }
  if (can.appeal) return <Button icon="reply" text="我要申诉" onTap={() => detail.setSheet('appeal')} />;
  if (can.urge) return <Button icon="urge" text="催一催" onTap={() => detail.setSheet('urge')} />;
  if (can.note || can.accept || can.resolve || can.assign || can['joint-answer'] || can.supervise) {
    return <Button icon="wrench" text="去处理" onTap={() => go.handle(report.number)} />;
  }
  if (can.follow) {
    return (
      <Button
        kind={report.seconded ? 'secondary' : 'primary'}
        icon="plus-one"
        text={report.seconded ? '已附议' : '我也遇到了'}
        busy={detail.busy}
        onTap={() => detail.bond(report, 'second')}
      />
    );
  }
  return <Button icon="camera" text="再报一件" onTap={() => go.report({ camera: '1' })} />;
}
