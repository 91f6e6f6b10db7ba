import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import type { readVolunteer } from '../../../shared/volunteers/staff-contract';
import { dateText, fullTimeText } from '../../../shared/words';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import './dossier.scss';
import { FactForm } from './fact-form';
import { FactList } from './facts';
import { useDossier } from './use-dossier';

type Record = Reply<typeof readVolunteer>;

/** A volunteer's record as the dispatcher and the leaders of their groups see it. */
export function Dossier({ id }: { id: string }) {
  const page = useDossier(id);
  const { dossier } = page;
  const data = dossier.data;
  if (!data)
    return dossier.status === 'error' ? (
      <ErrorFace error={dossier.error} onRetry={() => void dossier.reload()} />
    ) : (
      <Skeleton kind="rows" count={3} />
    );
  return (
    <View>
      <Who data={data} />
      {data.certificates.length > 0 ? (
        <View className="card">
          <View className="head">开过的证明</View>
          {data.certificates.map((one) => (
            <Certificate key={one.number} certificate={one} may={data.can.withdraw} onWithdraw={page.withdraw} />
          ))}
        </View>
      ) : null}
      <FactList
        facts={data.facts}
        {...(data.can.addFact
          ? {
              onRemove: ({ id: fact, text }) =>
                void ask({ title: '从档案里删去？', text, yes: '删去', danger: true }).then(
                  (yes) => yes && page.remove(fact),
                ),
            }
          : {})}
      />
      {data.can.addFact ? <FactForm onSend={page.add} /> : <Note icon="info">自己的档案要由别人来记。</Note>}
    </View>
  );
}

function Who({ data: { volunteer, hours, times } }: { data: Record }) {
  const { noShows } = volunteer;
  const rows = [
    ['电话', volunteer.phone ?? '—'],
    ['登记', dateText(new Date(volunteer.since))],
    ['服务', `${hours} 小时，${times} 次`],
    ['志愿队', volunteer.groups.map(({ name }) => name).join('、') || '没有加入'],
    ...(volunteer.guardian ? [['监护人', `${volunteer.guardian.name} ${volunteer.guardian.phone}`]] : []),
  ];
  return (
    <View className="card">
      <View className="head">
        {volunteer.name}
        {volunteer.child ? '（孩子）' : ''}
      </View>
      <View className="cap">{volunteer.number}</View>
      {rows.map(([name, value]) => (
        <View key={name} className="row gap-1">
          <Text className="cap dos-k">{name}</Text>
          <Text className="grow">{value}</Text>
        </View>
      ))}
      {volunteer.state === 'left' ? <Note icon="info">已退出志愿服务。</Note> : null}
      {noShows.until ? (
        <Note tone="amber" icon="pause">
          暂停报名到 {fullTimeText(new Date(noShows.until))}。
        </Note>
      ) : noShows.count > 0 ? (
        <Note tone="amber" icon="warning">
          缺席 {noShows.count} 次，满 {noShows.limit} 次暂停报名。
        </Note>
      ) : null}
    </View>
  );
}

/** One certificate, and its withdrawal with a reason. */
export function Certificate({
  certificate: { number, status, issuedAt, hours, reason },
  may,
  onWithdraw,
}: {
  certificate: Pick<Record['certificates'][number], 'number' | 'status' | 'issuedAt' | 'hours' | 'reason'>;
  may: boolean;
  onWithdraw: (number: string, reason: string) => Promise<boolean>;
}) {
  const [why, setWhy] = useState<string>();
  const valid = status === 'valid';
  return (
    <View className="dos-c">
      <View className="row row--between">
        <View>
          <View className="strong">{number}</View>
          <View className="cap">
            {dateText(new Date(issuedAt))} · {hours} 小时 · {valid ? '有效' : '已撤销'}
            {reason ? `：${reason}` : ''}
          </View>
        </View>
        {valid && may && why === undefined ? (
          <Button small kind="plain" text="撤销" label={`撤销证明 ${number}`} onTap={() => setWhy('')} />
        ) : null}
      </View>
      {valid && why !== undefined ? (
        <View className="gap-2">
          <Field
            id="withdraw-reason"
            label="撤销原因"
            value={why}
            max={200}
            hint="比如：时长有误，另开新证明"
            onChange={setWhy}
          />
          <View className="row gap-2">
            <Button small kind="plain" text="不撤销" onTap={() => setWhy(undefined)} />
            <Button
              id="withdraw"
              small
              kind="danger"
              text={why.trim().length > 1 ? '撤销这份证明' : '先写原因'}
              off={why.trim().length < 2}
              onTap={() => void onWithdraw(number, why.trim()).then((ok) => ok && setWhy(undefined))}
            />
          </View>
        </View>
      ) : null}
    </View>
  );
}
