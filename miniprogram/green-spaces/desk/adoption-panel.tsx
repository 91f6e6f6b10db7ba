import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { listAdoptionCare } from '../../../shared/green-spaces/care-contract';
import { ADOPTION_PERSON_MOVES, type AdoptionMoveName, adoptionMoveRow } from '../../../shared/green-spaces/moves';
import { MODES, SUBJECTS } from '../../../shared/green-spaces/states';
import { dateOfDay, dayOf } from '../../../shared/workdays';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Tap } from '../../components/tap';
import { toast } from '../../components/toast';
import { type Asked, MoveSheet } from '../adoption/move-sheet';
import { useAdoption } from '../adoption/use-adoption';
import { AdoptionBadge } from '../parts';
import type { PlotDesk } from './use-plot-desk';

const day = (iso: string) => dateOfDay(dayOf(Date.parse(iso)));

/** One adoption beside the table: who, what they agreed to, how they care, and what the unit may do. */
export function AdoptionPanel({ id, desk }: { id: string; desk: PlotDesk }) {
  const state = useAdoption(id);
  const [asked, setAsked] = useState<Asked>();
  const adoption = state.loaded.data;
  const logs = useCall(id, () => call(listAdoptionCare, { params: { id }, query: { limit: '8' } }));
  const step = async (move: AdoptionMoveName) => {
    const row = adoptionMoveRow(move);
    if (row.reasons || row.text === 'required') return setAsked({ move, title: row.label });
    if (await state.move(move)) {
      toast(`已${row.label}`);
      desk.changed();
    }
  };
  const moves = adoption ? ADOPTION_PERSON_MOVES.filter((name) => adoption.can[name]) : [];
  return (
    <View className="pdesk-panel">
      <View className="row">
        <Text className="head grow clip">{adoption?.plot.name ?? ''}</Text>
        <Tap className="pdesk-x" label="关上" onTap={() => desk.setOpened(undefined)}>
          <Icon name="close" />
        </Tap>
      </View>
      {state.loaded.status === 'loading' ? <Skeleton kind="detail" count={1} /> : null}
      {state.loaded.status === 'error' ? (
        <ErrorFace error={state.loaded.error} onRetry={() => void state.loaded.reload()} />
      ) : null}
      {adoption ? (
        <>
          <AdoptionBadge adoption={adoption} />
          {adoption.plaqueFlagged ? (
            <View className="gap-2">
              <Note tone="amber" icon="warning">
                牌名“{adoption.plaque}”可能不合适，请看一眼再通过。
              </Note>
            </View>
          ) : null}
          <Line name="牌名" value={adoption.plaque} />
          <Line name="主体" value={`${SUBJECTS[adoption.subject]} · ${MODES[adoption.mode]} · ${adoption.years} 年`} />
          {adoption.organisation ? (
            <Line name="单位" value={`${adoption.organisation.name}（${adoption.organisation.creditCode}）`} />
          ) : null}
          {adoption.contact ? (
            <Line name="联系人" value={`${adoption.contact.name} ${adoption.contact.phone}`} />
          ) : null}
          <Line name="协议" value={`第 ${adoption.agreement.version} 版，${day(adoption.agreement.acceptedAt)}同意`} />
          {adoption.note ? <Line name="说明" value={adoption.note} /> : null}
          <Line
            name="养护"
            value={`${adoption.care.visits} 次，现场 ${adoption.care.atPlace} 次，${adoption.care.hours} 小时`}
          />
          <View className="row row--wrap gap-3">
            {moves.map((name) => (
              <Button
                key={name}
                id={`do-${name}`}
                small
                kind={name === 'approve' || name === 'restore' || name === 'reconsider' ? 'primary' : 'secondary'}
                text={adoptionMoveRow(name).label}
                busy={state.busy}
                onTap={() => void step(name)}
              />
            ))}
          </View>
          <View className="strong gap-4">经过</View>
          {[...adoption.timeline]
            .reverse()
            .slice(0, 6)
            .map((entry) => (
              <Line
                key={entry.id}
                name={day(entry.at)}
                value={[entry.title, entry.reason, entry.text].filter(Boolean).join(' · ')}
              />
            ))}
          {logs.data?.items.length ? <View className="strong gap-4">最近养护</View> : null}
          {logs.data?.items.map((log) => (
            <Line
              key={log.id}
              name={day(log.at)}
              value={`${log.tasks.map(({ name }) => name).join('、')}（${log.atPlace ? '在现场' : log.remote}）${log.note}`}
            />
          ))}
        </>
      ) : null}
      {asked ? (
        <MoveSheet
          asked={asked}
          state={state}
          onClose={() => {
            setAsked(undefined);
            desk.changed();
          }}
        />
      ) : null}
    </View>
  );
}

const Line = ({ name, value }: { name: string; value: string }) => (
  <View className="pdesk-line">
    <Text className="pdesk-line-n">{name}</Text>
    <Text className="grow">{value}</Text>
  </View>
);
