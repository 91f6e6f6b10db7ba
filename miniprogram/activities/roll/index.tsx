import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ActivityView } from '../../../shared/activities/views';
import { clockText } from '../../../shared/words';
import { Chip } from '../../components/chip';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Picture } from '../../components/picture';
import { Segments } from '../../components/segments';
import './index.scss';
import { RollList } from './roll-list';
import { useCodes, useRoll } from './use-roll';
import { Whole } from './whole';

type Part = 'code' | 'roll' | 'whole';

/** The organiser's screen at the place: the code to be scanned, who is there, and what is done about the whole. */
export default function RollPage() {
  const page = useRoll();
  const { roll } = page;
  const [chosen, setChosen] = useState<Part>();
  const data = roll.data;
  const live = data && ['published', 'running', 'full'].includes(data.activity.state);
  const part = chosen ?? (live ? 'code' : 'whole');
  return (
    <Page title={data?.activity.title ?? '名单'} back="back">
      <View className="wrap">
        <Segments<Part>
          chosen={part}
          onChoose={setChosen}
          items={[
            { id: 'code', text: '签到码' },
            { id: 'roll', text: '名单' },
            { id: 'whole', text: '活动' },
          ]}
        />
        <View className="gap-3">
          {!data && roll.status === 'error' ? (
            <ErrorFace error={roll.error} onRetry={() => void roll.reload()} />
          ) : null}
          {!data && roll.status === 'loading' ? <Skeleton kind="rows" count={3} /> : null}
          {data && part === 'code' ? <CodeOf activity={data.activity} /> : null}
          {data && part === 'roll' ? <RollList activity={data.activity} items={data.items} onMove={page.move} /> : null}
          {data && part === 'whole' ? (
            <Whole page={page} activity={data.activity} reports={data.reports} ratings={data.ratings} />
          ) : null}
        </View>
      </View>
    </Page>
  );
}

function CodeOf({ activity }: { activity: ActivityView }) {
  const [chosen, setChosen] = useState(activity.shifts[0]?.id);
  const { codes, shown, seconds, problem } = useCodes(activity.state === 'draft' ? undefined : chosen);
  if (activity.state === 'draft') return <Note icon="info">发布之后才有签到码。</Note>;
  return (
    <View>
      {activity.shifts.length > 1 ? (
        <View className="chips">
          {activity.shifts.map((shift) => (
            <Chip
              key={shift.id}
              role="radio"
              text={`${clockText(new Date(shift.from))} ${shift.name}`}
              on={shift.id === chosen}
              onTap={() => setChosen(shift.id)}
            />
          ))}
        </View>
      ) : null}
      <View className="card roll-code gap-3">
        {shown ? (
          <>
            <Text className="cap-2">请扫码签到，走时再扫一次</Text>
            <Picture className="roll-qr" src={shown.qr} alt="签到二维码" whole eager />
            <View className="roll-typed" id="typed-code">
              {shown.code.slice(0, 4)} {shown.code.slice(4)}
            </View>
            <View className="roll-bar">
              <View className="roll-bar-in" style={{ width: `${Math.round((seconds / 60) * 100)}%` }} />
            </View>
            <View className="cap">{seconds} 秒后换新码</View>
          </>
        ) : problem ? (
          <ErrorFace error={problem} onRetry={() => undefined} />
        ) : (
          <Skeleton kind="detail" count={1} />
        )}
        {codes ? (
          <View className="head gap-2">
            在场 {codes.present} / {codes.expected} 人
          </View>
        ) : null}
        {problem && shown ? (
          <Note tone="amber" icon="offline">
            没有网络：五分钟内的码照样能用。
          </Note>
        ) : null}
      </View>
    </View>
  );
}
