import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Chip } from '../../components/chip';
import { categoryIcon } from '../../components/icon';
import type { Form } from './use-form';

/** Kinds that fit the words, the chosen one first, and the way to all of them. */
export function CategoryPick({ form, onAll }: { form: Form; onAll: () => void }) {
  const { category, suggested, draft, catalogue, fieldErrors } = form;
  const offered = category ? [category, ...suggested.filter((one) => one.id !== category.id)] : suggested;
  const conditions = category && category.conditions.length > 1 ? category.conditions : [];
  return (
    <View>
      <View className="lab">
        <Text>是哪一类</Text>
        <Text className="lab-note">{suggested.length ? '按您的话推荐' : '写了内容会自动推荐'}</Text>
      </View>
      {catalogue.status === 'error' ? (
        <Button kind="quiet" icon="refresh" text="类别没取到，再试一次" onTap={() => void catalogue.reload()} />
      ) : (
        <View className="chips">
          {offered.slice(0, 3).map((one) => (
            <Chip
              key={one.id}
              role="radio"
              text={one.name}
              icon={categoryIcon(one.icon)}
              on={one.id === category?.id}
              onTap={() => form.edit({ category: one.id, ...dropCondition })}
            />
          ))}
          <Chip dash icon="search" text={offered.length ? '换一类' : '选一类'} onTap={onAll} />
        </View>
      )}
      {fieldErrors.category ? <View className="help help--err">{fieldErrors.category}</View> : null}
      {conditions.length ? (
        <>
          <View className="lab gap-3">
            <Text>是哪种情形</Text>
            <Text className="lab-note">看不清可以不选</Text>
          </View>
          <View className="chips">
            {conditions.map((one) => (
              <Chip
                key={one.id}
                role="radio"
                text={`${one.name} · ${one.limitText}`}
                on={one.id === draft.condition}
                onTap={() => form.edit(one.id === draft.condition ? dropCondition : { condition: one.id })}
              />
            ))}
          </View>
        </>
      ) : null}
    </View>
  );
}

/** An empty string reads as "not chosen" when the report is sent. */
const dropCondition = { condition: '' };
