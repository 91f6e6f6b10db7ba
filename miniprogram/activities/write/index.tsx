import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Page } from '../../components/page';
import { go } from '../../platform/go';
import './index.scss';
import { Know } from './know';
import { useWrite } from './use-write';
import { What } from './what';
import { When } from './when';
import { Where } from './where';

/** Writes an activity, or changes one: what, when, where, and what people must know before they come. */
export default function WriteActivityPage() {
  const page = useWrite();
  const { organises, known } = page;
  const waits = organises.status === 'loading' || known?.status === 'loading';
  const error = organises.error ?? known?.error;
  const nobody = organises.status === 'ready' && organises.data.organises.length === 0;
  const open = !waits && !error && !nobody;
  return (
    <Page
      title={page.revising ? '修改活动' : '组织活动'}
      back="back"
      bar={
        open ? (
          <Button
            id="save-activity"
            block
            text={page.missing ?? (page.revising ? '保存修改' : '存成草稿')}
            off={Boolean(page.missing)}
            busy={page.busy}
            onTap={() => void page.send()}
          />
        ) : undefined
      }
    >
      <View className="wrap">
        {waits ? <Skeleton kind="rows" count={4} /> : null}
        {error ? <ErrorFace error={error} onRetry={() => void organises.reload()} /> : null}
        {nobody ? (
          <Empty
            icon="shield"
            title="组织者才能发布活动"
            text="派遣员、部门工作人员和志愿队队长可以组织活动。"
            action={<Button kind="secondary" text="看近期活动" onTap={() => go.activities()} />}
          />
        ) : null}
        {open ? (
          <>
            <What page={page} />
            <When page={page} />
            <Where page={page} />
            <Know page={page} />
            {page.problem ? (
              <View className="help help--err" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
                {page.problem}
              </View>
            ) : null}
          </>
        ) : null}
      </View>
    </Page>
  );
}
