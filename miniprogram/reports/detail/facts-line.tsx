import { View } from '@tarojs/components';
import type { ReportView } from '../../../shared/reports/contract';
import { when } from '../../components/when';

/** What happened besides the states, in one line of small words; nothing is said of what did not happen. */
export function FactsLine({ report }: { report: ReportView }) {
  const { facts, followers, seconds, coarse } = report;
  const now = Date.now();
  const said = [
    seconds ? `${seconds} 人也遇到了` : '',
    followers ? `${followers} 人关注` : '',
    facts.duplicates ? `并入 ${facts.duplicates} 件相同的上报` : '',
    facts.urges ? `催办 ${facts.urges} 次` : '',
    facts.reworks ? `返工 ${facts.reworks} 次` : '',
    facts.extensions ? `延期 ${facts.extensions} 次` : '',
    facts.suspendedUntil ? `挂账到 ${when(facts.suspendedUntil, now)}` : '',
    facts.escalatedTo ? `已报${facts.escalatedTo}` : '',
    facts.verification?.state === 'pending' ? '正在核查结果' : '',
    facts.appeal === 'pending' ? '申诉待复核' : '',
    facts.reopenAsked ? '返工申请待定' : '',
    facts.auto ? '到期自动结案' : '',
    coarse ? '位置只显示到社区' : '',
  ].filter(Boolean);
  return said.length ? <View className="cap gap-1">{said.join(' · ')}</View> : null;
}
