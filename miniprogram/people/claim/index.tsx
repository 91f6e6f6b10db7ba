import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { useClaim } from './use-claim';

export default function ClaimPage() {
  const { code, change, error, busy, claim, posts } = useClaim();
  const ready = code.trim().length >= 8;
  return (
    <Page
      title="认领职务"
      back="back"
      bar={<Button block text={ready ? '认领' : '先填邀请码'} off={!ready} busy={busy} onTap={() => void claim()} />}
    >
      <View className="wrap">
        <View className="card">
          <Field
            label="邀请码"
            value={code}
            max={20}
            hint="管理员发给您的字母和数字"
            error={error}
            onChange={change}
            onConfirm={() => void claim()}
          />
        </View>
        <View className="gap-3">
          <Note icon="shield">
            街长、网格员、部门经办人凭邀请码认领。一个码只能用一次，七天内有效。认领后首页会变成工作台，随时可以切回来。
          </Note>
        </View>
        {posts.length ? (
          <>
            <View className="head gap-5">您现在担任</View>
            <View className="card card--flush gap-2">
              {posts.map((post) => (
                <ListRow key={post.id} icon="user" title={post.roleName} value={post.areaName} />
              ))}
            </View>
          </>
        ) : null}
      </View>
    </Page>
  );
}
