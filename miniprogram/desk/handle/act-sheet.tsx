import { View } from '@tarojs/components';
import { useState } from 'react';
import { LIMITS, type ReportView } from '../../../shared/reports/contract';
import { REJECT_REASONS } from '../../../shared/reports/moves';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { ListRow } from '../../components/list-row';
import { Sheet } from '../../components/sheet';
import { go } from '../../platform/go';
import { type Act, type Step, useAssignees, type useHandle } from './use-handle';

type RejectReason = keyof typeof REJECT_REASONS;

const WORDS: Record<
  Act,
  { title: string; hint: string; send: string; done: string; samples: readonly string[]; leaves: boolean }
> = {
  reply: {
    title: '回复居民',
    hint: '现在到哪一步、还要多久',
    send: '发给居民',
    done: '已回复',
    samples: ['已到现场查看。', '已联系维修，今天处理。', '需要配件，到货就换。'],
    leaves: false,
  },
  transfer: {
    title: '转给别的单位',
    hint: '为什么转、我还盯不盯',
    send: '转办',
    done: '已转办',
    samples: ['归该单位管，请处理。', '需要专业维修，我继续盯。'],
    leaves: true,
  },
  return: {
    title: '不归我，退回改派',
    hint: '为什么不归您，应该归谁',
    send: '退回',
    done: '已退回改派',
    samples: ['不在我负责的路段。', '位置不准，请核实。'],
    leaves: true,
  },
  assign: { title: '派给谁', hint: '可以留一句话', send: '派出', done: '已派出', samples: [], leaves: true },
  reject: {
    title: '不予受理',
    hint: '说明原因，并告诉居民该找谁',
    send: '不予受理',
    done: '已告诉居民',
    samples: ['请拨打 12345 咨询。'],
    leaves: true,
  },
};

interface ActProps {
  act: Act;
  handle: ReturnType<typeof useHandle>;
  report: ReportView;
}

/** One small form for every step that needs words, a receiver or a reason. */
export function ActSheet({ act, handle, report }: ActProps) {
  const words = WORDS[act];
  const [text, setText] = useState('');
  const [assignee, setAssignee] = useState<string>();
  const [reason, setReason] = useState<RejectReason>();
  const receives = act === 'transfer' || act === 'assign';
  const step = stepFor(act, text.trim(), assignee, reason);
  const missing = receives && !assignee ? '先选转给谁' : act === 'reject' && !reason ? '先选原因' : '先写一句说明';
  const send = async () => {
    if (!step) return;
    const ok = await handle.move(step, words.done);
    if (!ok) return;
    handle.setSheet(undefined);
    if (words.leaves) go.back();
  };
  return (
    <Sheet
      title={words.title}
      onClose={() => handle.setSheet(undefined)}
      foot={
        <Button block text={step ? words.send : missing} off={!step} busy={handle.busy} onTap={() => void send()} />
      }
    >
      {receives ? <Receivers report={report} chosen={assignee} onChoose={setAssignee} /> : null}
      {act === 'reject' ? (
        <View className="chips handle-tpl">
          {(Object.keys(REJECT_REASONS) as RejectReason[]).map((one) => (
            <Chip key={one} role="radio" text={REJECT_REASONS[one]} on={one === reason} onTap={() => setReason(one)} />
          ))}
        </View>
      ) : null}
      {words.samples.length ? (
        <View className="chips handle-tpl gap-2">
          {words.samples.map((sample) => (
            <Chip
              key={sample}
              text={sample.replace(/。$/, '')}
              onTap={() => setText(text.includes(sample) ? text : text + sample)}
            />
          ))}
        </View>
      ) : null}
      <Field lines value={text} max={LIMITS.moveText} hint={words.hint} onChange={setText} help="居民会看到这句话" />
    </Sheet>
  );
}

function stepFor(
  act: Act,
  text: string,
  assignee: string | undefined,
  reason: RejectReason | undefined,
): Step | undefined {
  switch (act) {
    case 'reply':
      return text ? { move: 'reply', input: { text } } : undefined;
    case 'transfer':
      return text && assignee ? { move: 'transfer', input: { text, assignee } } : undefined;
    case 'return':
      return text ? { move: 'return', input: { text } } : undefined;
    case 'assign':
      return assignee ? { move: 'assign', input: { text, assignee } } : undefined;
    case 'reject':
      return text && reason ? { move: 'reject', input: { text, reason } } : undefined;
  }
}

/** A list within a sheet cannot scroll by itself in WeChat; the search box does the narrowing. */
const SHOWN = 6;

interface ReceiversProps {
  report: ReportView;
  chosen: string | undefined;
  onChoose: (key: string) => void;
}

function Receivers({ report, chosen, onChoose }: ReceiversProps) {
  const assignees = useAssignees(report);
  const [words, setWords] = useState('');
  if (assignees.status === 'loading') return <Skeleton kind="rows" count={2} />;
  if (assignees.status === 'error')
    return <ErrorFace error={assignees.error} onRetry={() => void assignees.reload()} />;
  const fits = assignees.data.filter((one) => one.key !== report.responsible?.key && one.label.includes(words.trim()));
  return (
    <View className="handle-tpl">
      <Field icon="search" value={words} onChange={setWords} hint="搜单位、街道或姓" max={20} />
      <View className="card card--flush gap-2">
        {fits.slice(0, SHOWN).map((one) => (
          <ListRow
            key={one.key}
            icon={one.kind === 'department' ? 'users' : 'user'}
            title={one.label}
            bare
            tail={one.key === chosen ? <Icon name="check" className="jade-text" /> : null}
            onTap={() => onChoose(one.key)}
          />
        ))}
        {fits.length > SHOWN ? (
          <View className="lrow lrow--plain cap-2">还有 {fits.length - SHOWN} 个，搜一下就能找到。</View>
        ) : null}
        {fits.length === 0 ? <View className="lrow lrow--plain cap-2">没有找到，换个说法试试。</View> : null}
      </View>
    </View>
  );
}
