import { Picker, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { LIMITS, type ReportView } from '../../shared/reports/contract';
import { moveRow, type PersonMove } from '../../shared/reports/moves';
import { readCatalogue } from '../api/catalogue';
import { useCall } from '../api/use-call';
import { AssigneeList } from './assignee-list';
import { Button } from './button';
import { Chip } from './chip';
import { Field } from './field';
import { Icon } from './icon';
import { type DocumentLine, Documents, LeadChoice, TaskChoice, tasksFor } from './move-parts';
import { MOVE_WORDS } from './move-words';
import { PhotoGrid } from './photo-grid';
import { Sheet } from './sheet';
import type { Step } from './use-moves';
import { usePhotos } from './use-photos';

interface MoveSheetProps {
  move: PersonMove;
  report: ReportView;
  busy: boolean;
  /** sentences to start from, before the ones every such move has */
  samples?: readonly string[];
  onSend: (step: Step, done: string, leaves: boolean) => void;
  onClose: () => void;
}

/** One small form for every step, drawn from its row of the table: receiver, reason, condition, date, words, photos. */
export function MoveSheet({ move, report, busy, samples = [], onSend, onClose }: MoveSheetProps) {
  const row = moveRow(move);
  const words = MOVE_WORDS[move];
  const [text, setText] = useState('');
  const [assignee, setAssignee] = useState<string>();
  const [reason, setReason] = useState<string>();
  const [date, setDate] = useState<string>();
  const [condition, setCondition] = useState<string>();
  const own = row.by.includes('cooperating');
  const tasks = row.task ? tasksFor(report, own) : [];
  const [picked, setPicked] = useState<string>();
  const task = picked ?? (tasks.length === 1 ? tasks[0]?.id : undefined);
  const [documents, setDocuments] = useState<readonly DocumentLine[]>([]);
  const [lead, setLead] = useState<string>();
  const asked = report.joint.filter((one) => one.state === 'open').map((one) => one.department);
  const photos = usePhotos([], () => undefined);
  const said = text.trim();
  const sending = photos.photos.some((photo) => photo.state === 'sending');
  const missing =
    (row.assignee && !assignee && (move === 'joint-add' ? '先选请谁协办' : '先选转给谁')) ||
    (row.task && !task && '先选哪个部门') ||
    (row.lead && !lead && '先选主件') ||
    (row.reasons && !reason && '先选原因') ||
    (row.condition && !condition && '先选情形') ||
    (row.documents && documents.length === 0 && '先列出材料') ||
    (row.date === 'required' && !date && '先选日期') ||
    (row.text === 'required' && !said && '先写一句说明') ||
    (row.text === 'or-photo' && !said && photos.photos.length === 0 && '先写一句或拍张照') ||
    (sending && '照片还在上传');
  const send = () =>
    onSend(
      // The row says what the step takes, and the body of the contract is checked by the server field by field.
      {
        move,
        input: {
          text: said,
          ...(row.photos === 'optional' ? { photos: photos.ids } : {}),
          ...(assignee ? { assignee } : {}),
          ...(reason ? { reason } : {}),
          ...(date ? { date } : {}),
          ...(condition ? { condition } : {}),
          ...(row.task && task ? { task } : {}),
          ...(row.documents ? { documents: [...documents] } : {}),
          ...(row.lead && lead ? { lead } : {}),
        },
      } as Step,
      words.done,
      Boolean(words.leaves),
    );
  const sentences = [...samples, ...(words.samples ?? [])].slice(0, 4);
  return (
    <Sheet
      title={words.title ?? row.label}
      onClose={onClose}
      foot={<Button id="move-send" block text={missing || row.label} off={Boolean(missing)} busy={busy} onTap={send} />}
    >
      {row.assignee ? (
        <AssigneeList
          report={report}
          chosen={assignee}
          onChoose={setAssignee}
          {...(move === 'joint-add' ? { departments: asked } : {})}
        />
      ) : null}
      {tasks.length > 1 || (row.task && !own) ? (
        <TaskChoice report={report} own={own} chosen={task} onChoose={setPicked} />
      ) : null}
      {row.lead ? <LeadChoice report={report} chosen={lead} onChoose={setLead} /> : null}
      {row.reasons ? <Choices options={Object.entries(row.reasons)} chosen={reason} onChoose={setReason} /> : null}
      {row.condition ? <Conditions report={report} chosen={condition} onChoose={setCondition} /> : null}
      {row.documents ? <Documents lines={documents} onChange={setDocuments} /> : null}
      {row.date === 'required' ? <DateField label={row.dateHint ?? '哪一天'} value={date} onChange={setDate} /> : null}
      {sentences.length ? (
        <View className="chips move-part">
          {sentences.map((sentence) => (
            <Chip
              key={sentence}
              text={sentence.replace(/。$/, '').slice(0, 18)}
              onTap={() => setText(text.includes(sentence) ? text : text + sentence)}
            />
          ))}
        </View>
      ) : null}
      <Field
        id="move-text"
        lines
        value={text}
        max={LIMITS.moveText}
        hint={row.text === 'optional' ? `${row.hint}（可以不填）` : row.hint}
        help={row.internal || row.sealed ? '只有工作人员能看到' : row.tellsReporter ? '居民会看到这句话' : ''}
        onChange={setText}
      />
      {row.photos === 'optional' ? (
        <View className="gap-3">
          <PhotoGrid
            photos={photos.photos}
            max={LIMITS.photos}
            addText="拍一张"
            onAdd={() => void photos.add(LIMITS.photos - photos.photos.length)}
            onRetry={(key) => void photos.retry(key)}
            onRemove={photos.remove}
          />
        </View>
      ) : null}
    </Sheet>
  );
}

interface ChoicesProps {
  options: readonly (readonly [string, string])[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

const Choices = ({ options, chosen, onChoose }: ChoicesProps) => (
  <View className="chips move-part">
    {options.map(([id, text]) => (
      <Chip key={id} role="radio" text={text} on={id === chosen} onTap={() => onChoose(id)} />
    ))}
  </View>
);

function Conditions({ report, chosen, onChoose }: { report: ReportView } & Omit<ChoicesProps, 'options'>) {
  const catalogue = useCall('catalogue', readCatalogue);
  const conditions = catalogue.data?.find((one) => one.id === report.category.id)?.conditions ?? [];
  const options = conditions.map((one) => [one.id, `${one.name} · ${one.limitText}`] as const);
  return <Choices options={options} chosen={chosen} onChoose={onChoose} />;
}

/** Tomorrow at the earliest; the server knows how far ahead it may be. */
function DateField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (day: string) => void;
}) {
  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
  if (process.env.TARO_ENV === 'h5') {
    return (
      <View className="move-part">
        <View className="lab">{label}</View>
        <input
          className="in move-date"
          type="date"
          aria-label={label}
          min={tomorrow}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value)}
        />
      </View>
    );
  }
  return (
    <View className="move-part">
      <View className="lab">{label}</View>
      <Picker mode="date" start={tomorrow} value={value ?? tomorrow} onChange={(event) => onChange(event.detail.value)}>
        <View className="in">
          <Icon name="calendar" />
          <Text className={value ? '' : 'in-hint'}>{value ?? '选一天'}</Text>
        </View>
      </Picker>
    </View>
  );
}
