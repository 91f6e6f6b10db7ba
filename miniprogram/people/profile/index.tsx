import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { useProfile } from './use-profile';

export default function ProfilePage() {
  const profile = useProfile();
  const { me, errors } = profile;
  return (
    <Page
      title="称呼和手机号"
      back="back"
      bar={
        <Button
          block
          text={profile.changed ? '保存' : '没有改动'}
          off={!profile.changed}
          busy={profile.busy}
          onTap={profile.keep}
        />
      }
    >
      <View className="wrap">
        {!me && profile.session.status === 'error' ? (
          <ErrorFace error={profile.session.error} onRetry={() => void profile.session.reload()} />
        ) : null}
        {!me && profile.session.status === 'loading' ? <Skeleton kind="rows" count={2} /> : null}
        {me ? (
          <>
            <View className="card">
              <Field
                label="怎么称呼您"
                type="nickname"
                value={profile.nickname}
                max={20}
                hint="比如：罗先生"
                error={errors.nickname}
                onChange={profile.setNickname}
              />
              <View className="gap-4">
                <Field
                  label="手机号"
                  note={me.phone ? `现在是 ${me.phone}` : '可以不填'}
                  type="number"
                  value={profile.phone}
                  max={11}
                  hint={me.phone ? '要换就填新的' : '11 位手机号'}
                  error={errors.phone}
                  onChange={profile.setPhone}
                />
              </View>
              {me.phone ? (
                <Button kind="quiet" icon="trash" text="删掉手机号" onTap={() => void profile.removePhone()} />
              ) : null}
            </View>
            <View className="gap-3">
              <Note icon="shield">
                手机号加密保存。只有您在上报时打开“街长可以打给我”，办那件事的人才能联系您；不会公开，也不给别人。
              </Note>
            </View>
          </>
        ) : null}
      </View>
    </Page>
  );
}
