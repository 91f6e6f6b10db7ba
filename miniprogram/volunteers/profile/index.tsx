import { View } from '@tarojs/components';
import { SKILL_NAMES, SKILLS, TIME_NAMES, TIMES } from '../../../shared/volunteers/choices';
import { Button } from '../../components/button';
import { Choices, toggled } from '../../components/choices';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { go } from '../../platform/go';
import { useProfile } from './use-profile';

/** Telephone, skills, free time and districts of a registration, changed later. */
export default function VolunteerProfilePage() {
  const page = useProfile();
  const { mine, volunteer, offer, edit } = page;
  return (
    <Page
      title="修改登记"
      back="back"
      bar={
        offer ? (
          <Button id="save-profile" block text="保存" busy={page.busy} onTap={() => void page.save()} />
        ) : undefined
      }
    >
      <View className="wrap">
        {mine.status === 'loading' ? <Skeleton kind="rows" count={3} /> : null}
        {mine.status === 'error' ? <ErrorFace error={mine.error} onRetry={() => void mine.reload()} /> : null}
        {mine.status === 'ready' && !volunteer ? (
          <Empty
            icon="hands"
            title="没有这份登记"
            text="它可能已经删除。"
            action={<Button kind="secondary" text="登记为志愿者" onTap={() => go.registerVolunteer()} />}
          />
        ) : null}
        {volunteer && offer ? (
          <>
            <View className="card form">
              <View className="head">
                {volunteer.child ? '孩子 ' : ''}
                {volunteer.name}
              </View>
              <Field
                id="phone"
                label="换电话"
                note={volunteer.phone ? `现在是 ${volunteer.phone}，不填就不变` : '不填就不变'}
                type="number"
                value={offer.phone}
                max={14}
                hint="11 位手机号"
                error={page.problem}
                onChange={(phone) => edit({ phone })}
              />
            </View>
            <View className="card form">
              <Choices
                many
                label="特长"
                items={SKILL_NAMES.map((id) => ({ id, text: SKILLS[id] }))}
                chosen={offer.skills}
                onChoose={(skill) => edit({ skills: toggled(offer.skills, skill) })}
              />
              <Choices
                many
                label="什么时候有空"
                items={TIME_NAMES.map((id) => ({ id, text: TIMES[id] }))}
                chosen={offer.times}
                onChoose={(time) => edit({ times: toggled(offer.times, time) })}
              />
              {page.districts.length > 0 ? (
                <Choices
                  many
                  label="想在哪里服务"
                  items={page.districts.map(({ code, name }) => ({ id: code, text: name }))}
                  chosen={offer.districts}
                  onChoose={(code) => edit({ districts: toggled(offer.districts, code) })}
                />
              ) : null}
            </View>
            <View className="gap-3">
              <Note icon="info">姓名和出生年份登记后不改：开出的证明用的是它们。写错了请删除登记后重新登记。</Note>
            </View>
          </>
        ) : null}
      </View>
    </Page>
  );
}
