import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { AdoptionView } from '../../../shared/green-spaces/adoption-views';
import { MODES, SUBJECTS } from '../../../shared/green-spaces/states';
import { dateText } from '../../../shared/words';
import { BarTool, Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { ListRow, SectionHead } from '../../components/list-row';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { SwitchRow } from '../../components/switch';
import { go } from '../../platform/go';
import { AdoptionBadge, CareThread, Fact } from '../parts';
import { careDays } from './care-days';
import { Family } from './family';
import { type Asked, MoveSheet } from './move-sheet';
import { Timeline } from './timeline';
import './index.scss';
import { type AdoptionPageState, useAdoptionPage } from './use-adoption';
import { Year } from './year';

const day = (iso: string | null) => (iso ? dateText(new Date(iso)) : '—');

/** Living with a plot: what is due, how it went, the certificate, and the way out. */
export default function AdoptionPage() {
  const state = useAdoptionPage();
  const [asked, setAsked] = useState<Asked>();
  const { loaded } = state;
  const adoption = loaded.data;
  return (
    <Page title="我的认养" back="back" bar={adoption ? <Bar adoption={adoption} onAsk={setAsked} /> : undefined}>
      <View className="wrap">
        {loaded.status === 'error' ? <ErrorFace error={loaded.error} onRetry={() => void loaded.reload()} /> : null}
        {loaded.status === 'loading' ? <Skeleton kind="detail" /> : null}
        {adoption ? <Content adoption={adoption} state={state} onAsk={setAsked} /> : null}
      </View>
      {asked ? <MoveSheet asked={asked} state={state} onClose={() => setAsked(undefined)} /> : null}
    </Page>
  );
}

interface Parts {
  adoption: AdoptionView;
  state: AdoptionPageState;
  onAsk: (asked: Asked) => void;
}

function Content({ adoption, state, onAsk }: Parts) {
  const { care, badge } = adoption;
  return (
    <>
      <Head adoption={adoption} />
      <Words adoption={adoption} />
      {adoption.startAt ? (
        <View className="card gap-3">
          <View className="row row--between">
            <Text className="head">{badge.name ? `您是“${badge.name}”` : '养护记录'}</Text>
            {badge.next ? (
              <Text className="cap">
                再来 {badge.next.visits - care.visits} 次是“{badge.next.name}”
              </Text>
            ) : null}
          </View>
          <View className="gs-facts">
            <Fact value={care.visits} unit="次" text="来照料" />
            <Fact value={care.hours} unit="小时" text="一共用时" />
            <Fact value={care.streak} unit="周" text="连续每周都来" />
          </View>
        </View>
      ) : null}
      {adoption.mode === 'labour' && adoption.calendar.length + adoption.caredOn.length > 0 ? (
        <View className="gap-4">
          <SectionHead title="养护日历" />
          <View className="card">
            <CareThread days={careDays(adoption)} />
          </View>
        </View>
      ) : null}
      {adoption.startAt ? <Year id={adoption.id} /> : null}
      {adoption.handedOver ? (
        <View className="card gap-3">
          <View className="head">上一位认养人说</View>
          <View className="body-s gap-1">{adoption.handedOver.text}</View>
          <View className="cap gap-1">来过 {adoption.handedOver.visits} 次</View>
        </View>
      ) : null}
      <Family adoption={adoption} state={state} />
      <View className="card card--flush gap-3">
        <ListRow
          icon="leaf"
          title={adoption.plot.name}
          note={adoption.plot.address}
          onTap={() => go.plot(adoption.plot.code)}
        />
        {adoption.certificate && adoption.can.certificate ? (
          <ListRow
            icon="certificate"
            title="认养证书"
            note={`编号 ${adoption.certificate.number}`}
            onTap={() => go.certificate(adoption.certificate?.number ?? '')}
          />
        ) : null}
        {adoption.relation === 'adopter' ? (
          <SwitchRow
            icon="eye"
            title="公开牌名"
            note={`“${adoption.plaque}”显示在绿地页和认养墙上`}
            on={adoption.onWall}
            onChange={(on) => void state.consent(on)}
          />
        ) : null}
      </View>
      <Timeline adoption={adoption} />
      <Actions adoption={adoption} state={state} onAsk={onAsk} />
    </>
  );
}

function Head({ adoption }: { adoption: AdoptionView }) {
  return (
    <View className="adoption-head">
      <View className="title">{adoption.plot.name}</View>
      <View className="row gap-2">
        <AdoptionBadge adoption={adoption} />
        <Text className="cap clip grow">
          {SUBJECTS[adoption.subject]} · {MODES[adoption.mode]} · {adoption.years} 年
        </Text>
      </View>
      {adoption.startAt ? (
        <View className="cap-2 gap-2">
          {day(adoption.startAt)} 起，{day(adoption.endAt)} 到期
        </View>
      ) : null}
    </View>
  );
}

/** What the state means, and what comes next. */
function Words({ adoption }: { adoption: AdoptionView }) {
  const { state, facts, position, due } = adoption;
  const [first] = due;
  if (state === 'applied') return <Note icon="send">申请已交给管理单位，结果会发消息给您。</Note>;
  if (state === 'waiting')
    return <Note icon="hourglass">您排在第 {position ?? '—'} 位。有空位时按先后递补，会发消息给您。</Note>;
  if (facts.noticeUntil)
    return (
      <Note tone="amber" icon="return">
        您已提出交还，{day(facts.noticeUntil)}结束。想继续，可以点“继续认养”。
      </Note>
    );
  if (state === 'renewal_due')
    return (
      <Note tone="amber" icon="clock">
        {day(adoption.endAt)}到期。到期后 {adoption.terms.priorityDays} 天内您可以优先续期。
      </Note>
    );
  if (facts.neglectReminders > 0)
    return (
      <Note tone="amber" icon="warning">
        很久没有养护记录了（已提醒 {facts.neglectReminders} 次）。来一次，就不会收回。
      </Note>
    );
  if (facts.appeal === 'pending') return <Note icon="shield">申诉已交给管理单位，结果会发消息给您。</Note>;
  if (first)
    return (
      <Note icon={first.overdue ? 'clock' : 'check-circle'}>
        {first.name}：{first.text}
      </Note>
    );
  return null;
}

/** Small ways out and on; the one main thing is in the bar. */
function Actions({ adoption, state, onAsk }: Parts) {
  const { can } = adoption;
  return (
    <View className="row row--wrap adoption-acts">
      {can['take-back-notice'] ? (
        <Button kind="secondary" text="继续认养" busy={state.busy} onTap={() => void state.move('take-back-notice')} />
      ) : null}
      {can['hand-over'] ? (
        <Button kind="plain" text="给下一位留言" onTap={() => onAsk({ move: 'hand-over', title: '交接留言' })} />
      ) : null}
      {can['give-notice'] ? (
        <Button
          kind="plain"
          text="不再认养"
          onTap={() => onAsk({ move: 'give-notice', title: `不再认养，${adoption.terms.noticeDays} 天后交还` })}
        />
      ) : null}
      {can.cancel ? (
        <Button kind="plain" text="撤回申请" onTap={() => onAsk({ move: 'cancel', title: '撤回申请' })} />
      ) : null}
      {can.appeal ? (
        <Button kind="secondary" text="申诉" onTap={() => onAsk({ move: 'appeal', title: '申诉' })} />
      ) : null}
    </View>
  );
}

function Bar({ adoption, onAsk }: { adoption: AdoptionView; onAsk: (asked: Asked) => void }) {
  const { can, id, plot } = adoption;
  if (can.renew)
    return (
      <>
        {can.logCare ? <BarTool icon="check" text="打卡" onTap={() => go.logCare(id)} /> : null}
        <Button block icon="refresh" text="续期" onTap={() => onAsk({ move: 'renew', title: '续期' })} />
      </>
    );
  if (can.logCare) return <Button block icon="check" text="去打卡" onTap={() => go.logCare(id)} />;
  return <Button block kind="secondary" icon="leaf" text="看这块绿地" onTap={() => go.plot(plot.code)} />;
}
