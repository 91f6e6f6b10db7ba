import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Empty } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { go } from '../../platform/go';
import { useApprove } from './use-approve';

export default function ApprovePage() {
  const form = useApprove();
  const { missing } = form;
  if (form.done) {
    return (
      <Page title="确认电脑登录" back="back">
        <Empty
          icon="check-circle"
          title="电脑已登录"
          text="离开电脑时，请在电脑上退出登录。"
          action={<Button text="好" onTap={go.back} />}
        />
      </Page>
    );
  }
  return (
    <Page
      title="确认电脑登录"
      back="back"
      bar={
        <Button
          block
          text={missing ?? '确认登录'}
          off={Boolean(missing)}
          busy={form.busy}
          onTap={() => void form.approve()}
        />
      }
    >
      <View className="wrap">
        <View className="card">
          {form.id ? (
            <View className="row">
              <Icon name="check-circle" className="jade-text" />
              <Text className="grow">已扫到电脑上的二维码</Text>
              <Button kind="quiet" text="重新扫" onTap={() => void form.read()} />
            </View>
          ) : (
            <Button kind="secondary" block icon="scan" text="扫电脑上的二维码" onTap={() => void form.read()} />
          )}
          <View className="gap-4">
            <Field
              label="电脑上的两位数字"
              type="number"
              value={form.number}
              max={2}
              hint="比如 47"
              error={form.error}
              onChange={form.setNumber}
            />
          </View>
        </View>
        <View className="gap-3">
          <Note tone="amber" icon="shield">
            只有您自己正在电脑前登录时才确认。有人打电话、发消息让您扫码或报数字，都不要理。
          </Note>
        </View>
      </View>
    </Page>
  );
}
