import { Text, View } from '@tarojs/components';
import { LIMITS, type ReportCardView } from '../../../shared/reports/contract';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { Tap } from '../../components/tap';
import { when } from '../../components/when';
import { useMerge } from './use-merge';

interface MergeProps {
  cards: readonly ReportCardView[];
  onDone: () => void;
  onClose: () => void;
}

/** Which one leads, which come along, and why: one step for all of them. */
export function MergeSheet({ cards, onDone, onClose }: MergeProps) {
  const merge = useMerge(cards, onDone);
  return (
    <Sheet
      title="并案"
      onClose={onClose}
      foot={
        <Button
          id="merge-send"
          block
          icon="list"
          text={merge.missing ?? `把 ${merge.merged.length} 件并入主件`}
          off={Boolean(merge.missing)}
          busy={merge.busy}
          onTap={() => void merge.send()}
        />
      }
    >
      {merge.problem ? (
        <View className="move-part" role="alert">
          <Note tone="amber" icon="warning">
            {merge.problem}
          </Note>
        </View>
      ) : null}
      <View className="cap-2 move-part">点一件选作主件；不是同一件事的，点右边去掉。</View>
      <View className="card card--flush move-part">
        {cards.map((one) => (
          <Line key={one.number} card={one} merge={merge} />
        ))}
      </View>
      <Field
        id="merge-why"
        lines
        value={merge.text}
        max={LIMITS.moveText}
        hint="为什么是同一件事（可以不填）"
        help="并入的上报人会看到这句话，关注的人和消息跟到主件"
        onChange={merge.setText}
      />
    </Sheet>
  );
}

function Line({ card, merge }: { card: ReportCardView; merge: ReturnType<typeof useMerge> }) {
  const leads = card.number === merge.lead;
  const out = merge.left.has(card.number);
  return (
    <View className="lrow">
      <Tap
        className="row grow"
        role="radio"
        checked={leads}
        spoken={`${card.number} 作主件`}
        onTap={() => merge.setLead(card.number)}
      >
        <View className="lrow-ic">
          <Icon name={leads ? 'star-fill' : 'star'} className={leads ? 'jade-text' : ''} />
        </View>
        <View className="grow">
          <Text className="clip strong">
            {leads ? '主件 · ' : ''}
            {card.excerpt || card.category.name}
          </Text>
          <Text className="clip cap">
            {[card.address, when(card.submittedAt, Date.now()), card.statusLabel].filter(Boolean).join(' · ')}
          </Text>
        </View>
      </Tap>
      {leads ? null : (
        <Button
          kind="quiet"
          small
          icon={out ? 'return' : 'close'}
          text={out ? '不并' : ''}
          label={out ? `把 ${card.number} 也并入` : `不并 ${card.number}`}
          onTap={() => merge.toggle(card.number)}
        />
      )}
    </View>
  );
}
