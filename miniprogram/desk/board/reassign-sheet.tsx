import { View } from '@tarojs/components';
import { LIMITS, readReport } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { AssigneeList } from '../../components/assignee-list';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Sheet } from '../../components/sheet';
import { type Board, useReassign } from './use-board';

/** Several cases to one receiver, with one reason that every reporter will read. */
export function ReassignSheet({ board, onClose }: { board: Board; onClose: () => void }) {
  const hand = useReassign(board, onClose);
  const number = hand.picked[0]?.number;
  // Receivers are those of the county; a card does not say in which county it lies, the case itself does.
  const first = useCall(number, () => call(readReport, { params: { number: number ?? '' } }));
  const refused = hand.refusals.length;
  return (
    <Sheet
      title={`改派 ${hand.picked.length} 件`}
      onClose={onClose}
      foot={
        refused ? (
          <Button block text="知道了" onTap={onClose} />
        ) : (
          <Button
            id="reassign-send"
            block
            icon="transfer"
            text={hand.missing ?? `改派这 ${hand.picked.length} 件`}
            off={Boolean(hand.missing)}
            busy={hand.busy}
            onTap={() => void hand.send()}
          />
        )
      }
    >
      {refused ? (
        <View className="move-part" role="alert">
          <Note tone="amber" icon="warning">{`有 ${refused} 件没有改派，其余的已改派。`}</Note>
          <View className="card card--flush gap-2">
            {hand.refusals.map((one) => (
              <View key={one.number} className="lrow lrow--plain">
                <View className="grow">
                  <View className="strong">{one.number}</View>
                  <View className="cap-2">{one.detail ?? ''}</View>
                </View>
              </View>
            ))}
          </View>
        </View>
      ) : (
        <>
          {hand.problem ? (
            <View className="move-part" role="alert">
              <Note tone="amber" icon="warning">
                {hand.problem}
              </Note>
            </View>
          ) : null}
          {first.status === 'loading' ? <Skeleton kind="rows" count={2} /> : null}
          {first.status === 'error' ? <ErrorFace error={first.error} onRetry={() => void first.reload()} /> : null}
          {first.data ? (
            <AssigneeList
              report={{ divisions: first.data.divisions, responsible: null }}
              chosen={hand.assignee}
              onChoose={hand.setAssignee}
            />
          ) : null}
          <Field
            id="reassign-why"
            label="改派原因"
            lines
            value={hand.text}
            max={LIMITS.moveText}
            hint="为什么改派"
            help="每件的上报人都会看到这句话"
            onChange={hand.setText}
          />
        </>
      )}
    </Sheet>
  );
}
