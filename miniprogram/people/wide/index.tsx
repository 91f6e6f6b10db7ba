import { Text, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { go } from '../../platform/go';
import './index.scss';
import { Picture } from '../../components/picture';
import { useWideSignIn } from './use-wide';

/** Sign-in on a wide screen, for those who work at a desk: a code to scan and a number to compare. */
export default function WideSignIn() {
  const { started, state, error, start } = useWideSignIn();
  const over = state === 'expired' || state === 'error';
  return (
    <Page title="电脑登录" back="close" onBack={go.home} wide>
      <View className="wide">
        <View className="card wide-card">
          <View className="wide-qr">
            {started && !over ? (
              <Picture className="wide-qr-pic" src={started.qr} alt="登录二维码" whole eager />
            ) : null}
            {over ? (
              <View className="wide-over">
                <Text>{state === 'error' ? (error?.title ?? '') : '二维码已过期'}</Text>
                <Button small icon="refresh" text="换一个" onTap={() => void start()} />
              </View>
            ) : null}
          </View>
          <View className="grow wide-words">
            <View className="title">用手机确认登录</View>
            <View className="body-s gap-2">打开微信里的“彝城共治”，在“我的”里点“确认电脑登录”，扫这个二维码。</View>
            <View className="wide-n" aria-label={`核对数字 ${started?.number ?? ''}`}>
              {started?.number ?? '——'}
            </View>
            <View className="cap-2">手机上要填的两位数字，两分钟内有效</View>
          </View>
        </View>
        <View className="wide-note">
          <Note icon="shield">派遣员、管理员在电脑上办公用这里登录。离开电脑请退出。</Note>
        </View>
      </View>
    </Page>
  );
}
