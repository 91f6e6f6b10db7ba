import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Reply } from '../../../shared/endpoint';
import { verifyCertificate, withdrawCertificate } from '../../../shared/volunteers/certificate-contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { toast } from '../../components/toast';
import { Certificate } from '../parts/dossier';

/** A certificate found by the number on its paper, and withdrawn with a reason. */
export function Certificates() {
  const [number, setNumber] = useState('');
  const [found, setFound] = useState<Reply<typeof verifyCertificate>>();
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      const { title, detail } = wordsFor(error);
      toast(`${title}，${detail}`, 'warning');
      return false;
    }
  };
  const find = () =>
    attempt(async () => setFound(await call(verifyCertificate, { params: { number: number.trim() } })));
  const withdraw = (one: string, reason: string) =>
    attempt(async () => {
      await call(withdrawCertificate, { params: { number: one }, body: { reason } });
      toast('证明已撤销');
      setFound(await call(verifyCertificate, { params: { number: one } }));
    });
  return (
    <View className="vd-narrow">
      <View className="card">
        <Field
          id="certificate-number"
          label="证明编号"
          note="印在证明上，ZM- 开头"
          value={number}
          max={20}
          hint="ZM-"
          onChange={(text) => setNumber(text.toUpperCase())}
          onConfirm={() => void find()}
        />
        <View className="gap-2">
          <Button
            id="find-certificate"
            block
            kind="secondary"
            icon="search"
            text={number.trim() ? '查这份证明' : '先写编号'}
            off={!number.trim()}
            onTap={() => void find()}
          />
        </View>
      </View>
      {found?.status === 'unknown' ? <Note icon="info">查不到这份证明，请核对编号。</Note> : null}
      {found && found.status !== 'unknown' ? (
        <View className="card">
          <View className="head">{found.name}</View>
          <View className="cap">{found.issuer}</View>
          <Certificate key={found.number} certificate={{ ...found, reason: null }} may onWithdraw={withdraw} />
        </View>
      ) : null}
      <View className="gap-3">
        <Note icon="shield">
          撤销后，核对页显示“已撤销”，文件也不能再下载。只能撤销本县开出的证明，撤销记入管理记录。
        </Note>
      </View>
    </View>
  );
}
