import { Text, View } from '@tarojs/components';
import { Fragment } from 'react';
import type { ChangeLine } from '../../../shared/reports/catalogue-changes';

/** What was, and what will be. */
export function Lines({ lines }: { lines: readonly ChangeLine[] }) {
  return (
    <View className="adm-lines">
      {lines.map(({ what, before, after }) => (
        <Fragment key={what}>
          <Text>{what}</Text>
          <Text className={before === null ? 'cap' : 'adm-was'}>{before ?? '（没有）'}</Text>
          <Text className="strong">{after ?? '（取消）'}</Text>
        </Fragment>
      ))}
    </View>
  );
}
