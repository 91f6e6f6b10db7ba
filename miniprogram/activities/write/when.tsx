import { View } from '@tarojs/components';
import { SKILL_NAMES, SKILLS } from '../../../shared/volunteers/choices';
import { Button } from '../../components/button';
import { Choices, toggled } from '../../components/choices';
import { Field } from '../../components/field';
import { endsNextDay, REPEATS } from './draft';
import type { ShiftDraft, Writing } from './use-write';

const REPEAT_NAMES = Object.keys(REPEATS) as (keyof typeof REPEATS)[];
const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** The day, shifts with their times, places, ages and skills, until when one may sign up and cancel, and how it repeats. */
export function When({ page }: { page: Writing }) {
  const { draft, edit } = page;
  return (
    <View className="card form">
      <Field id="day" label="日期" value={draft.day} max={10} hint="2026-11-28" onChange={(day) => edit({ day })} />
      {draft.shifts.map((shift, i) => (
        <ShiftFields key={shift.id} page={page} shift={shift} index={i} />
      ))}
      <Button kind="quiet" icon="plus" text="再加一个班次" onTap={page.addShift} />
      <Field
        id="sign-up-from"
        label="几天前开始报名"
        note={page.revising ? '不填就不变' : '不填，发布后就能报'}
        type="number"
        value={draft.fromDays}
        max={3}
        hint="7"
        onChange={(fromDays) => edit({ fromDays })}
      />
      <View className="wr-two">
        <View className="grow">
          <Field
            id="sign-up-until"
            label="报名截止"
            note="提前几小时"
            type="number"
            value={draft.untilHours}
            max={3}
            hint="0"
            onChange={(untilHours) => edit({ untilHours })}
          />
        </View>
        <View className="grow">
          <Field
            id="cancel-hours"
            label="最晚取消"
            note="提前几小时"
            type="number"
            value={draft.cancelHours}
            max={3}
            hint="12"
            onChange={(cancelHours) => edit({ cancelHours })}
          />
        </View>
      </View>
      {page.revising ? null : (
        <>
          <Choices
            label="重复"
            items={REPEAT_NAMES.map((id) => ({ id, text: REPEATS[id].text }))}
            chosen={[draft.repeat]}
            onChoose={(repeat) => edit({ repeat })}
          />
          {draft.repeat === 'none' ? null : (
            <>
              {draft.repeat === 'month' ? null : (
                <Choices
                  many
                  label="星期几"
                  note="不选，就和第一天一样"
                  items={WEEKDAYS.map((text, i) => ({ id: String(i + 1), text }))}
                  chosen={draft.weekdays}
                  onChoose={(weekday) => edit({ weekdays: toggled(draft.weekdays, weekday) })}
                />
              )}
              <Field
                label="重复到哪天"
                value={draft.until}
                max={10}
                hint="2026-12-31"
                onChange={(until) => edit({ until })}
              />
              <Field
                label="哪几天不办"
                note="可不填"
                value={draft.except}
                max={300}
                hint="2026-12-12 2026-12-26"
                onChange={(except) => edit({ except })}
              />
            </>
          )}
        </>
      )}
    </View>
  );
}

function ShiftFields({ page, shift, index: i }: { page: Writing; shift: ShiftDraft; index: number }) {
  const put = (change: Partial<ShiftDraft>) => page.editShift(i, change);
  return (
    <View className="wr-shift gap-3">
      <Field
        id={`shift-${i}`}
        label={`班次 ${i + 1}`}
        value={shift.name}
        max={20}
        hint="净街、引导……"
        onChange={(name) => put({ name })}
      />
      <View className="wr-two">
        <View className="grow">
          <Field label="开始" value={shift.from} max={5} hint="07:00" onChange={(from) => put({ from })} />
        </View>
        <View className="grow">
          <Field label="结束" value={shift.to} max={5} hint="09:00" onChange={(to) => put({ to })} />
        </View>
      </View>
      {endsNextDay(page.draft.day, shift) ? <View className="cap">到第二天 {shift.to} 结束</View> : null}
      <View className="wr-two">
        <View className="grow">
          <Field
            id={`capacity-${i}`}
            label="名额"
            type="number"
            value={shift.capacity}
            max={3}
            hint="20"
            onChange={(capacity) => put({ capacity })}
          />
        </View>
        <View className="grow">
          <Field
            id={`min-age-${i}`}
            label="最低年龄"
            type="number"
            value={shift.minAge}
            max={2}
            hint="可不填"
            onChange={(minAge) => put({ minAge })}
          />
        </View>
      </View>
      <Choices
        many
        label="最好会"
        note="可不选，用来推荐"
        items={SKILL_NAMES.map((id) => ({ id, text: SKILLS[id] }))}
        chosen={shift.skills}
        onChoose={(skill) => put({ skills: toggled(shift.skills, skill) })}
      />
      {page.draft.shifts.length > 1 ? (
        <Button kind="quiet" icon="trash" text="删去这个班次" onTap={() => page.dropShift(i)} />
      ) : null}
    </View>
  );
}
