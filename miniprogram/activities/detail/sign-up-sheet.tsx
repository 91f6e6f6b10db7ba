import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ACTIVITY_LIMITS } from '../../../shared/activities/limits';
import type { ActivityView, ShiftView } from '../../../shared/activities/views';
import type { VolunteerView } from '../../../shared/volunteers/views';
import { clockText, monthDayText, weekdayText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { SwitchRow } from '../../components/switch';
import { go } from '../../platform/go';
import { useSignUp } from './use-detail';

interface SheetProps {
  activity: ActivityView;
  shift: ShiftView;
  volunteers: readonly VolunteerView[];
  onClose: () => void;
  onDone: () => void;
}

/** Who comes, what they should know, and one button. */
export function SignUpSheet({ activity, shift, volunteers, onClose, onDone }: SheetProps) {
  const { busy, problem, send } = useSignUp(activity, shift.id, onDone);
  const self = volunteers.find(({ child }) => !child);
  const [who, setWho] = useState<string[]>(self ? [self.id] : []);
  const [companions, setCompanions] = useState(0);
  const [acknowledged, setAcknowledged] = useState(false);
  const [photoConsent, setPhotoConsent] = useState(false);
  const registered = volunteers.length > 0;
  const from = new Date(shift.from);
  const toggle = (id: string) => setWho((old) => (old.includes(id) ? old.filter((one) => one !== id) : [...old, id]));
  if (activity.audience === 'volunteers' && !registered)
    return (
      <Sheet
        title="先登记为志愿者"
        onClose={onClose}
        foot={<Button block text="去登记，一分钟" onTap={() => go.registerVolunteer()} />}
      >
        <Note icon="hands">这项活动只招志愿者。登记只问姓名、电话和出生年份，不问身份证号，不拍证件。</Note>
      </Sheet>
    );
  const nobody = registered && who.length === 0 && activity.audience === 'volunteers';
  const text = nobody ? '先选谁参加' : acknowledged ? (shift.free > 0 ? '确认报名' : '确认候补') : '先看过风险和保险';
  return (
    <Sheet
      title={`${monthDayText(from)} ${weekdayText(from)} ${clockText(from)} ${shift.name}`}
      onClose={onClose}
      foot={
        <Button
          id="confirm-sign-up"
          block
          text={text}
          busy={busy}
          off={!acknowledged || nobody}
          onTap={() => void send({ volunteers: who, companions, acknowledged, photoConsent })}
        />
      }
    >
      {registered ? (
        <>
          <View className="lab gap-2">谁参加</View>
          <View className="chips">
            {volunteers.map((one) => (
              <Chip
                key={one.id}
                role="checkbox"
                text={one.child ? `孩子 ${one.name}` : `本人 ${one.name}`}
                on={who.includes(one.id)}
                onTap={() => toggle(one.id)}
              />
            ))}
          </View>
        </>
      ) : null}
      {activity.audience === 'everyone' && who.length <= 1 ? (
        <>
          <View className="lab gap-2">同行几人</View>
          <View className="chips">
            {Array.from({ length: ACTIVITY_LIMITS.companions + 1 }, (_, n) => n).map((n) => (
              <Chip
                key={n}
                role="radio"
                text={n === 0 ? '就我' : `带 ${n} 人`}
                on={companions === n}
                onTap={() => setCompanions(n)}
              />
            ))}
          </View>
        </>
      ) : null}
      <View className="gap-3">
        <Note tone="amber" icon="warning">
          <View>{activity.risks}</View>
        </Note>
      </View>
      <View className="gap-2">
        <Note icon="shield">
          <View>{activity.insurance}</View>
        </Note>
      </View>
      <SwitchRow title="我看过风险和保险说明" on={acknowledged} onChange={setAcknowledged} />
      <SwitchRow title="可以拍到我，用于活动小结" note="不同意也能报名" on={photoConsent} onChange={setPhotoConsent} />
      {problem ? (
        <View className="help help--err gap-2" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
          <Text>{problem}</Text>
        </View>
      ) : null}
    </Sheet>
  );
}
