import { Text, View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { type CategoryView, isEmergency } from '../../../shared/reports/category';
import { Field } from '../../components/field';
import { categoryIcon } from '../../components/icon';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { searchCategories } from './suggest';

interface SheetProps {
  categories: readonly CategoryView[];
  onChoose: (id: string) => void;
  onClose: () => void;
}

/** Every kind of case, in groups, searched by everyday words. */
export function CategorySheet({ categories, onChoose, onClose }: SheetProps) {
  const [words, setWords] = useState('');
  const found = searchCategories(words, categories);
  const groups = useMemo(() => {
    const byGroup = new Map<string, CategoryView[]>();
    for (const one of found) byGroup.set(one.group, [...(byGroup.get(one.group) ?? []), one]);
    return [...byGroup];
  }, [found]);
  return (
    <Sheet title="是哪一类" onClose={onClose}>
      <Field icon="search" value={words} onChange={setWords} hint="搜一搜，比如：灯不亮、占道" max={20} />
      <View className="gap-3">
        <Note tone="torch" icon="warning">
          起火、燃气泄漏、房屋要塌：请先离开，马上打 119 或 110；有人受伤打 120。
        </Note>
      </View>
      {found.length === 0 ? (
        <View className="cap-2 gap-4 center">没有找到，换个说法，或选“其他建议与咨询”。</View>
      ) : null}
      {groups.map(([group, items]) => (
        <View key={group} className="gap-4">
          <Text className="cap-2">{group}</Text>
          <View className="card card--flush gap-1">
            {items.map((one) => (
              <ListRow
                key={one.id}
                icon={categoryIcon(one.icon)}
                title={one.name}
                value={isEmergency(one.flags) ? '先打电话' : (one.conditions[0]?.limitText ?? '')}
                bare
                onTap={() => onChoose(one.id)}
              />
            ))}
          </View>
        </View>
      ))}
      <View className="cap gap-4 center">拿不准就选“其他建议与咨询”，我们来分。</View>
    </Sheet>
  );
}
