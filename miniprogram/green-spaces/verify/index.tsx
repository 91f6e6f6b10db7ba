import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { verifyCertificate } from '../../../shared/green-spaces/honours-contract';
import { dateText } from '../../../shared/words';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';
import { apiUrl } from '../../api/wire';
import { BarTool, Button } from '../../components/button';
import { ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { ListRow } from '../../components/list-row';
import { Page } from '../../components/page';
import { Picture } from '../../components/picture';
import { previewPhotos } from '../../platform/camera';
import { openFile } from '../../platform/document';
import { go } from '../../platform/go';
import { useRouter, useShareAppMessage } from '../../platform/page';
import './index.scss';

const day = (iso: string) => dateText(new Date(iso));

/** Whether a certificate is real, and the certificate itself: reached by its code, from 我的认养, or by typing the number. */
export default function CertificatePage() {
  const given = useRouter().params.number ?? '';
  const [number, setNumber] = useState(given);
  const [typed, setTyped] = useState('');
  const found = useCall(number || undefined, () => call(verifyCertificate, { params: { number } }));
  const certificate = found.data;
  useShareAppMessage(() => ({ title: '绿地认养证书', path: `/green-spaces/verify/index?number=${number}` }));
  const bar = certificate ? (
    <>
      <BarTool icon="image" text="图片" onTap={() => previewPhotos([apiUrl(certificate.files.picture)], 0)} />
      <Button
        id="pdf"
        block
        icon="download"
        text="下载证书 PDF"
        onTap={() => void openFile(apiUrl(certificate.files.certificate), 'pdf')}
      />
    </>
  ) : undefined;
  return (
    <Page title="认养证书" back="back" bar={bar}>
      <View className="wrap">
        {number ? null : (
          <View className="card">
            <Field label="证书编号" value={typed} max={24} hint="RY-" onChange={setTyped} />
            <View className="gap-3">
              <Button block text="核验" off={typed.trim().length < 10} onTap={() => setNumber(typed.trim())} />
            </View>
          </View>
        )}
        {number && found.status === 'loading' ? <Skeleton kind="detail" /> : null}
        {found.status === 'error' ? (
          <ErrorFace error={found.error} onRetry={() => (given ? void found.reload() : setNumber(''))} />
        ) : null}
        {certificate ? (
          <>
            <View className={`verify-state ${certificate.inForce ? '' : 'verify-state--over'}`}>
              <Icon name={certificate.inForce ? 'check-circle' : 'clock'} />
              <View className="grow">
                <Text className="strong">{certificate.inForce ? '证书有效' : '证书真实，认养已结束'}</Text>
                <View className="cap-2">编号 {certificate.number}</View>
              </View>
            </View>
            <Picture className="verify-pic" src={apiUrl(certificate.files.picture)} alt="绿地认养证书" whole eager />
            <View className="card card--flush gap-3">
              <ListRow title="牌名" value={certificate.plaque} />
              <ListRow title="绿地" value={certificate.plot.name} onTap={() => go.plot(certificate.plot.code)} />
              <ListRow title="期限" value={`${day(certificate.from)}—${day(certificate.to)}`} />
              <ListRow title="养护" value={`${certificate.visits} 次`} />
              <ListRow title="发证单位" value={certificate.unit} />
              <ListRow
                title="认养牌版式"
                note="送去印制，20 × 14 厘米"
                onTap={() => void openFile(apiUrl(certificate.files.plaque), 'pdf')}
              />
            </View>
          </>
        ) : null}
      </View>
    </Page>
  );
}
