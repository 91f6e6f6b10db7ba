import { Text, View } from '@tarojs/components';
import { distanceText } from '../../../shared/words';
import { Button } from '../../components/button';
import { categoryIcon } from '../../components/icon';
import { Thumb } from '../../components/photo';
import { StateBadge } from '../../components/state-badge';
import { when } from '../../components/when';
import type { Form } from './use-form';

/** 前面有人报过，是同一处吗？ */
export function DuplicateCard({ form }: { form: Form }) {
  const { found, busy, second, refuse } = form.duplicate;
  if (!found) return null;
  const counted = found.seconds ? `${found.seconds} 人也遇到了` : '';
  return (
    <View className="card card--ask form-dup">
      <View className="strong">{distanceText(found.distanceM ?? 0)}有人报过，是同一处吗？</View>
      <View className="row gap-2">
        <Thumb photo={found.photo} icon={categoryIcon(found.category.icon)} alt="邻居拍的照片" />
        <View className="grow">
          <Text className="body-s clip">{found.excerpt || found.category.name}</Text>
          <Text className="cap-2 clip">
            {[when(found.submittedAt, Date.now()), counted].filter(Boolean).join(' · ')}
          </Text>
        </View>
        <StateBadge state={found.status} word={found.statusLabel} late={found.clock?.state === 'late'} />
      </View>
      <View className="form-two">
        <Button kind="secondary" small icon="plus-one" text="我也遇到了" busy={busy} onTap={second} />
        <Button kind="plain" small text="不是同一处" onTap={refuse} />
      </View>
    </View>
  );
}
