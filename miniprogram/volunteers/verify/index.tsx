import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { verifyCertificate } from '../../../shared/volunteers/certificate-contract';
import { dateText } from '../../../shared/words';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Page } from '../../components/page';
import { useRouter } from '../../platform/page';

const FACES = {
  valid: { icon: 'check-circle', title: '证明有效', text: '与出具单位的记录一致。' },
  withdrawn: { icon: 'reject', title: '证明已撤销', text: '出具单位已撤销这份证明，不再有效。' },
  unknown: { icon: 'search', title: '查不到这份证明', text: '请核对编号。编号以 ZM 开头，一个字错了也查不到。' },
} as const;

/** Anybody checks a certificate here: valid, withdrawn or unknown, and never more than the masked name. */
export default function VerifyPage() {
  const [number, setNumber] = useState(useRouter().params.number ?? '');
  const [asked, setAsked] = useState(number || undefined);
  const found = useCall(asked, () => call(verifyCertificate, { params: { number: asked ?? '' } }));
  const data = found.data;
  const face = data && FACES[data.status];
  return (
    <Page
      title="核对志愿服务证明"
      back="close"
      bar={
        <Button
          id="verify"
          block
          text={number.trim() ? '核对' : '先填证明编号'}
          off={!number.trim()}
          onTap={() => setAsked(number.trim())}
        />
      }
    >
      <View className="wrap">
        <View className="card">
          <Field
            id="number"
            label="证明编号"
            value={number}
            max={40}
            hint="ZM-XXXXX-XXXXX-X"
            onChange={setNumber}
            onConfirm={() => setAsked(number.trim())}
          />
        </View>
        {asked && found.status === 'loading' ? <Skeleton kind="detail" count={1} /> : null}
        {found.status === 'error' ? <ErrorFace error={found.error} onRetry={() => void found.reload()} /> : null}
        {face && data ? (
          <View className="face-page" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
            <View className={`face-pic ${data.status === 'valid' ? '' : 'face-pic--err'}`}>
              <Icon name={face.icon} />
            </View>
            <Text className="face-t">{face.title}</Text>
            <Text className="face-p">{face.text}</Text>
          </View>
        ) : null}
        {data && data.status !== 'unknown' ? (
          <View className="card card--flush">
            <Line name="编号" value={data.number} />
            <Line name="姓名" value={data.name} />
            <Line name="服务" value={`${data.times} 次，${data.hours} 小时`} />
            <Line name="起止" value={`${data.from} 至 ${data.to}`} />
            <Line name="出具单位" value={data.issuer} />
            <Line name="出具日期" value={dateText(new Date(data.issuedAt))} />
          </View>
        ) : null}
      </View>
    </Page>
  );
}

const Line = ({ name, value }: { name: string; value: string }) => (
  <View className="lrow lrow--plain">
    <Text className="cap">{name}</Text>
    <View className="grow" style={{ textAlign: 'right' }}>
      {value}
    </View>
  </View>
);
