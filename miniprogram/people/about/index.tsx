import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { quietly } from '../../api/quietly';
import { openPortal, usePortal } from '../../api/session';
import { ListRow } from '../../components/list-row';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { dial } from '../../platform/device';
import './index.scss';

export default function AboutPage() {
  const portal = usePortal();
  useEffect(() => {
    quietly(openPortal());
  }, []);
  return (
    <Page title="关于彝城共治" back="back">
      <View className="wrap">
        {portal?.demo ? (
          <View className="about-note">
            <Note tone="amber" icon="info">
              这是演示服务器：人物、街道边界和上报都是编的，街道形状为示意，不会有人真的去处理。
            </Note>
          </View>
        ) : null}
        <View className="card">
          <View className="head">这里能做什么</View>
          <View className="body-s gap-2">
            路灯不亮、垃圾没清、占道摆摊、车辆乱停……拍一张照片，系统按位置找到街长，说清楚谁来办、什么时候办好；办完您来评价。
          </View>
        </View>
        <View className="card">
          <View className="head">这里不是什么</View>
          <View className="body-s gap-2">
            不是报警、火警、急救电话，也不是 12345 热线和信访渠道。有危险请先打电话。
          </View>
        </View>
        <View className="card card--flush">
          {(portal?.emergency ?? []).map((line) => (
            <ListRow
              key={line.phone}
              icon="phone"
              title={line.name}
              value={line.phone}
              onTap={() => dial(line.phone)}
            />
          ))}
        </View>
        <View className="card">
          <View className="head">您的信息</View>
          <View className="body-s gap-2">
            您的姓名和电话不公开，办事的人看到的是打了星号的。照片会去掉拍摄位置等信息，只在检查后给别人看。手机号加密保存，随时可以删。数据存在本地主管部门自己的服务器上。
          </View>
        </View>
        <View className="card">
          <View className="head">时限怎么来的</View>
          <View className="body-s gap-2">
            每一类问题都有受理和办结的时限。过了一半提醒办事的人，到点没办好就逐级报给副总街长、总街长，经过里都看得到。
          </View>
        </View>
        <View className="cap center gap-5">依据楚政办发〔2019〕11 号</View>
      </View>
    </Page>
  );
}
