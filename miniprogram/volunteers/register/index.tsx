import { View } from '@tarojs/components';
import { SKILL_NAMES, SKILLS, TIME_NAMES, TIMES } from '../../../shared/volunteers/choices';
import { Button } from '../../components/button';
import { Choices, toggled } from '../../components/choices';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { SwitchRow } from '../../components/switch';
import { useRegister } from './use-register';

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
          <Choices
            label="给谁登记"
            items={[
              { id: 'self', text: '我本人' },
              { id: 'child', text: '我的孩子' },
            ]}
            chosen={[child ? 'child' : 'self']}
            onChoose={(who) => page.setChild(who === 'child')}
          />
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
          <Choices
            many
            label="特长"
            note="可不选"
            items={SKILL_NAMES.map((id) => ({ id, text: SKILLS[id] }))}
            chosen={form.skills}
            onChoose={(skill) => edit({ skills: toggled(form.skills, skill) })}
          />
          <Choices
            many
            label="什么时候有空"
            note="可不选"
            items={TIME_NAMES.map((id) => ({ id, text: TIMES[id] }))}
            chosen={form.times}
            onChoose={(time) => edit({ times: toggled(form.times, time) })}
          />
          {page.districts.length > 0 ? (
            <Choices
              many
              label="想在哪里服务"
              note="可不选"
              items={page.districts.map(({ code, name }) => ({ id: code, text: name }))}
              chosen={form.districts}
              onChoose={(code) => edit({ districts: toggled(form.districts, code) })}
            />
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
            note="听从现场安排，来不了提前取消；多次不来会暂停报名"
            on={form.agreed}
            onChange={(agreed) => edit({ agreed })}
          />
        </View>
      </View>
    </Page>
  );
}
