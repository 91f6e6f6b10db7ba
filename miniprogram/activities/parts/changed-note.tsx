import { View } from '@tarojs/components';
import { moveSignUp } from '../../../shared/activities/sign-up-contract';
import type { SignUpView } from '../../../shared/activities/views';
import { clockText, monthDayText, weekdayText } from '../../../shared/words';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { Button } from '../../components/button';
import { ask } from '../../components/dialog';
import { Note } from '../../components/note';
import { toast } from '../../components/toast';

const when = ({ from, to }: { from: string; to: string }) => {
  const at = new Date(from);
  return `${monthDayText(at)} ${weekdayText(at)} ${clockText(at)}–${clockText(new Date(to))}`;
};

/** Whether time or place changed after they signed up, and they have still to answer. */
export const isAsked = ({ changed, state }: SignUpView): boolean =>
  changed !== null && (state === 'confirmed' || state === 'waiting');

/** Time or place changed after one signed up: what it was, what it is now, and whether one can still come. */
export function ChangedNote({ row, onDone }: { row: SignUpView; onDone: () => void }) {
  const { changed, overlap, shift } = row;
  if (!changed || !isAsked(row)) return null;
  const answer = async (move: 'keep' | 'cancel') => {
    const sure =
      move === 'keep' ||
      (await ask({ title: '取消这次报名？', text: '改期后取消不算缺席。', yes: '取消报名', danger: true }));
    if (!sure) return;
    try {
      await call(moveSignUp, { params: { id: row.id }, body: { moveId: newId(), version: row.version, move } });
      toast(move === 'keep' ? '好的，到时见' : '已取消');
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}，${detail}`, 'warning');
    }
    onDone();
  };
  const elsewhere = changed.place !== row.activity.place;
  const moved = changed.from !== shift.from || changed.to !== shift.to;
  return (
    <View className="gap-2">
      <Note tone="amber" icon="calendar">
        <View className="strong">{moved ? '时间改了' : '地点改了'}，您还能来吗？</View>
        <View>
          原来：{when(changed)}
          {elsewhere ? `，${changed.place}` : ''}
        </View>
        <View>
          现在：{when(shift)}
          {elsewhere ? `，${row.activity.place}` : ''}
        </View>
        {overlap ? (
          <View>
            和您报的“{overlap.title}”（{when(overlap)}）时间重叠，请先取消其中一个。
          </View>
        ) : null}
        <View className="cap">没有答复的，不来不算缺席。</View>
      </Note>
      <View className="row row--wrap gap-2">
        {row.can.keep ? (
          <Button
            small
            icon="check"
            text="还能来"
            label={`还能来：${row.activity.title}`}
            onTap={() => void answer('keep')}
          />
        ) : null}
        {row.can.cancel ? (
          <Button
            small
            kind="plain"
            text="来不了，取消"
            label={`来不了，取消：${row.activity.title}`}
            onTap={() => void answer('cancel')}
          />
        ) : null}
      </View>
    </View>
  );
}
