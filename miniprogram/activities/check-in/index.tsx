import { Text, View } from '@tarojs/components';
import { clockText, monthDayText } from '../../../shared/words';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { go } from '../../platform/go';
import { useCheckIn } from './use-check-in';

const CODE_LENGTH = 8;

export default function CheckInPage() {
  const page = useCheckIn();
  const { mine, row, direction, done } = page;
  const word = direction === 'in' ? '签到' : '签退';
  if (done) return <Done page={page} />;
  const ready = page.code.replace(/[\s-]/g, '').length === CODE_LENGTH;
  return (
    <Page
      title={word}
      back="back"
      bar={
        row ? (
          <Button
            id="send-code"
            block
            text={ready ? word : '先扫码或输入 8 位码'}
            off={!ready}
            busy={page.busy}
            onTap={() => void page.send(page.code)}
          />
        ) : undefined
      }
    >
      <View className="wrap">
        {mine.status === 'loading' ? <Skeleton kind="detail" count={1} /> : null}
        {mine.status === 'error' ? <ErrorFace error={mine.error} onRetry={() => void mine.reload()} /> : null}
        {mine.status === 'ready' && !row ? (
          <Empty
            icon="clock"
            title="现在没有要签到的班次"
            text="班次开始前半小时起可以签到。"
            action={<Button kind="secondary" text="看我的班次" onTap={() => go.myShifts()} />}
          />
        ) : null}
        {row ? (
          <>
            <View className="card">
              <View className="head">{row.activity.title}</View>
              <View className="cap-2 gap-1">
                {monthDayText(new Date(row.shift.from))} {clockText(new Date(row.shift.from))}–
                {clockText(new Date(row.shift.to))} · {row.shift.name}
              </View>
              <View className="cap gap-1">{row.activity.place}</View>
              {page.several ? <View className="strong gap-1">{row.who}</View> : null}
            </View>
            {process.env.TARO_ENV === 'h5' ? null : (
              <View className="gap-3">
                <Button
                  block
                  kind="secondary"
                  icon="scan"
                  text={`扫组织者的码${word}`}
                  busy={page.busy}
                  onTap={() => void page.scanCode()}
                />
              </View>
            )}
            {page.waiting ? (
              <View className="gap-3">
                <Note tone="amber" icon="offline">
                  没有网络。码已记下，连上网就自动{word}；五分钟内连上都算数。
                </Note>
              </View>
            ) : null}
            <View className="card gap-3">
              <Field
                id="code"
                label="或输入屏幕上的 8 位码"
                value={page.code}
                max={12}
                hint="字母和数字，一分钟换一次"
                error={page.problem}
                onChange={(text) => page.setCode(text.toUpperCase())}
                onConfirm={() => ready && void page.send(page.code)}
              />
            </View>
            <View className="gap-3">
              <Note icon="location">{word}要在活动地点附近，会用到您现在的位置，只用来核对这一次。</Note>
            </View>
          </>
        ) : null}
      </View>
    </Page>
  );
}

function Done({ page }: { page: ReturnType<typeof useCheckIn> }) {
  const { done } = page;
  if (!done) return null;
  const left = done.state === 'left';
  const at = left ? done.outAt : done.inAt;
  return (
    <Page title={left ? '签退' : '签到'} back="close" bar={<Button block text="好" onTap={go.back} />}>
      <View className="face-page" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
        <View className="face-pic">
          <Icon name="check-circle" />
        </View>
        <Text className="face-t">
          {at ? clockText(new Date(at)) : ''} 已{left ? '签退' : '签到'}
        </Text>
        <Text className="face-p">{left ? '组织者结算后，时长会记到您名下。' : '走的时候记得再扫一次签退。'}</Text>
      </View>
    </Page>
  );
}
