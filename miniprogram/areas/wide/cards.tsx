import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { listStreetTowns, prepareStreetSheet } from '../../../shared/streets/contract';
import { call } from '../../api/client';
import { wordsFor } from '../../api/errors';
import { useCall } from '../../api/use-call';
import { apiUrl } from '../../api/wire';
import { Button } from '../../components/button';
import { Empty, ErrorFace, Skeleton } from '../../components/faces';
import { Tap } from '../../components/tap';
import { toast } from '../../components/toast';
import { openFile } from '../../platform/document';

/** Cards of all streets of a town as a sheet to print, and each of them as a picture. */
export function Cards() {
  const towns = useCall('street-towns', () => call(listStreetTowns));
  const [busy, setBusy] = useState<string>();
  const print = async (town: string, layout: 'a4' | 'plate') => {
    setBusy(`${town} ${layout}`);
    try {
      const { url } = await call(prepareStreetSheet, { params: { town }, body: { layout } });
      void openFile(apiUrl(url));
    } catch (error) {
      toast(wordsFor(error).title, 'warning');
    }
    setBusy(undefined);
  };
  return (
    <View className="awide-side">
      <View className="head">街道名片</View>
      {towns.status === 'loading' ? <Skeleton kind="rows" count={2} /> : null}
      {towns.status === 'error' ? <ErrorFace error={towns.error} onRetry={() => void towns.reload()} /> : null}
      {towns.data?.items.length === 0 ? (
        <Empty icon="map" title="还没有登记街道" text="先导入街道，名片就在这里打印。" />
      ) : null}
      {towns.data?.items.map(({ code, name, county, streets }) => (
        <View key={code} className="card">
          <View className="strong">
            {county}
            {name}
          </View>
          <View className="cap">{streets.length} 条街</View>
          <View className="row gap-2 awide-acts">
            <Button
              small
              kind="secondary"
              icon="qr"
              text="A4 打印"
              label={`${name}：A4 打印，每页两张`}
              busy={busy === `${code} a4`}
              onTap={() => void print(code, 'a4')}
            />
            <Button
              small
              kind="plain"
              text="制牌文件"
              label={`${name}：制牌文件，每页一块`}
              busy={busy === `${code} plate`}
              onTap={() => void print(code, 'plate')}
            />
          </View>
          <View className="awide-streets">
            {streets.map((street) => (
              <Tap
                key={street.code}
                className="awide-street"
                role="link"
                spoken={`${street.name}的图片`}
                onTap={() => void openFile(apiUrl(`/api/v1/streets/${street.code}/card.png`))}
              >
                <Text>{street.name}</Text>
              </Tap>
            ))}
          </View>
        </View>
      ))}
    </View>
  );
}
