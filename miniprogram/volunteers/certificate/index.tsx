import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import {
  type CertificateView,
  issueCertificate,
  listCertificates,
} from '../../../shared/volunteers/certificate-contract';
import { dateText } from '../../../shared/words';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { newId } from '../../api/ids';
import { useMe } from '../../api/session';
import { useCall } from '../../api/use-call';
import { pictureUrl } from '../../api/wire';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { toast } from '../../components/toast';
import { openFile } from '../../platform/document';
import { go } from '../../platform/go';
import { useRouter } from '../../platform/page';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export default function CertificatePage() {
  const id = useRouter().params.id ?? '';
  const me = useMe();
  const list = useCall(me ? `${me.id} ${id}` : undefined, () => call(listCertificates, { params: { id } }));
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [key, setKey] = useState(newId);
  const [busy, setBusy] = useState(false);
  const wrong = (from && !DAY.test(from)) || (to && !DAY.test(to));
  const issue = async () => {
    setBusy(true);
    try {
      const made = await call(issueCertificate, {
        params: { id },
        body: { certificateId: key, ...(from && { from }), ...(to && { to }) },
      });
      toast(`开好了，编号 ${made.number}`);
      setKey(newId());
      await list.reload();
    } catch (error) {
      const { title, detail } = wordsFor(error);
      const fields = error instanceof ApiError ? Object.values(error.fields).join('；') : '';
      toast(fields || `${title}，${detail}`, 'warning');
    }
    setBusy(false);
  };
  return (
    <Page
      title="服务证明"
      back="back"
      bar={
        <Button
          id="issue"
          block
          text={wrong ? '日期写成 2026-01-31' : '开一张证明'}
          off={Boolean(wrong)}
          busy={busy}
          onTap={() => void issue()}
        />
      }
    >
      <View className="wrap">
        <View className="card">
          <Field label="从哪天" note="不填就是全部" value={from} max={10} hint="2026-01-01" onChange={setFrom} />
          <View className="gap-2">
            <Field label="到哪天" value={to} max={10} hint="2026-12-31" onChange={setTo} />
          </View>
        </View>
        <View className="gap-3">
          <Note icon="qr">证明上有编号和二维码，单位、学校扫码就能核对，核对时只显示遮住的姓名。</Note>
        </View>
        {list.status === 'loading' ? <Skeleton kind="rows" count={2} /> : null}
        {list.status === 'error' ? <ErrorFace error={list.error} onRetry={() => void list.reload()} /> : null}
        {list.status === 'ready' && list.data.items.length === 0 ? (
          <Empty icon="certificate" title="还没有开过证明" text="点下面的按钮，马上就有。" />
        ) : null}
        {list.data?.items.map((one) => (
          <Certificate key={one.number} one={one} />
        ))}
      </View>
    </Page>
  );
}

function Certificate({ one }: { one: CertificateView }) {
  const valid = one.status === 'valid';
  const open = async () => {
    if (!(await openFile(pictureUrl(one.pdf), 'pdf'))) toast('没有打开，请再试一次', 'warning');
  };
  return (
    <View className="card gap-3">
      <View className="row row--between">
        <View className={`st ${valid ? 'st--closed' : 'st--rejected'}`}>
          <Icon name={valid ? 'check-double' : 'reject'} />
          <Text>{valid ? '有效' : '已撤销'}</Text>
        </View>
        <Text className="cap">{dateText(new Date(one.issuedAt))}</Text>
      </View>
      <View className="strong gap-1">{one.number}</View>
      <View className="cap">
        {one.from} 至 {one.to} · {one.times} 次 · {one.hours} 小时
      </View>
      <View className="row row--wrap gap-2">
        {valid ? <Button small icon="download" text="打开 PDF" onTap={() => void open()} /> : null}
        <Button small kind="plain" icon="qr" text="核对页" onTap={() => go.verifyCertificate(one.number)} />
      </View>
    </View>
  );
}
