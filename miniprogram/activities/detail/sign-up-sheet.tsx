import { Text, View } from '@tarojs/components';
import { ACTIVITY_LIMITS } from '../../../shared/activities/limits';
import type { ActivityView, ShiftView } from '../../../shared/activities/views';
import type { VolunteerView } from '../../../shared/volunteers/views';
import { clockText, monthDayText, weekdayText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Choices } from '../../components/choices';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { SwitchRow } from '../../components/switch';
import { go } from '../../platform/go';
import { FamilyFields } from './family-fields';
import { useSignUp } from './use-sign-up';

interface SheetProps {
  activity: ActivityView;
  shift: ShiftView;
  volunteers: readonly VolunteerView[];
  /** groups one leads: their members can be signed up too */
  groups: readonly string[];
  onClose: () => void;
  onDone: () => void;
}

/** Who comes, what they should know, and one button. */
export function SignUpSheet({ activity, shift, volunteers, groups, onClose, onDone }: SheetProps) {
  const form = useSignUp(activity, shift, { volunteers, groups }, onDone);
  const from = new Date(shift.from);
  if (activity.audience === 'volunteers' && volunteers.length === 0)
    return (
      <Sheet
        title="先登记为志愿者"
        onClose={onClose}
        foot={<Button block text="去登记，一分钟" onTap={() => go.registerVolunteer()} />}
      >
        <Note icon="hands">这项活动只招志愿者。登记只问姓名、电话和出生年份，不问身份证号，不拍证件。</Note>
      </Sheet>
    );
  return (
    <Sheet
      title={`${monthDayText(from)} ${weekdayText(from)} ${clockText(from)} ${shift.name}`}
      onClose={onClose}
      foot={
        <Button
          id="confirm-sign-up"
          block
          text={form.missing ?? (shift.free > 0 ? '确认报名' : '确认候补')}
          busy={form.busy}
          off={Boolean(form.missing)}
          onTap={() => void form.send()}
        />
      }
    >
      {volunteers.length > 0 ? (
        <View className="gap-2">
          <Choices
            many
            label="谁参加"
            items={volunteers.map(({ id, child, name }) => ({ id, text: child ? `孩子 ${name}` : `本人 ${name}` }))}
            chosen={form.who}
            onChoose={form.toggle}
          />
        </View>
      ) : null}
      {form.members.length > 0 ? (
        <View className="gap-2">
          <Choices
            many
            label="替队员报名"
            note="他们会收到通知"
            items={form.members.map(({ id, name, number }) => ({ id, text: `${name} ${number}` }))}
            chosen={form.who}
            onChoose={form.toggle}
          />
        </View>
      ) : null}
      {form.asksAge ? (
        <View className="gap-2">
          <Field
            id="birth-year"
            label="您的出生年份"
            note="只用来核对年龄，不保存"
            type="number"
            value={form.birthYear}
            max={4}
            hint="1990"
            onChange={form.setBirthYear}
          />
        </View>
      ) : null}
      {form.withCompany ? <Company form={form} minAge={shift.minAge} /> : null}
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
      <SwitchRow title="我看过风险和保险说明" on={form.acknowledged} onChange={form.setAcknowledged} />
      <SwitchRow
        title="可以拍到我，用于活动小结"
        note="不同意也能报名"
        on={form.photoConsent}
        onChange={form.setPhotoConsent}
      />
      {form.problem ? (
        <View className="help help--err gap-2" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
          <Text>{form.problem}</Text>
        </View>
      ) : null}
    </Sheet>
  );
}

/** Who comes along: a number where that is enough, by name where an age is asked for. */
function Company({ form, minAge }: { form: ReturnType<typeof useSignUp>; minAge: number | null }) {
  const named = form.family.length;
  return (
    <View className="gap-2">
      {minAge === null ? (
        <Choices
          label="同行几人"
          note={named > 0 ? '家人以外' : ''}
          items={Array.from({ length: ACTIVITY_LIMITS.companions - named + 1 }, (_, n) => ({
            id: String(n),
            text: n === 0 ? '没有' : `${n} 人`,
          }))}
          chosen={[String(form.companions)]}
          onChoose={(n) => form.setCompanions(Number(n))}
        />
      ) : (
        <View className="cap">要年满 {minAge} 周岁。同行的家人请写下姓名和出生年份。</View>
      )}
      <FamilyFields
        family={form.family}
        most={ACTIVITY_LIMITS.companions - (minAge === null ? form.companions : 0)}
        onAdd={form.addRelative}
        onChange={form.setFamily}
      />
      {named > 0 ? <View className="cap">家人的姓名加密保存，组织者看到的是遮住的；取消或结算后就删去。</View> : null}
    </View>
  );
}
