import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type CatalogueDraftView, draftCategory } from '../../../shared/reports/catalogue-contract';
import { CATEGORY_FLAGS, type CategoryFlag } from '../../../shared/reports/category';
import { call } from '../../api/client';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { Field } from '../../components/field';
import { SwitchRow } from '../../components/switch';
import { Tap } from '../../components/tap';
import { toast } from '../../components/toast';
import { Pick } from '../parts/pick';
import { Problem } from '../parts/problem';
import { entered, LimitField, type TypedLimit, typed } from './limit-field';
import type { CataloguePage } from './use-catalogue';

type Category = CatalogueDraftView['categories'][number];
interface Condition {
  id: string;
  name: string;
  limit: TypedLimit;
}

const FLAG_WORDS: Readonly<Record<CategoryFlag, string>> = {
  photo: '要照片',
  'no-photo': '不要照片',
  private: '一律不公开',
  'private-ok': '优先提示不公开',
  verify: '办结要核查',
  emergency: '紧急',
  'fast-track': '快速处置',
};
const listOf = (text: string) => text.split(/[、，,\s]+/).filter(Boolean);

interface Props {
  page: CataloguePage;
  category?: Category;
  categories: readonly Category[];
}

/** One category of the draft: how it is called, who leads, and how long each condition may take. */
export function CategoryForm({ page, category, categories }: Props) {
  const [id, setId] = useState(category?.id ?? '');
  const [name, setName] = useState(category?.name ?? '');
  const [group, setGroup] = useState(category?.group ?? categories[0]?.group ?? '');
  const [department, setDepartment] = useState(category?.department ?? '');
  const [cooperating, setCooperating] = useState(category?.cooperating.join('、') ?? '');
  const [keywords, setKeywords] = useState(category?.keywords.join('、') ?? '');
  const [flags, setFlags] = useState<readonly CategoryFlag[]>(category?.flags ?? ['photo']);
  const [retired, setRetired] = useState(category?.retired ?? false);
  const [conditions, setConditions] = useState<readonly Condition[]>(
    category?.conditions.map((one) => ({ id: one.id, name: one.name, limit: typed(one.limit) })) ?? [
      { id: 'c1', name: '一般', limit: { amount: '2', kind: 'work_day' } },
    ],
  );
  const { save } = page;
  const groups = [...new Set(categories.map((one) => one.group))];
  const put = (index: number, next: Partial<Condition>) =>
    setConditions(conditions.map((one, i) => (i === index ? { ...one, ...next } : one)));
  const add = () => {
    const used = new Set(conditions.map((one) => one.id));
    let n = conditions.length + 1;
    while (used.has(`c${n}`)) n += 1;
    setConditions([...conditions, { id: `c${n}`, name: '', limit: { amount: '2', kind: 'work_day' } }]);
  };
  const keep = async () => {
    const body = {
      name: name.trim(),
      group,
      icon: category?.icon ?? categories.find((one) => one.group === group)?.icon ?? 'cat-other',
      keywords: listOf(keywords),
      standard: category?.standard ?? [],
      department: department.trim(),
      cooperating: listOf(cooperating),
      missionTask: category?.missionTask ?? categories.find((one) => one.group === group)?.missionTask ?? '八',
      conditions: conditions.map((one) => ({ id: one.id, name: one.name.trim(), limit: entered(one.limit) })),
      flags: [...flags],
      retired,
    };
    const params = { id: id.trim() };
    const kept = await page.change((version) => call(draftCategory, { params, body: { version, category: body } }));
    if (kept) toast('已存入草稿，发布后才生效');
    if (kept && !category) page.open(params.id);
  };
  const error = (path: string) => save.fields[`category.${path}`];
  return (
    <>
      <Problem text={save.problem} />
      {category ? null : (
        <Field
          label="编号"
          value={id}
          onChange={setId}
          max={40}
          hint="小写字母和 -，定了不再变，如 e-bikes"
          error={save.fields.id}
        />
      )}
      <Field id="category-name" label="名称" value={name} onChange={setName} max={20} error={error('name')} />
      <Pick
        label="分组"
        hint="选一个"
        options={groups.map((one) => ({ id: one, text: one }))}
        value={group}
        onPick={setGroup}
      />
      <View>
        <View className="lab">情形和办结时限</View>
        {conditions.map((condition, index) => (
          <View key={condition.id} className="card gap-2">
            <View className="adm-two">
              <View className="grow">
                <Field
                  value={condition.name}
                  onChange={(next) => put(index, { name: next })}
                  max={30}
                  hint="情形的说法"
                  error={error(`conditions.${index}.name`)}
                />
              </View>
              {conditions.length > 1 ? (
                <Tap
                  className="sheet-x"
                  label={`去掉情形${condition.name}`}
                  onTap={() => setConditions(conditions.filter((_, i) => i !== index))}
                >
                  <Text className="cap">去掉</Text>
                </Tap>
              ) : null}
            </View>
            <View className="gap-2">
              <LimitField
                id={`limit-${condition.id}`}
                value={condition.limit}
                onChange={(limit) => put(index, { limit })}
                error={error(`conditions.${index}.limit`) ?? error(`conditions.${index}.limit.amount`)}
              />
            </View>
          </View>
        ))}
        <Button kind="quiet" text="再加一种情形" onTap={add} />
      </View>
      <Field
        label="牵头单位"
        note="全州默认"
        value={department}
        onChange={setDepartment}
        max={40}
        error={error('department')}
      />
      <Field label="配合单位" note="用顿号隔开" value={cooperating} onChange={setCooperating} max={200} />
      <Field label="搜索词" note="居民会怎么说" value={keywords} onChange={setKeywords} max={300} />
      <View>
        <View className="lab">要求</View>
        <View className="adm-chips">
          {CATEGORY_FLAGS.map((flag) => (
            <Chip
              key={flag}
              role="checkbox"
              text={FLAG_WORDS[flag]}
              on={flags.includes(flag)}
              onTap={() => setFlags(flags.includes(flag) ? flags.filter((one) => one !== flag) : [...flags, flag])}
            />
          ))}
        </View>
      </View>
      {category ? (
        <View className="card card--flush">
          <SwitchRow title="停用这个类别" note="不再让人选；在办的照常办完" on={retired} onChange={setRetired} />
        </View>
      ) : null}
      <View className="adm-acts">
        <Button id="keep-draft" text="存入草稿" busy={save.busy} onTap={() => void keep()} />
        {category?.drafted ? (
          <Button
            kind="plain"
            text="放弃这个类别的改动"
            busy={save.busy}
            onTap={() => void page.discard(category.id)}
          />
        ) : null}
      </View>
    </>
  );
}
