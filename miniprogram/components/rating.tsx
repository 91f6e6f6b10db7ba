import { Text, View } from '@tarojs/components';
import { SCORES, type Score } from '../../shared/reports/rating';
import { Icon } from './icon';
import { Tap } from './tap';

const GRADES: readonly { score: Score; icon: string }[] = [
  { score: 5, icon: 'face-5' },
  { score: 4, icon: 'face-4' },
  { score: 3, icon: 'face-3' },
  { score: 2, icon: 'face-2' },
  { score: 1, icon: 'face-1' },
];

/** 好差评: five faces with their words. */
export function Rating({ score, onChoose }: { score: Score | undefined; onChoose: (score: Score) => void }) {
  return (
    <View
      className="rate"
      {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '对这次处理的评价' } : {})}
    >
      {GRADES.map((grade) => (
        <Tap
          key={grade.score}
          className={`rate-i ${grade.score === score ? 'rate-i--on' : ''}`}
          role="radio"
          checked={grade.score === score}
          spoken={SCORES[grade.score]}
          onTap={() => onChoose(grade.score)}
        >
          <Icon name={grade.icon} />
          <Text>{SCORES[grade.score]}</Text>
        </Tap>
      ))}
    </View>
  );
}
