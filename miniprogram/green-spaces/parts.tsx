import { Text, View } from '@tarojs/components';
import type { AdoptionCardView } from '../../shared/green-spaces/adoption-views';
import type { PlotCardView } from '../../shared/green-spaces/plot-contract';
import { distanceText } from '../../shared/words';
import { Icon } from '../components/icon';
import { Thumb } from '../components/photo';
import { Tap } from '../components/tap';
import './parts.scss';
import { ADOPTION_LOOKS, PLOT_LOOKS, sizeText, taskIcon } from './words';

/** State as colour, icon and word. */
export function GreenBadge({ tone, icon, word }: { tone: string; icon: string; word: string }) {
  return (
    <View className={`gs-st gs-st--${tone}`}>
      <Icon name={icon} />
      <Text>{word}</Text>
    </View>
  );
}
export const PlotBadge = ({ plot }: { plot: Pick<PlotCardView, 'availability' | 'label'> }) => (
  <GreenBadge {...PLOT_LOOKS[plot.availability]} word={plot.label} />
);
export const AdoptionBadge = ({ adoption }: { adoption: Pick<AdoptionCardView, 'state' | 'label'> }) => (
  <GreenBadge {...ADOPTION_LOOKS[adoption.state]} word={adoption.label} />
);

/** One plot in a list. */
export function PlotRow({ plot, onTap }: { plot: PlotCardView; onTap: () => void }) {
  const facts = [plot.kindName, sizeText(plot), plot.distanceM === null ? '' : distanceText(plot.distanceM)];
  return (
    <Tap className="gs-row" role="link" onTap={onTap}>
      <Thumb photo={plot.photo} icon="leaf" alt={plot.name} />
      <View className="grow">
        <Text className="strong clip">{plot.name}</Text>
        <Text className="cap clip">{facts.filter(Boolean).join(' · ')}</Text>
        <View className="gs-row-foot">
          <PlotBadge plot={plot} />
        </View>
      </View>
    </Tap>
  );
}

/** What is done on a plot, one line each. */
export function TaskLines({
  tasks,
}: {
  tasks: readonly { task: string; name: string; rhythm: string; now: string; note: string }[];
}) {
  return (
    <View>
      {tasks.map((row) => (
        <View key={row.task} className="gs-task">
          <Icon name={taskIcon(row.task)} />
          <Text className="gs-task-n">{row.name}</Text>
          <View className="grow">
            <Text className="gs-task-r">{[row.now, row.note].filter(Boolean).join('，')}</Text>
            {row.rhythm === row.now ? null : <View className="cap">{row.rhythm}</View>}
          </View>
        </View>
      ))}
    </View>
  );
}

/** A figure over its word; three of them make a line. */
export function Fact({ value, unit, text }: { value: string | number; unit?: string; text: string }) {
  return (
    <View className="gs-fact">
      <View className="gs-fact-v">
        {value}
        {unit ? <Text className="gs-fact-u">{unit}</Text> : null}
      </View>
      <Text className="gs-fact-t">{text}</Text>
    </View>
  );
}

export interface CareDay {
  key: string;
  /** 5日 */
  day: string;
  text: string;
  kind: 'done' | 'today' | 'ahead';
}
/** Visits on a thread of diamonds: filled done, ringed today, hollow to come. */
export function CareThread({ days }: { days: readonly CareDay[] }) {
  return (
    <View className="gs-thread">
      {days.map(({ key, day, text, kind }) => (
        <View key={key} className={`gs-stitch gs-stitch--${kind}`}>
          <View className="gs-diamond" aria-hidden="true" />
          <Text className="gs-stitch-d">{day}</Text>
          <Text className="gs-stitch-t">{text}</Text>
        </View>
      ))}
    </View>
  );
}
