import { Text, View } from '@tarojs/components';
import { FACT_NAMES, FACTS } from '../../../shared/volunteers/facts';
import type { FactView } from '../../../shared/volunteers/views';
import { dateText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { SectionHead } from '../../components/list-row';

/** Training, commendations and appraisals of a volunteer's record; nothing is said of a kind there is none of. */
export function FactList({ facts, onRemove }: { facts: readonly FactView[]; onRemove?: (fact: FactView) => void }) {
  return (
    <>
      {FACT_NAMES.filter((kind) => facts.some((one) => one.kind === kind)).map((kind) => (
        <View key={kind} className="sec">
          <SectionHead title={FACTS[kind].name} />
          <View className="card card--flush">
            {facts
              .filter((one) => one.kind === kind)
              .map((fact) => (
                <View key={fact.id} className="lrow">
                  <View className="lrow-ic">
                    <Icon name={FACTS[kind].icon} />
                  </View>
                  <View className="grow">
                    <Text className="strong">{fact.text}</Text>
                    <View className="cap">
                      {dateText(new Date(`${fact.day}T04:00:00Z`))}
                      {fact.hours ? ` · ${fact.hours} 学时` : ''} · {fact.by}
                    </View>
                  </View>
                  {onRemove ? (
                    <Button
                      kind="quiet"
                      icon="trash"
                      text=""
                      label={`删去：${fact.text}`}
                      onTap={() => onRemove(fact)}
                    />
                  ) : null}
                </View>
              ))}
          </View>
        </View>
      ))}
    </>
  );
}
