import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { AdoptionView } from '../../../shared/green-spaces/adoption-views';
import { dateText } from '../../../shared/words';
import { Button } from '../../components/button';
import { SectionHead } from '../../components/list-row';

/** What has happened, the latest first. */
export function Timeline({ adoption }: { adoption: AdoptionView }) {
  const [all, setAll] = useState(false);
  const entries = [...adoption.timeline].reverse();
  const shown = all ? entries : entries.slice(0, 4);
  return (
    <View className="gap-4">
      <SectionHead title="经过" />
      <View className="card">
        {shown.map((entry) => (
          <View key={entry.id} className="adoption-step">
            <Text className="strong">{entry.title}</Text>
            <View className="cap">
              {dateText(new Date(entry.at))} · {entry.by}
            </View>
            {entry.reason || entry.text ? (
              <View className="body-s">{[entry.reason, entry.text].filter(Boolean).join('：')}</View>
            ) : null}
          </View>
        ))}
        {shown.length < entries.length ? (
          <Button kind="quiet" text={`看全部 ${entries.length} 步`} onTap={() => setAll(true)} />
        ) : null}
      </View>
    </View>
  );
}
