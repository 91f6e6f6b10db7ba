import { View } from '@tarojs/components';
import { SKILL_NAMES, SKILLS, TIME_NAMES, TIMES } from '../../../shared/volunteers/choices';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { SwitchRow } from '../../components/switch';
import { useRegister } from './use-register';

const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

/** Becoming a volunteer: what is needed, and nothing more. */
export default function RegisterPage() {
  const page = useRegister();
  const { form, edit, fields, child, minor } = page;
  return (
    <Page
      title={child ? '给孩子登记' : '志愿者登记'}
      back="back"
      bar={
        <Button
          id="register"
          block
          text={page.missing ?? '登记'}
          off={Boolean(page.missing)}
          busy={page.busy}
          onTap={() => void page.send()}
        />
      }
    >
      <View className="wrap">
        <View className="card form">
          <View className="chips">
            <Chip role="radio" text="我本人" on={!child} onTap={() => page.setChild(false)} />
            <Chip role="radio" text="我的孩子" on={child} onTap={() => page.setChild(true)} />
          </View>
          <Field
            id="name"
            label={child ? '孩子姓名' : '姓名'}
            note="证明上用"
            value={form.name}
            max={20}
            error={fields.name}
            hint="真实姓名"
            onChange={(name) => edit({ name })}
          />
          <Field
            id="phone"
            label="电话"
            type="number"
            value={form.phone}
            max={14}
            error={fields.phone}
            hint="11 位手机号"
            onChange={(phone) => edit({ phone })}
          />
          <Field
            id="birth-year"
            label="出生年份"
            type="number"
            value={form.birthYear}
            max={4}
            error={fields.birthYear}
            hint="1990"
            onChange={(birthYear) => edit({ birthYear })}
          />
        </View>
        {minor ? (
          <View className="card form">
            <Field
              id="guardian-name"
              label="监护人姓名"
              value={form.guardianName}
              max={20}
              error={fields['guardian.name'] ?? fields.guardian}
              hint="父母或其他监护人"
              onChange={(guardianName) => edit({ guardianName })}
            />
            <Field
              id="guardian-phone"
              label="监护人电话"
              type="number"
              value={form.guardianPhone}
              max={14}
              error={fields['guardian.phone']}
              hint="11 位手机号"
              onChange={(guardianPhone) => edit({ guardianPhone })}
            />
            <SwitchRow
              title="监护人同意参加志愿服务"
              note="同意的时间会记下来"
              on={form.consent}
              onChange={(consent) => edit({ consent })}
            />
          </View>
        ) : null}
        <View className="card form">
          <View className="lab">特长（可不选）</View>
          <View className="chips">
            {SKILL_NAMES.map((skill) => (
              <Chip
                key={skill}
                role="checkbox"
                text={SKILLS[skill]}
                on={form.skills.includes(skill)}
                onTap={() => edit({ skills: toggled(form.skills, skill) })}
              />
            ))}
          </View>
          <View className="lab">什么时候有空</View>
          <View className="chips">
            {TIME_NAMES.map((time) => (
              <Chip
                key={time}
                role="checkbox"
                text={TIMES[time]}
                on={form.times.includes(time)}
                onTap={() => edit({ times: toggled(form.times, time) })}
              />
            ))}
          </View>
          {page.districts.length > 0 ? (
            <>
              <View className="lab">想在哪里服务</View>
              <View className="chips">
                {page.districts.map(({ code, name }) => (
                  <Chip
                    key={code}
                    role="checkbox"
                    text={name}
                    on={form.districts.includes(code)}
                    onTap={() => edit({ districts: toggled(form.districts, code) })}
                  />
                ))}
              </View>
            </>
          ) : null}
        </View>
        <View className="gap-3">
          <Note icon="shield">
            姓名、电话和出生年份加密保存，只用于联系您、核对年龄和开证明，别人看到的是遮住的。不问身份证号，不拍证件。随时可以退出或全部删除。
          </Note>
        </View>
        <View className="card card--flush">
          <SwitchRow
            title="我看过，同意志愿服务须知"
            note="听从现场安排，来不了提前取消；三次不来会暂停报名"
            on={form.agreed}
            onChange={(agreed) => edit({ agreed })}
          />
        </View>
      </View>
    </Page>
  );
}
